package normalize

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// namedTable is a list of expenditure with one column of figures: lines of a name, an amount and, before a colon, a code.
func namedTable(lines ...string) (*Table, []*Record) {
	t := &Table{Document: "d", Number: 1, Form: "budget-expenditure", Title: "支出总表", Unit: "元", Year: 2026,
		Columns: []Column{{Number: 1, Role: LabelColumn, Path: []string{"科目"}}, {Number: 2, Role: FigureColumn, Path: []string{"合计"}}}}
	var records []*Record
	for i, line := range lines {
		name, amount, _ := strings.Cut(line, " ")
		code, bare, coded := strings.Cut(name, ":")
		if !coded {
			code, bare = "", name
		}
		it := Item{Label: bare, FunctionCode: code, Keys: []Key{{"科目", bare}}}
		t.Rows = append(t.Rows, Row{Number: i + 1, Items: []Item{it}})
		v := decimal.RequireFromString(amount)
		r := &Record{Document: "d", Table: 1, Row: i + 1, Column: 2, Label: bare, Keys: it.Keys, Path: []string{"合计"}, FunctionCode: code, Value: decimal.NewNullDecimal(v), Yuan: decimal.NewNullDecimal(v), Role: OfItem, CodeSource: codeSource(&it)}
		records = append(records, r)
	}
	return t, records
}

// What names stand for, and what of it is measured.
func TestCodesByName(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  string // codes of the rows; in brackets where nothing is measured
	}{
		{"levels below their class", []string{"农林水支出 70", "水利 70", "行政运行 50", "一般行政管理事务 20", "住房保障支出 9", "住房改革支出 9", "住房公积金 9"}, "213 21303 2130301 2130302 221 22102 2210201"},
		{"economic classes", []string{"工资福利支出 9", "住房公积金 9", "商品和服务支出 5", "办公费 5"}, "301 30113 302 30201"},
		{"a name below two classes of one name", []string{"科学技术支出 5", "其他科学技术支出 5", "其他科学技术支出 5", "教育支出 3"}, "206 20699 2069999 205"},
		{"a name that is not known", []string{"农林水支出 70", "水利 70", "某新事务 70", "住房保障支出 9", "住房改革支出 9"}, "213 21303 - 221 22102"},
		{"items of a division that is not known", []string{"农林水支出 70", "水利 50", "水利工程建设 50", "某新事务 20", "行政运行 20", "住房保障支出 9", "住房改革支出 9"}, "213 [21303] [2130305] - - 221 22102"},
		{"rows that do not add up to their class", []string{"农林水支出 70", "水利 70", "行政运行 50", "住房保障支出 9"}, "213 [21303] [2130301] 221"},
		{"a list that prints codes", []string{"213:农林水支出 70", "水利 70", "行政运行 50", "一般行政管理事务 20"}, "213 - - -"},
		{"a list of other things", []string{"办公楼修缮 70", "水利 20", "信息系统 50", "农林水支出 3"}, "- - - 213"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, records := namedTable(tt.lines...)
			d := &Disclosure{ID: "d", Year: 2026, Kind: Budget, Level: Department}
			for range 2 { // it may be measured again
				measureTable(d, table, records, nil)
			}
			var got []string
			for _, r := range records {
				code := r.FunctionCode + r.EconomicCode + r.GovEconomicCode
				switch {
				case code == "":
					code = "-"
				case r.Quantity.Function+r.Quantity.Economic+r.Quantity.GovEconomic == "":
					code = "[" + code + "]"
				}
				got = append(got, code)
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("%s, want %s", g, tt.want)
			}
		})
	}
}

// A name that the classification does not have stands for the code that another table of the document prints beside it; where
// tables print several, for none.
func TestCodesThatOtherTablesPrint(t *testing.T) {
	other, _ := namedTable("213:农林水支出 70", "21303:水利 70", "2130366:某新事务 70", "2130367:某旧事务 1", "2130368:某旧事务 1")
	projects, _ := namedTable("2130369:水库除险加固 5")
	projects.Form = projectForm
	table, records := namedTable("农林水支出 76", "水利 76", "某新事务 70", "某旧事务 1", "水库除险加固 5", "住房保障支出 9", "住房改革支出 9", "住房公积金 9")
	measureTable(&Disclosure{ID: "d", Year: 2026, Kind: Budget, Level: Department}, table, records, printedCodes([]*Table{other, projects, table}))
	var got []string
	for _, r := range records {
		got = append(got, r.FunctionCode)
	}
	if g, want := strings.Join(got, " "), "213 21303 2130366   221 22102 2210201"; g != want {
		t.Errorf("%s, want %s", g, want)
	}
}

