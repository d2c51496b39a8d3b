package analysis

import (
	"fmt"
	"testing"
)

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

// TestTallRowsEndAtAnotherTable ends rows that are set evenly at the title of another table with its unit beside it, or at the head of one, which stand no
// further from them: their figures stand nearer.
func TestTallRowsEndAtAnotherTable(t *testing.T) {
	for _, titled := range []bool{true, false} {
		s := newSketch(1).text(55, 60, "项目").text(220, 60, "预算数").text(320, 60, "执行数")
		y := 60.0
		for _, name := range []string{"教育支出", "科学技术支出", "文化旅游支出", "卫生健康支出", "节能环保支出", "住房保障支出", "其他支出", "预备费"} {
			y += 42
			s.text(55, y, name).right(250, y, "4.00").right(350, y, "4.00")
		}
		if y += 42; titled {
			s.text(55, y, "二、政府采购").text(300, y, "单位：元").text(220, y+18, "数量")
			y += 18
		}
		s.text(55, y, "品目").text(320, y, "金额")
		for i, name := range []string{"办公桌", "计算机"} {
			y += 18
			if s.text(55, y, name).right(350, y, "1,200.00"); titled {
				s.right(250, y, fmt.Sprint(i+3))
			}
		}
		if got := all(s); len(got) == 0 || got[0].Rows != 9 || titled && len(got) != 2 {
			t.Errorf("%d tables", len(got))
			for _, x := range got {
				t.Log(show(x))
			}
		}
	}
}
