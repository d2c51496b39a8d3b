package normalize

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"pgregory.net/rapid"
)

// drawn lays out a table from lines of cells parted by |. In the head "<" goes on with the cell at
// the left and "^" with the one above. The body begins after a line of dashes.
func drawn(title, unit, text string) layout.Table {
	t := layout.Table{FirstPage: 1, LastPage: 1, Title: title}
	if unit != "" {
		t.Captions = append(t.Captions, layout.Line{Text: "单位：" + unit, Page: 1})
	}
	at := map[[2]int]int{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "---") {
			t.HeaderRows = t.Rows
			continue
		}
		t.Rows++
		for i, s := range strings.Split(line, "|") {
			col := i + 1
			t.Columns = max(t.Columns, col)
			switch s = strings.TrimSpace(s); s {
			case "<":
				n := at[[2]int{t.Rows, col - 1}]
				t.Cells[n].ColSpan = col - t.Cells[n].Column + 1
				at[[2]int{t.Rows, col}] = n
			case "^":
				n := at[[2]int{t.Rows - 1, col}]
				t.Cells[n].RowSpan = t.Rows - t.Cells[n].Row + 1
				at[[2]int{t.Rows, col}] = n
			default:
				at[[2]int{t.Rows, col}] = len(t.Cells)
				t.Cells = append(t.Cells, plainCell(t.Rows, col, s))
			}
		}
	}
	return t
}

func read(tables ...layout.Table) *Dataset {
	return Document(&extract.Document{SHA256: strings.Repeat("0", 64), Pages: []page.Page{{Number: 1}}, Tables: tables})
}

