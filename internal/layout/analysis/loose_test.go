package analysis

import (
	"slices"
	"strings"
	"testing"
)

// TestNamesWithoutFigures reads a list of which many rows in a row have names alone, below the head and below others; and leaves lines
// alone among which one reaches over the figures, as prose does.
func TestNamesWithoutFigures(t *testing.T) {
	names := slices.Repeat([]string{"金融支出", "住房保障支出", "粮油物资储备支出", "灾害防治支出"}, 4)
	list := func(between ...string) *sketch {
		s := newSketch(1).centre(300, 40, "支出情况表").right(520, 60, "单位：万元").centre(120, 80, "项目").centre(320, 80, "上年预算数").centre(480, 80, "本年预算数")
		y := 80.0
		row := func(texts ...string) {
			y += 18
			s.text(52, y, texts[0])
			for i, f := range texts[1:] {
				s.right(340+160*float64(i), y, f)
			}
		}
		for _, n := range names {
			row(n)
		}
		row("其他支出", "2,125", "4,008")
		row("债务付息支出", "6,563", "10,103")
		for _, n := range between {
			row(n)
		}
		row("债务发行费用支出", "1", "100")
		row("转移性支出", "176,709", "78,839")
		return s
	}
	if got := one(t, list(names...)); got.Rows != 37 || got.HeaderRows != 1 {
		t.Errorf("%d rows, of which %d are the head:\n%s", got.Rows, got.HeaderRows, show(got))
	}
	prose := "本年收入按照上级要求安排资金并且落实各项重点任务支出保障到位"
	if got := one(t, list("说明", "情况", prose, "说明")); got.Rows != 19 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

// TestNamesWithoutFiguresBelowALooseHead reads a head of two levels above names without figures, which are no lines of it, however near they stand.
func TestNamesWithoutFiguresBelowALooseHead(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收入情况表").right(520, 60, "单位：万元").centre(120, 87, "项目").centre(400, 80, "预算数").centre(320, 94, "上年").centre(480, 94, "本年")
	y := 94.0
	for i, n := range []string{"农网还贷资金收入", "铁路建设基金收入", "民航发展基金收入", "旅游发展基金收入", "土地出让价款收入", "彩票公益金收入", "城市基础设施配套费收入"} {
		y += 16
		s.text(52, y, n)
		if i > 3 {
			s.right(340, y, "30,387").right(500, y, "31,659")
		}
	}
	got := one(t, s)
	if want := "1 |1 项目 <2x1> |2 预算数 <1x2>\n2 |2 上年 |3 本年\n3 |1 农网还贷资金收入\n"; got.Rows != 9 || !strings.HasPrefix(show(got), want) {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}
