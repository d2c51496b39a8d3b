package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// projects is a page of a table whose first cell is merged over all its rows. A page break leaves
// it open: above, below, or both.
func projects(number int, above, below bool, name string, rows ...string) *sketch {
	s := newSketch(number)
	y0, y1 := 60.0, 60+20*float64(len(rows))
	for i, r := range rows {
		y := y0 + 20*float64(i)
		s.text(155, y+13, r)
		if i > 0 {
			s.across(y, 150, 350)
		}
	}
	left := func(y float64, open bool) {
		if open {
			s.across(y, 150, 350)
		} else {
			s.across(y, 50, 350)
		}
	}
	left(y0, above)
	left(y1, below)
	for _, x := range []float64{50, 150, 350} {
		s.down(x, y0, y1)
	}
	if name != "" {
		s.text(55, (y0+y1)/2, name)
	}
	return s
}

func TestMergedCellOverPages(t *testing.T) {
	a := projects(1, false, true, "", "会审单位数", "培训班次")
	b := projects(2, true, true, "决算管理", "培训人数", "完成时间")
	c := projects(3, true, false, "", "满意度")
	got := one(t, a, b, c)
	check(t, got, `1 |1 决算管理 <5x1> |2 会审单位数
2 |2 培训班次
3 |2 培训人数
4 |2 完成时间
5 |2 满意度`)
	if got.Cells[0].Page != 2 {
		t.Errorf("the name's page is %d, want 2, where it is printed", got.Cells[0].Page)
	}
}

func TestLoneTotalRowWithFewerColumns(t *testing.T) {
	xs := []float64{50, 100, 200, 300}
	a := newSketch(1).text(150, 40, "支出表").grid(xs, []float64{60, 80, 100})
	a.text(55, 73, "编码").text(110, 73, "名称").text(210, 73, "金额").text(55, 93, "205").text(110, 93, "教育").right(295, 93, "1.00")
	b := newSketch(2).grid([]float64{50, 200, 300}, []float64{60, 80}).text(100, 73, "合计").right(295, 73, "1.00")
	check(t, one(t, a, b), "1 |1 编码 |2 名称 |3 金额\n2 |1 205 |2 教育 |3 1.00\n3 |1 合计 <1x2> |3 1.00")
}

func TestPageOfColumnRulingsOnly(t *testing.T) {
	a := listing(1, true, []string{"教育", "卫生"})
	b := newSketch(2).down(200, 60, 120)
	b.down(52, 60, 120).Rulings[1].Color = 0xFFFFFF // not to be seen
	for i, n := range []string{"农林水", "住房", "其他支出"} {
		b.text(60, 73+20*float64(i), n).right(290, 73+20*float64(i), "7.50")
	}
	b.down(250, 60, 120).Rulings[2].Color = 0xFFFFFF
	got := all(a, b)
	if len(got) == 0 || got[0].Rows < 3 {
		t.Fatalf("got %d tables", len(got))
	}
}

// A page with column lines goes on with one that has none: those of its columns that are found lie in the middle between texts.
func TestPageOfRulingsAfterOneWithout(t *testing.T) {
	row := func(s *sketch, y float64, name, budget, final string) {
		s.text(60, y, name).right(290, y, budget).right(390, y, final)
	}
	a := newSketch(1).text(180, 40, "支出表")
	row(a, 60, "项目", "预算数", "执行数")
	for i, name := range []string{"教育", "卫生", "农林水", "住房"} {
		row(a, 80+20*float64(i), name, "12.50", "11.20")
	}
	b := newSketch(2).grid([]float64{50, 250, 320, 400}, []float64{60, 80, 100})
	row(b, 73, "科学", "3.50", "3.10")
	row(b, 93, "交通", "4.00", "4.00")
	if got := one(t, a, b); got.Rows != 7 || got.Columns != 3 {
		t.Errorf("%d rows of %d columns\n%s", got.Rows, got.Columns, show(got))
	}
	c := newSketch(2).grid([]float64{50, 150, 220, 400}, []float64{60, 80, 100}) // of another table: its texts stand on other columns
	c.text(60, 73, "科学").text(160, 73, "3.50").text(230, 73, "3.10").text(60, 93, "交通").text(160, 93, "4.00").text(230, 93, "4.00")
	if got := all(a, c); len(got) != 2 {
		t.Errorf("%d tables", len(got))
	}
}