// nested prints a table's items: level, label, codes, parent and role.
func nested(t *Table) string {
	var b strings.Builder
	for _, r := range t.Rows {
		for _, it := range r.Items {
			code := it.FunctionCode + it.EconomicCode
			if it.UnitCode != "" {
				code += "@" + it.UnitCode
			}
			line := fmt.Sprintf("%d %s%s [%s] <%d %s", r.Number, strings.Repeat("  ", it.Level), it.Label, code, it.Parent, it.Role)
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.String()
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(want), "\n") {
		lines = append(lines, strings.TrimRight(strings.TrimPrefix(l, "\t\t"), " "))
	}
	if w := strings.Join(lines, "\n") + "\n"; got != w {
		t.Errorf("got\n%swant\n%s", got, w)
	}
}

func TestSideBySideLists(t *testing.T) {
	ds := read(drawn("收支总表", "万元", `
		收入|<|<|支出|<|<
		项目|行次|金额|项目|行次|金额
		栏次||1|栏次||2
		---
		一、财政拨款|1|30.00|一、教育支出|7|10.00
		其中：基金|2|5.00|二、其他支出|8|20.00
		收入总计|3|30.00|支出总计|9|30.00`))
	if len(ds.Records) != 6 {
		t.Fatalf("%d records, want 6", len(ds.Records))
	}
	for _, r := range ds.Records {
		side := map[int]string{3: "收入", 6: "支出"}[r.Column]
		if r.Path[0] != side || len(r.Path) != 2 || len(r.Keys) != 2 || !strings.HasPrefix(r.Keys[0].Path, side) {
			t.Errorf("record %s %v %v", r.Label, r.Path, r.Keys)
		}
	}
	if c := ds.Tables[0].Columns[4]; c.Role != NumberColumn || c.Side != 2 {
		t.Errorf("column 5: %+v", c)
	}
	expect(t, nested(&ds.Tables[0]), `
		1 一、财政拨款 [] <0 
		1 一、教育支出 [] <0 
		2   其中：基金 [] <1 memo
		2 二、其他支出 [] <0 
		3 收入总计 [] <0 total
		3 支出总计 [] <0 total`)
}

func TestNumberedLists(t *testing.T) {
	ds := read(drawn("收支情况表", "万元", `
		项目|预算数
		---
		一、部门预算|9.00
		1、财政拨款|6.00
		(1)一般公共预算拨款|5.00
		(2)政府性基金拨款|1.00
		2、其他收入|3.00
		二、结转|1.00`))
	expect(t, nested(&ds.Tables[0]), `
		1 一、部门预算 [] <0 
		2   1、财政拨款 [] <1 
		3     (1)一般公共预算拨款 [] <2 
		4     (2)政府性基金拨款 [] <2 
		5   2、其他收入 [] <1 
		6 二、结转 [] <0`)
}

// What is set in as far as the name after 其中 is another part, not a part of the part.
func TestPartsBelowEachOther(t *testing.T) {
	lt := drawn("支出表", "万元", `
		项目|预算数
		---
		基本建设支出|30.00
		其中：文史馆改造|12.00
		储备库项目|1.00
		住房支出|5.00
		其他支出|5.00`)
	for i := range lt.Cells {
		if c := &lt.Cells[i]; c.Column == 1 && c.Row > 1 {
			c.Box = page.Box{X0: 10, X1: 200, Y0: float64(c.Row) * 10, Y1: float64(c.Row)*10 + 10}
			indent := map[int]float64{2: 0, 3: 10, 4: 40}[c.Row]
			c.Lines = []layout.Line{{Text: c.Text, Page: 1, Box: page.Box{X0: 10 + indent, X1: 90 + indent, Y0: c.Box.Y0, Y1: c.Box.Y1}}}
		}
	}
	ds := read(lt)
	expect(t, nested(&ds.Tables[0]), `
		1 基本建设支出 [] <0
		2   其中：文史馆改造 [] <1 memo
		3   储备库项目 [] <1 memo
		4 住房支出 [] <0
		5 其他支出 [] <0`)
}

func TestUnits(t *testing.T) {
	ds := read(drawn("“三公”经费表", "万元", `
		项目|预算数|批次|占比（%）|金额（元）
		---
		公务接待费|1.50|3|60.00|15000.00
		车辆数（辆）|2|||`))
	want := []string{"万元 15000", " ", "% ", "元 15000", "辆 "}
	for i, r := range ds.Records {
		yuan := ""
		if r.Yuan.Valid {
			yuan = r.Yuan.Decimal.String()
		}
		if got := r.Unit + " " + yuan; got != want[i] {
			t.Errorf("record %s %v: %q, want %q", r.Label, r.Path, got, want[i])
		}
	}
	if len(ds.Findings) > 0 {
		t.Errorf("findings: %v", ds.Findings)
	}
}

func TestFindings(t *testing.T) {
	ds := read(drawn("收入总表", "", `
		项目|金额
		---
		一、财政拨款|1,2.00
		二、其他|3.00`))
	var codes []string
	for _, f := range ds.Findings {
		codes = append(codes, f.Code)
	}
	if got := strings.Join(codes, " "); got != "unreadable-amount missing-unit" {
		t.Errorf("findings %q", got)
	}
	if r := ds.Records[1]; r.Yuan.Valid || !r.Value.Valid || r.Unit != "" {
		t.Errorf("a figure without a unit has %v %q %v", r.Value, r.Unit, r.Yuan)
	}
}

// A wrapped amount is held against the decimals of the table's other amounts, not of its counts.
func TestDecimalsOfWrappedAmounts(t *testing.T) {
	for _, tt := range []struct {
		wrapped string
		want    string // the value, or none
	}{{"7.500000", "7.5"}, {"7.50000", ""}} {
		table := drawn("项目支出表", "万元", `
			项目|金额|车辆数（辆）|人数（人）|户数（户）|台数（台）|件数（件）
			---
			甲|1.250000|3|3|3|3|3
			乙|2.250000|14|14|14|14|14
			丙|3.250000|25|25|25|25|25
			丁|4.250000|36|36|36|36|36
			戊|`+tt.wrapped+`|47|47|47|47|47`)
		c := &table.Cells[len(table.Cells)-6]
		c.Lines = []layout.Line{{Text: tt.wrapped[:4], Page: 1}, {Text: tt.wrapped[4:], Page: 1}}
		for i := range table.Cells {
			if o := &table.Cells[i]; o != c {
				o.Lines = []layout.Line{{Text: o.Text, Page: 1}}
			}
		}
		ds := read(table)
		r := ds.Records[len(ds.Records)-6]
		if r.Text != tt.wrapped || r.Value.Valid != (tt.want != "") || r.Value.Valid && r.Value.Decimal.String() != tt.want {
			t.Errorf("%s: %q is %v, want %q", tt.wrapped, r.Text, r.Value, tt.want)
		}
	}
}

// A blank cell is no record; a dash is one without a value; zero is one with a value.
func TestBlankDashZero(t *testing.T) {
	ds := read(drawn("收入总表", "元", `
		项目|甲项金额|乙项金额|丙项金额
		---
		一|-||0
		二|1.00|2.00|3.00`))
	if len(ds.Records) != 5 {
		t.Fatalf("%d records, want 5", len(ds.Records))
	}
	if ds.Records[0].Value.Valid || ds.Records[0].Text != "-" || !ds.Records[1].Value.Valid {
		t.Errorf("records %+v", ds.Records[:2])
	}
}

// A head that the layout took too long or too short, with rows of column numbers.
func TestHead(t *testing.T) {
	lt := drawn("支出总表", "元", `
		功能科目|合计|其中：基本支出
		**|1|2
		合计|3.50|1.50
		---
		教育支出|3.50|1.50`)
	ds := read(lt)
	if ds.Tables[0].HeaderRows != 2 || len(ds.Records) != 4 || !ds.Tables[0].Columns[2].Part {
		t.Errorf("head of %d rows, %d records, columns %+v", ds.Tables[0].HeaderRows, len(ds.Records), ds.Tables[0].Columns)
	}
	lt.HeaderRows = 1
	if ds = read(lt); ds.Tables[0].HeaderRows != 2 {
		t.Errorf("head of %d rows, want 2", ds.Tables[0].HeaderRows)
	}
}

func TestContinuation(t *testing.T) {
	first := drawn("支出总表", "万元", `
		科目编码|科目名称|合计
		---
		201|一般公共服务支出|3.00`)
	next := drawn("", "", `
		205|教育支出|4.00
		---`)
	next.HeaderRows, next.FirstPage, next.LastPage = 0, 2, 2
	ds := read(first, next)
	if got := ds.Tables[1]; got.Form != "budget-expenditure" || got.Unit != "万元" || len(ds.Records) != 2 {
		t.Fatalf("continuation: form %q unit %q, %d records", got.Form, got.Unit, len(ds.Records))
	}
	if r := ds.Records[1]; r.FunctionCode != "205" || strings.Join(r.Path, "/") != "合计" || r.Yuan.Decimal.String() != "40000" {
		t.Errorf("record %+v", r)
	}
}

// A table with a title of its own is no continuation, whatever its columns and its title's ending.
func TestNoContinuation(t *testing.T) {
	first := drawn("2026年全市一般公共收入预算草案", "万元", `
		项目|预算数
		---
		税收收入|3.00`)
	next := drawn("2026年全市一般公共支出预算草案", "", `
		项目|预算数
		---
		教育支出|4.00`)
	next.FirstPage, next.LastPage = 2, 2
	ds := read(first, next)
	if got := ds.Tables[1]; got.Form != "gov-general-expenditure" || got.Unit != "" {
		t.Errorf("form %q, unit %q", got.Form, got.Unit)
	}
}

func TestMergedNames(t *testing.T) {
	ds := read(drawn("收入预算总表", "万元", `
		项目名称|<|金额
		---
		收入总计|<|9.00
		一般公共预算资金|小计|7.00
		^|专项收入|7.00
		其他资金|小计|2.00
		^|事业收入|2.00`))
	var labels []string
	for _, r := range ds.Records {
		labels = append(labels, r.Label)
	}
	if got := strings.Join(labels, " "); got != "收入总计 小计 专项收入 小计 事业收入" {
		t.Errorf("labels %q", got)
	}
	if k := ds.Records[2].Keys; len(k) != 2 || k[0].Text != "一般公共预算资金" || k[0].Path == k[1].Path {
		t.Errorf("keys %v", k)
	}
}

// Whatever a layout gives, reading it ends, and every record names a cell of its table.
func TestAnyTable(t *testing.T) {
	words := []string{"", "项目", "金额", "类", "款", "一、甲", "（一）乙", "1.丙", "其中：丁", "合计", "201", "05", "1,234.50", "-", "三级指标", "指标值", "≥95%", "项目名称", "单位：万元", "1", "2", "**"}
	rapid.Check(t, func(t *rapid.T) {
		lt := layout.Table{FirstPage: 1, LastPage: 1, Title: rapid.SampledFrom([]string{"", "支出总表", "项目绩效目标表"}).Draw(t, "title")}
		lt.Rows, lt.Columns = rapid.IntRange(0, 8).Draw(t, "rows"), rapid.IntRange(0, 6).Draw(t, "columns")
		lt.HeaderRows = rapid.IntRange(-1, 9).Draw(t, "head")
		for n := rapid.IntRange(0, 40).Draw(t, "cells"); n > 0; n-- {
			c := plainCell(rapid.IntRange(-1, 9).Draw(t, "row"), rapid.IntRange(-1, 7).Draw(t, "column"), rapid.SampledFrom(words).Draw(t, "text"))
			c.RowSpan, c.ColSpan = rapid.IntRange(-1, 3).Draw(t, "down"), rapid.IntRange(-1, 3).Draw(t, "across")
			lt.Cells = append(lt.Cells, c)
		}
		ds := read(lt, lt)
		for _, r := range ds.Records {
			if r.Row < 1 || r.Row > lt.Rows || r.Column < 1 || r.Column > lt.Columns {
				t.Fatalf("record in row %d, column %d of %d by %d", r.Row, r.Column, lt.Rows, lt.Columns)
			}
		}
		for _, row := range ds.Tables[0].Rows {
			for _, it := range row.Items {
				if it.Parent >= row.Number || it.Parent < 0 {
					t.Fatalf("row %d has parent %d", row.Number, it.Parent)
				}
			}
		}
	})
}

// (项) after an item's name is its level in the classification, not a unit of things counted.
func TestLevelAfterName(t *testing.T) {
	ds := read(drawn("一般公共预算支出表", "万元", `
		项目|预算数
		---
		公共安全支出(类)|2,666
		武装警察部队(款)|2,666
		武装警察部队(项)|20
		其他武装警察部队支出（项）|2,646
		行政许可事项数量（项）|12`))
	for i, want := range []string{"万元", "万元", "万元", "万元", "项"} {
		if r := ds.Records[i]; r.Unit != want || r.Yuan.Valid != (want == "万元") {
			t.Errorf("%s: unit %q, want %q", r.Label, r.Unit, want)
		}
	}
}

// Of a form of boxes whose boxes are not ruled the amounts alone may be told as rows: each has its name beside it, and the unit of the
// first holds for those below.
func TestAmountsOfFormWithoutBoxes(t *testing.T) {
	lt := drawn("部门（单位）整体绩效目标表", "", `
		任务名称保障日常工作|技改升级、产业转移支付等
		---
		部门预算总额（万元）|287.43
		（1）政府预算资金|287.43
		（1）基本支出|196.35
		（2）项目支出|91.08
		路面完好率|98.50
		资金到位率|95.50
		任务数|3`)
	ds := read(lt)
	for _, f := range ds.Findings {
		if f.Code == "header-unread" || f.Code == "missing-unit" {
			t.Errorf("%s is found", f.Code)
		}
	}
	for i, want := range []string{"万元", "万元", "万元", "万元", "", "", ""} {
		if r := ds.Records[i]; r.Unit != want {
			t.Errorf("%s: unit %q, want %q", r.Label, r.Unit, want)
		}
	}
}

// Money in the name of a row is no unit of what a column counts.
func TestCountsBesideMoney(t *testing.T) {
	ds := read(drawn("公务接待及培训情况表", "", `
		项目|数量|金额（万元）
		---
		一、公务接待（万元）|12|3.10
		二、车辆（辆）|4|2.40`))
	for i, want := range []string{"", "万元", "辆", "万元"} {
		if r := ds.Records[i]; r.Unit != want {
			t.Errorf("%s %s: unit %q, want %q", r.Label, r.Text, r.Unit, want)
		}
	}
}

// A table of a known form whose columns have no names says so; so does one without a unit, once.
func TestUnreadHeadIsTold(t *testing.T) {
	lt := drawn("财政拨款“三公”经费支出决算表", "万元", `
		---
		2.85|0.39|0.00
		1.00|0.10|0.00`)
	lt.HeaderRows = 0
	ds := read(lt)
	for _, f := range ds.Findings {
		if f.Code == "header-unread" && f.Table == 1 {
			return
		}
	}
	t.Errorf("form %q, findings %+v", ds.Tables[0].Form, ds.Findings)
}

// TestFirstOfGroup names the first row under a merged cell as the others are named: by its own name.
func TestFirstOfGroup(t *testing.T) {
	for _, head := range []string{"类别|项目名称|合计", "项目|<|合计", "一级项目名称|二级项目名称|合计"} {
		ds := read(drawn("项目支出表", "万元", head+`
			---
			特定目标类|甲项目|1.00
			^|乙项目|2.00
			^|丙项目|3.00`))
		got := ""
		for _, r := range ds.Records {
			got += r.Label + " "
		}
		if got != "甲项目 乙项目 丙项目 " {
			t.Errorf("%s: %s", head, got)
		}
	}
}

// TestListsUnderOneHead keeps the names of two lists under one head under keys of their own.
func TestListsUnderOneHead(t *testing.T) {
	for _, head := range []string{"项目|预算数|项目|预算数|项目|预算数", "项目|预算数|项目（按功能分类）|预算数|项目（按支出性质）|预算数"} {
		ds := read(drawn("收支总表", "万元", "收入|<|支出|<|<|<\n"+head+`
			---
			一、甲|1.00|一、乙|2.00|一、丙|3.00
			合计|1.00|合计|2.00|合计|3.00`))
		keys := map[string]string{}
		for _, r := range ds.Records {
			if len(r.Keys) != 1 {
				t.Fatalf("%s: %s has the keys %v", head, r.Text, r.Keys)
			}
			keys[r.Keys[0].Path] += r.Label + r.Text + " "
		}
		if len(keys) != 3 {
			t.Errorf("%s: %v", head, keys)
		}
	}
}

// A word in a column of whole numbers under a head of money, a remark or a figure that was misread, does not
// make names of the column.
func TestWordAmongWholeNumbersLeavesAFigureColumn(t *testing.T) {
	ds := read(drawn("支出执行情况表", "万元", `
		支出项目 | 2024年决算数 | 2025年执行数 | 增减%
		---
		战略规划 | 7 | 149 | 2028.6
		经济运行 | 2 | 2 | 0.0
		物价管理 | 324 | 后 | -86.1
		事业运行 | 3557 | 3348 | -5.9
		其他发展 | 14928 | 11456 | -23.3
		统计信息 | 14448 | 11234 | -22.2
		行政运行 | 5818 | 5967 | 2.6
		一般行政 | 218 | 165 | -24.3
		信息事务 | 1953 | 390 | -80.0
		专项统计 | 629 | 456 | -27.5`))
	if role := ds.Tables[0].Columns[2].Role; role != FigureColumn {
		t.Errorf("third column has role %v, want figures", role)
	}
}

// A code that was misread, or that a stroke stands beside, does not make amounts of a column of codes whose head was misread too.
func TestAmountAmongCodesLeavesThemCodes(t *testing.T) {
	ds := read(drawn("支出总表", "万元", `
		科目编码— | 科目名称 | 合计
		---
		201 | 一般公共服务支出 | 149.00
		- 20133 | 宣传事务 | 149.00
		2013301 | 行政运行 | 24.00
		2013350 | 事业运行 | 125.00
		206 | 科学技术支出 | 33.00
		20699 | 其他科学技术支出 | 33.00
		2069999 | 其他科学技术支出 | 33.00
		208 | 社会保障和就业支出 | 17.00
		20805 | 行政事业单位养老支出 | 17.00
		2080501 | 行政单位离退休 | 17.00
		| 合计 | 199.00`))
	if role := ds.Tables[0].Columns[0].Role; role != LabelColumn {
		t.Errorf("the first column has role %v, want labels", role)
	}
}
