package analysis

import "testing"

// A row of words that names columns of figures begins a table of its own; in a column of words it does not.
func TestSecondHead(t *testing.T) {
	xs, ys := []float64{50, 130, 200, 270}, []float64{60, 80, 100, 120, 140}
	for _, c := range []struct {
		above string
		want  int
	}{{"6.00", 2}, {"已完成", 1}} {
		s := cells(newSketch(1).text(80, 40, "收支表"), xs, ys, []string{"类别", "收入", "支出"}, []string{"县道", "5.00", c.above},
			[]string{"类别", "里程", "路面"}, []string{"县道", "42.50", "9.00"})
		got := all(s)
		if len(got) != c.want || got[len(got)-1].Title != "收支表" {
			t.Errorf("below %s: %d tables, want %d", c.above, len(got), c.want)
		}
	}
}

// The title at the foot of a page is that of the table which begins the next; several are a list of tables.
func TestTitleAtFoot(t *testing.T) {
	xs, ys := []float64{50, 130, 200}, []float64{60, 80, 100}
	for _, c := range []struct {
		foot []string
		want string
	}{{[]string{"项目支出表"}, "项目支出表"}, {[]string{"收支总表", "项目支出表"}, ""}, {[]string{"支出增加。"}, ""}} {
		a := newSketch(1).text(50, 60, "本部门的收入和支出如下所述。")
		for i, l := range c.foot {
			a.text(200, 720+20*float64(i), l)
		}
		b := cells(newSketch(2), xs, ys, []string{"项目", "预算数"}, []string{"养护", "5.00"})
		if got := one(t, a, b); got.Title != c.want {
			t.Errorf("below %q: title %q, want %q", c.foot, got.Title, c.want)
		}
	}
}
