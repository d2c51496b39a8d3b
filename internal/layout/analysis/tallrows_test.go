package analysis

import "testing"

// TestTallRowsSetEvenly takes rows for one table that stand further apart than tables go on otherwise, where all do.
func TestTallRowsSetEvenly(t *testing.T) {
	s := newSketch(1).text(55, 60, "项目").text(220, 60, "合计").text(320, 60, "上年")
	for i, name := range []string{"教育支出", "科学技术支出", "文化旅游支出", "卫生健康支出", "节能环保支出", "住房保障支出", "其他支出", "预备费"} {
		y := 100 + 42*float64(i)
		s.text(55, y, name)
		if i != 3 {
			s.right(250, y, "4.00").right(350, y, "4.00")
		}
	}
	if got := one(t, s); got.Rows != 9 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}