func TestHiddenLinesAreLeftOut(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 200, 350}, []float64{60, 80, 100})
	s.text(60, 73, "项目").text(210, 73, "金额").text(60, 93, "教育").text(210, 93, "1.00").text(60, 107, "下一页的行")
	s.Runs[len(s.Runs)-1].Clip = page.Box{X0: 50, Y0: 50, X1: 350, Y1: 101}
	tables, paragraphs := Pages([]page.Page{s.Page})
	if len(tables) != 1 || len(paragraphs) != 0 {
		t.Errorf("got %d tables and paragraphs %v", len(tables), paragraphs)
	}
}

func TestNotesEndTable(t *testing.T) {
	a := listing(1, true, []string{"教育"}).text(50, 115, "注：本表反映支出。")
	b := listing(2, false, []string{"卫生", "其他"})
	if got := all(a, b); len(got) != 2 {
		t.Errorf("got %d tables, want 2: a note ends the first", len(got))
	}
}

// cells sets the texts of a grid, a row a line, 13 points below each row's ruling.
func cells(s *sketch, xs, ys []float64, rows ...[]string) *sketch {
	for i, r := range rows {
		for k, text := range r {
			if text != "" {
				s.text(xs[k]+6, ys[i]+13, text)
			}
		}
	}
	return s.grid(xs, ys)
}

func TestNameThatPageBreakCuts(t *testing.T) {
	xs := []float64{50, 130, 200}
	head, rest := []string{"预算科目", "完成数"}, []string{"合计", "9.00"}
	a := func(name string) *sketch {
		return cells(newSketch(1).text(80, 40, "收支表"), xs, []float64{60, 80, 100, 120}, head, []string{"土地出让收入", "5.00"}, []string{name, "4.00"})
	}
	b := func(name, figure string) *sketch {
		return cells(newSketch(2), xs, []float64{60, 80, 100, 120}, head, []string{name, figure}, rest)
	}
	for _, c := range []struct {
		why, above, below, figure string
		rows                      int
	}{
		{"the rest of a name below the repeated head", "基金预算调出收", "入小计", "", 4},
		{"a bracket that closes", "债务收入（不含", "转贷）", "", 4},
		{"a row with a figure", "基金预算调出收", "入小计", "1.00", 5},
		{"a row of its own without a figure", "基金预算的支出", "支援支出", "", 5},
		{"a name with room left", "调出收", "入小计", "", 5},
	} {
		got := one(t, a(c.above), b(c.below, c.figure))
		if got.Rows != c.rows {
			t.Errorf("%s: %d rows, want %d\n%s", c.why, got.Rows, c.rows, show(got))
		}
		if want := c.above + c.below; c.rows == 4 && got.Cells[4].Text != want {
			t.Errorf("%s: the name is %q, want %q", c.why, got.Cells[4].Text, want)
		}
	}
}

