package analysis

import "testing"

// half draws the left or the right half of a sheet that was cut between its columns.
func half(number int, title string, rows [][]string) *sketch {
	ys, xs := []float64{60}, []float64{50, 150, 250, 350}[:len(rows[0])+1]
	s := newSketch(number).text(100, 40, title)
	for i, r := range rows {
		y := 74 + 20*float64(i)
		ys = append(ys, y+6)
		for k, t := range r {
			if i == 0 || k == 0 && number == 1 {
				s.text(xs[k]+5, y, t)
			} else {
				s.right(xs[k+1]-5, y, t)
			}
		}
	}
	return s.grid(xs, ys)
}

// TestHalvesOnFacingPages puts the halves of one sheet beside each other; a page that names its rows is a table of its own, and so
// is one of other height, or with another title.
func TestHalvesOnFacingPages(t *testing.T) {
	left := [][]string{{"项目", "人员经费", "业务费"}, {"合计", "200.00", "50.00"}, {"教育支出", "120.00", "30.00"}}
	right := [][]string{{"设备", "工程", "合计"}, {"20.00", "30.00", "300.00"}, {"10.00", "0.00", "160.00"}}
	got := one(t, half(1, "2026年支出分析表", left), half(2, "分析表（续）", right))
	check(t, got, `1 |1 项目 |2 人员经费 |3 业务费 |4 设备 |5 工程 |6 合计
2 |1 合计 |2 200.00 |3 50.00 |4 20.00 |5 30.00 |6 300.00
3 |1 教育支出 |2 120.00 |3 30.00 |4 10.00 |5 0.00 |6 160.00`)
	if got.LastPage != 2 || got.HeaderRows != 1 {
		t.Errorf("to page %d, %d rows of head", got.LastPage, got.HeaderRows)
	}
	for name, s := range map[string]*sketch{
		"other title":  half(2, "项目支出情况表", right),
		"other height": half(2, "分析表（续）", right[:2]),
	} {
		if n := len(all(half(1, "2026年支出分析表", left), s)); n != 2 {
			t.Errorf("%s: %d tables", name, n)
		}
	}
}
