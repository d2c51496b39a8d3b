package analysis

import "testing"

// TestNamesWithoutFigures reads a list of which many rows in a row have names alone, below the head and below others; and leaves lines
// alone among which one reaches over the figures, as prose does.
func TestNamesWithoutFigures(t *testing.T) {
	names := []string{"金融支出", "住房保障支出", "粮油物资储备支出", "灾害防治支出"}
	list := func(between ...string) *sketch {
		s := newSketch(1).centre(300, 40, "支出情况表").right(520, 60, "单位：万元").centre(120, 80, "项目").centre(320, 80, "上年预算数").centre(480, 80, "本年预算数")
		y := 80.0
		row := func(texts ...string) {
			y += 22
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
	if got := one(t, list(names...)); got.Rows != 13 || got.HeaderRows != 1 {
		t.Errorf("%d rows, of which %d are the head:\n%s", got.Rows, got.HeaderRows, show(got))
	}
	prose := "本年收入按照上级要求安排资金并且落实各项重点任务支出保障到位"
	if got := one(t, list("说明", "情况", prose, "说明")); got.Rows != 7 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}