// A name that fills its column goes on alone on the next page, where each row holds figures.
func TestNameThatPageBreakCutsWithoutRulings(t *testing.T) {
	a := newSketch(1).text(50, 40, "支出表").text(50, 640, "编码").text(100, 640, "科目").right(350, 640, "合计").right(450, 640, "基本")
	for i, name := range []string{"教育支出", "农林水支出"} {
		y := 660 + 20*float64(i)
		a.text(50, y, "201").text(100, y, name).right(350, y, "9.00").right(450, y, "9.00")
	}
	a.text(100, 698, "社会保障就业").text(50, 704, "208").right(350, 704, "8.00").right(450, 704, "8.00").text(100, 710, "支出")
	a.text(100, 730, "城乡居民医疗").text(50, 736, "210").right(350, 736, "8.00").right(450, 736, "8.00").text(100, 742, "保险")
	a.text(100, 762, "机关事业单位").text(50, 768, "208").right(350, 768, "7.00").right(450, 768, "7.00").text(100, 774, "基本养老保险")
	b := newSketch(2).text(100, 40, "缴费").text(50, 60, "221").text(100, 60, "住房公积金").right(350, 60, "5.00").right(450, 60, "5.00")
	for i, name := range []string{"工会经费", "印刷费", "水电费"} {
		y := 80 + 20*float64(i)
		b.text(50, y, "302").text(100, y, name).right(350, y, "2.00").right(450, y, "2.00")
	}
	got := one(t, a, b)
	if want := "机关事业单位基本养老保险缴费"; got.Rows != 10 || !strings.Contains(show(got), want+" |3 7.00") {
		t.Errorf("%s is not one row:\n%s", want, show(got))
	}
}

// TestNameOfOneLineThatPageBreakCuts joins a name that fills its column in one line, where others wrap.
func TestNameOfOneLineThatPageBreakCuts(t *testing.T) {
	a := newSketch(1).text(50, 40, "支出表").text(50, 640, "编码").text(100, 640, "科目").right(350, 640, "合计").right(450, 640, "基本")
	for i, name := range []string{"教育支出", "农林水支出", "住房改革", "工会经费"} {
		y := 660 + 20*float64(i)
		a.text(50, y, "201").text(100, y, name).right(350, y, "9.00").right(450, y, "9.00")
	}
	a.text(100, 738, "社会保障就业").text(50, 744, "208").right(350, 744, "8.00").right(450, 744, "8.00").text(100, 750, "支出")
	a.text(100, 770, "机关事业单位").text(50, 770, "208").right(350, 770, "7.00").right(450, 770, "7.00")
	b := newSketch(2).text(100, 40, "养老保险")
	for i, name := range []string{"工会经费", "印刷费", "水电费"} {
		y := 60 + 20*float64(i)
		b.text(50, y, "302").text(100, y, name).right(350, y, "2.00").right(450, y, "2.00")
	}
	got := one(t, a, b)
	if want := "机关事业单位养老保险"; got.Rows != 10 || !strings.Contains(show(got), want+" |3 7.00") {
		t.Errorf("%s is not one row:\n%s", want, show(got))
	}
}

// TestHeadingBelowAPageBreak leaves a name without figures a row by itself, though the name above fills its column, where those below it are
// set in or another name has none either.
func TestHeadingBelowAPageBreak(t *testing.T) {
	for what, c := range map[string]struct {
		setIn float64
		other string
	}{"names set in": {10, "9.00"}, "another heading": {0, ""}} {
		a := newSketch(1).text(50, 40, "支出表").text(100, 640, "科目").right(350, 640, "合计").right(450, 640, "基本")
		for i, name := range []string{"教育支出", "农林水支出", "住房改革", "工会经费"} {
			y := 660 + 20*float64(i)
			a.text(100, y, name).right(350, y, "9.00").right(450, y, "9.00")
		}
		a.text(100, 738, "社会保障就业").right(350, 744, "8.00").right(450, 744, "8.00").text(100, 750, "支出")
		a.text(100, 770, "机关事业单位").right(350, 770, "7.00").right(450, 770, "7.00")
		b := newSketch(2).text(100, 40, "直属单位")
		for i, name := range []string{"工会经费", "印刷费", "附属单位", "水电费"} {
			y := 60 + 20*float64(i)
			if b.text(100+c.setIn, y, name); i != 2 || c.other != "" {
				b.right(350, y, "2.00").right(450, y, "2.00")
			}
		}
		if got := one(t, a, b); got.Rows != 12 || strings.Contains(show(got), "机关事业单位直属单位") {
			t.Errorf("%s: the heading is no row by itself:\n%s", what, show(got))
		}
	}
}