// A list that leaves classes and divisions out has the codes that the document prints beside its names elsewhere, where
// these are one each.
func TestCodesOfListsThatLeaveClassesOut(t *testing.T) {
	other, _ := namedTable("205:教育支出 70", "20502:普通教育 70", "2050291:某类教育 50", "20503:职业教育 20", "20599:其他教育支出 5", "2059999:其他教育支出 5", "210:卫生健康支出 9", "21091:某项事务 9", "2109101:行政运行 9")
	table, records := namedTable("一般公共服务支出 5", "某类教育 50", "其他教育支出 5", "某新任务 1", "行政运行 1", "某项事务 9")
	measureTable(&Disclosure{ID: "d", Year: 2026, Kind: Budget, Level: Department}, table, records, printedCodes([]*Table{other, table}))
	var got []string
	for _, r := range records {
		got = append(got, r.FunctionCode)
	}
	if g, want := strings.Join(got, " "), "201 2050291 20599   21091"; g != want {
		t.Errorf("%s, want %s", g, want)
	}
}

// A row that names a year under a unit's name is of that year.
func TestRowYear(t *testing.T) {
	for _, tt := range []struct {
		keys []Key
		want int
	}{
		{[]Key{{"预算单位", "东山市水利局"}, {"年度", "2025年"}}, 2025},
		{[]Key{{"年度", "2026年度预算数"}}, 2026},
		{[]Key{{"年度", "2025年"}, {"年度 2", "2026年"}}, 0},
		{[]Key{{"项目", "2026年辅助人员工资"}}, 0},
	} {
		if got := rowYear(&Item{Keys: tt.keys}); got != tt.want {
			t.Errorf("%v: %d, want %d", tt.keys, got, tt.want)
		}
	}
}

// Of a list of projects each has its own quantity; a name that comes twice has none, nor has a total.
func TestMeasureProjects(t *testing.T) {
	table, records := namedTable("合计 9", "水库除险加固 4", "防汛物资 3", "东山市水利局 9", "信息系统 1", "信息系统 1")
	table.Form, table.Title = projectForm, "项目支出表"
	records[0].Role = OfTotal
	measureTable(&Disclosure{ID: "d", Year: 2026, Kind: Budget, Level: Department}, table, records, nil)
	var got []string
	for _, r := range records {
		if r.Quantity.Project != "" {
			got = append(got, strconv.Itoa(r.Row)+r.Quantity.Fund+r.Quantity.Use+r.Quantity.Project)
		}
	}
	if want := []string{"2allproject水库除险加固", "3allproject防汛物资"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Projects of one name that several units have are told apart by the agency above them, and those of each are its own.
func TestMeasureProjectsOfUnits(t *testing.T) {
	table, records := namedTable("合计 9", "东山市水利局 5", "信息系统 2", "防汛物资 3", "东山市水文站 4", "信息系统 4", "科研经费 1")
	table.Form, table.Title = projectForm, "项目支出表"
	records[0].Role = OfTotal
	for row, unit := range map[int]string{2: "东山市水利局", 3: "东山市水利局", 5: "东山市水文站"} {
		records[row].Keys = append(records[row].Keys, Key{"科目 2", unit})
	}
	measureTable(&Disclosure{ID: "d", Year: 2026, Kind: Budget, Level: Department}, table, records, nil)
	var got []string
	for _, r := range records {
		if r.Quantity.Project != "" {
			got = append(got, strconv.Itoa(r.Row)+r.Quantity.Unit+r.Quantity.Project)
		}
	}
	if want := []string{"3东山市水利局信息系统", "4东山市水利局防汛物资", "6东山市水文站信息系统"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
