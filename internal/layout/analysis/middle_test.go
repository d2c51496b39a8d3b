package analysis

import (
	"strings"
	"testing"
)

// narrowNames is a head with three columns between rulings and names below that wrap, lines as near to each other as rows.
func narrowNames(lines ...func(s *sketch, y float64)) *sketch {
	s := newSketch(1).centre(300, 60, "代码表").text(62, 86, "代码").text(122, 86, "名称").text(182, 86, "金额").text(242, 86, "其中")
	s.across(90, 60, 280)
	for i, set := range lines {
		set(s, 103+6*float64(i))
	}
	return s
}

func names(a string) func(*sketch, float64) {
	return func(s *sketch, y float64) { s.text(122, y, a) }
}

func figures(code, a, b string) func(*sketch, float64) {
	return func(s *sketch, y float64) { s.text(62, y, code).right(218, y, a).right(278, y, b) }
}

func nothing(*sketch, float64) {}

func both(a, b func(*sketch, float64)) func(*sketch, float64) {
	return func(s *sketch, y float64) { a(s, y); b(s, y) }
}

// wrappedNames is three rows of names of four, two and one lines. No blank parts them.
var wrappedNames = []func(*sketch, float64){
	names("红旗工业"), nothing, names("和信息化"), figures("042", "287.43", "91.08"), names("管理局机"), nothing, names("关本级"), nothing,
	names("退休工资"), figures("303", "21.86", "21.86"), names("补助"), nothing,
	both(names("奖金"), figures("301", "27.66", "15.80")),
}

const rowsOfNames = `1 |1 代码 |2 名称 |3 金额 |4 其中
2 |1 042 |2 红旗工业和信息化管理局机关本级 |3 287.43 |4 91.08
3 |1 303 |2 退休工资补助 |3 21.86 |4 21.86
4 |1 301 |2 奖金 |3 27.66 |4 15.80`

// TestNamesInTheMiddleOfTheirRows reads names of several lines by the figures that stand in their middle, whether nothing but the head is ruled
// or the columns are.
func TestNamesInTheMiddleOfTheirRows(t *testing.T) {
	check(t, one(t, narrowNames(wrappedNames...)), rowsOfNames)
	s := narrowNames(wrappedNames...)
	for _, x := range []float64{60, 120, 164, 220, 280} {
		s.down(x, 76, 182)
	}
	check(t, one(t, s), rowsOfNames)
}

// TestNamesThatEndElsewhere does not read names together in whose middle no figures stand: the third and the fourth line are rows of their own.
func TestNamesThatEndElsewhere(t *testing.T) {
	s := narrowNames(names("红旗工业"), figures("042", "287.43", "91.08"), names("和信息化"), nothing, names("退休工资"), nothing,
		both(names("奖金补助"), figures("301", "27.66", "15.80")))
	for _, row := range lines(show(one(t, s))) {
		if row == "3 |1 301 |2 退休工资奖金补助 |3 27.66 |4 15.80" {
			t.Errorf("a name that has no figures was read into the row below it: %s", row)
		}
	}
}

// TestNamesBesideACutRow reads no name without figures into the first row of a body, though a page break might have cut one.
func TestNamesBesideACutRow(t *testing.T) {
	s := narrowNames(names("红旗工业"), figures("042", "287.43", "91.08"), names("管理局机"), nothing, names("住房保障"), nothing,
		both(names("奖金"), figures("301", "27.66", "15.80")), nothing, names("退休工资"), figures("303", "21.86", "21.86"), names("补助"))
	if got := show(one(t, s)); strings.Contains(got, "管理局机住房保障") || !strings.Contains(got, "红旗工业管理局机 |3 287.43") {
		t.Errorf("a name without figures was read into another row:\n%s", got)
	}
}

// TestFiguresAtTheTopOfTallRows reads figures that stand above the names in whose rows they are.
func TestFiguresAtTheTopOfTallRows(t *testing.T) {
	s := newSketch(1).centre(300, 60, "支出表").right(400, 74, "单位：万元")
	s.text(62, 90, "代码").text(122, 90, "名称").right(298, 90, "金额").right(398, 90, "其中").across(94, 60, 400)
	for i, name := range []string{"行政运行", "事业运行", "住房公积金", "退休费"} {
		y := 105 + 30*float64(i)
		s.right(298, y, "287.43").right(398, y, "91.08").text(62, y+10, "201").text(122, y+10, name)
	}
	check(t, one(t, s), `1 |1 代码 |2 名称 |3 金额 |4 其中
2 |1 201 |2 行政运行 |3 287.43 |4 91.08
3 |1 201 |2 事业运行 |3 287.43 |4 91.08
4 |1 201 |2 住房公积金 |3 287.43 |4 91.08
5 |1 201 |2 退休费 |3 287.43 |4 91.08`)
}

// TestNamesBehindABlankRow reads rows behind a blank on, of which the first has names that wrap in two columns.
func TestNamesBehindABlankRow(t *testing.T) {
	s := newSketch(1).centre(300, 60, "支出表").right(400, 74, "单位：万元")
	s.text(62, 90, "部门名称").text(142, 90, "政府名称").right(298, 90, "金额").right(398, 90, "其中").across(94, 60, 400)
	y := 110.0
	for range 3 {
		for range 2 {
			s.text(62, y, "职工基本医疗").text(142, y, "工资福利").right(298, y+6, "287.43").right(398, y+6, "91.08").text(62, y+12, "保险").text(142, y+12, "支出")
			y += 30
		}
		y += 24
	}
	got := one(t, s)
	if got.Rows != 7 {
		t.Errorf("got %d rows, want 7:\n%s", got.Rows, show(got))
	}
}

// TestNamesAroundFiguresOfTwoRows reads names whose figures stand nearer to their first line than to their second, in rows as near as lines
// and too few to tell a column of figures.
func TestNamesAroundFiguresOfTwoRows(t *testing.T) {
	s := newSketch(1).centre(300, 60, "代码表").text(62, 86, "代码").text(122, 86, "名称").text(182, 86, "金额").text(242, 86, "其中")
	s.across(90, 60, 280)
	for i, name := range [][2]string{{"红旗工业", "和信息化"}, {"管理局机", "关本级"}} {
		y := 103 + 24*float64(i)
		s.text(122, y, name[0]).text(62, y+3.5, "042").right(218, y+3.5, "287.43").right(278, y+3.5, "91.08").text(122, y+12, name[1])
	}
	check(t, one(t, s), `1 |1 代码 |2 名称 |3 金额 |4 其中
2 |1 042 |2 红旗工业和信息化 |3 287.43 |4 91.08
3 |1 042 |2 管理局机关本级 |3 287.43 |4 91.08`)
}