// Nor is the end of a name a head over the column of codes beside it, though shaded rows divide the page.
func TestNameThatPageBreakCutsBetweenBands(t *testing.T) {
	row := func(s *sketch, y float64, code, name, rest string) {
		if code != "" {
			s.text(52, y, "301").text(72, y, code).text(92, y, name).right(300, y, "4.38").right(400, y, "4.38")
		}
		if rest != "" {
			s.text(92, y+12, rest)
		}
	}
	a := newSketch(1).text(180, 30, "支出表").text(52, 50, "类").text(72, 50, "款").text(92, 50, "科目名称").right(300, 50, "合计").right(400, 50, "基本支出")
	for i := range 22 {
		row(a, 70+32*float64(i), fmt.Sprintf("%02d", i), "机关事业单位", "养老保险缴费")
	}
	row(a, 770, "29", "机关事业单位", "基本养老保险")
	b := newSketch(2)
	row(b, 28, "", "", "缴费")
	for i := range 4 {
		row(b, 60+32*float64(i), fmt.Sprintf("3%d", i), "机关事业单位", "养老保险缴费")
	}
	for _, y := range []float64{18, 82, 146} {
		b.Fills = append(b.Fills, page.Fill{Box: page.Box{X0: 50, Y0: y, X1: 450, Y1: y + 32}, Color: 0xE8EEF7})
	}
	if got := one(t, a, b); got.Rows != 28 || !strings.Contains(show(got), "|2 29 |3 机关事业单位基本养老保险缴费 |4 4.38") {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

func TestColumnNumbersOnFirstPageOnly(t *testing.T) {
	xs := []float64{50, 130, 200, 270}
	head, ys := []string{"项目", "预算数", "执行数"}, []float64{60, 80, 100, 120}
	a := cells(newSketch(1).text(80, 40, "收支表"), xs, ys, head, []string{"栏次", "1", "2"}, []string{"一、收入", "5.00", "6.00"})
	b := cells(newSketch(2).text(80, 40, "收支表"), xs, ys, head, []string{"（一）税收", "2.00", "3.00"}, []string{"（二）其他", "3.00", "3.00"})
	if got := one(t, a, b); got.Rows != 5 || got.HeaderRows != 2 {
		t.Errorf("%d rows, %d of them head, want 5 and 2\n%s", got.Rows, got.HeaderRows, show(got))
	}
}

func TestPageWithoutFirstColumn(t *testing.T) {
	s := newSketch(1).text(150, 40, "绩效目标表")
	for _, y := range []float64{60, 160} {
		s.across(y, 50, 350)
	}
	for _, y := range []float64{80, 120, 140} {
		s.across(y, 70, 350)
	}
	s.across(80, 50, 70).across(100, 150, 350)
	for _, x := range []float64{50, 70, 150, 250, 350} {
		s.down(x, 60, 160)
	}
	s.text(80, 73, "一级指标").text(160, 73, "三级指标").text(260, 73, "指标值").text(52, 120, "绩效")
	s.text(80, 93, "产出指标").text(160, 93, "甲").text(260, 93, "1").text(160, 113, "乙").text(260, 113, "2")
	s.text(80, 133, "成本指标").text(160, 133, "丙").text(260, 133, "3").text(80, 153, "效益指标").text(160, 153, "丁").text(260, 153, "4")
	b := cells(newSketch(2), []float64{70, 150, 250, 350}, []float64{60, 80, 100}, []string{"满意度指标", "戊", "5"}, []string{"其他指标", "己", "6"})
	got := one(t, s, b)
	last := got.Cells[len(got.Cells)-1]
	if got.Columns != 4 || got.Rows != 7 || last.Column != 4 || last.Text != "6" {
		t.Errorf("got %d columns and %d rows\n%s", got.Columns, got.Rows, show(got))
	}
}
