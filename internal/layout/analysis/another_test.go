package analysis

import (
	"strings"
	"testing"
)

// A stack is a page on which tables stand below each other, each as wide as the one above, with lines at its head and its end, or between all rows.
type stack struct {
	*sketch
	y     float64
	lines string
}

func (s *stack) rule(where string) {
	if strings.Contains(s.lines, where) {
		s.across(s.y, 50, 530)
	}
}

func (s *stack) table(ends []float64, rows ...[]string) *stack {
	s.rule("top")
	for i, row := range rows {
		for j, text := range row {
			x := 55.0
			if j > 0 {
				x = ends[j-1]
			}
			switch {
			case text == "":
			case j == 0:
				s.text(x, s.y+14, text)
			default:
				s.right(x, s.y+14, text)
			}
		}
		s.y += 20
		switch {
		case i == 0:
			s.rule("head")
		case i+1 < len(rows):
			s.rule("rows")
		}
	}
	s.rule("end")
	return s
}

func (s *stack) line(text string) *stack {
	if text != "" {
		s.text(55, s.y+16, text)
	}
	s.y += 32
	return s
}

// TestTableBelowAnother reads two tables of other columns, one below the other, with nothing between them, a title, a note, or who drew them up.
func TestTableBelowAnother(t *testing.T) {
	for _, lines := range []string{"", "top head end", "top head rows end"} {
		for _, between := range []string{"", "表2：项目支出情况表", "注：本表反映部门本年度预算安排情况。", "制表人：李明", "制表人：李明　　审核人：王芳"} {
			s := &stack{newSketch(1).centre(290, 40, "基本支出情况表").right(530, 56, "单位：万元"), 60, lines}
			s.table([]float64{300, 410, 520}, []string{"科目名称", "合计", "人员经费", "公用经费"}, []string{"教育支出", "1,280.50", "1,030.25", "250.25"},
				[]string{"科技支出", "820.00", "610.00", "210.00"}, []string{"合计", "2,100.50", "1,640.25", "460.25"})
			s.line(between)
			s.table([]float64{360, 520}, []string{"项目名称", "财政拨款", "其他资金"}, []string{"河道清淤", "317.20", "12.60"},
				[]string{"普查经费", "45.80", "7.30"}, []string{"教师培训", "93.10", "2.20"})
			got := all(s.sketch)
			if len(got) != 2 {
				t.Errorf("lines %q, between %q: %d tables", lines, between, len(got))
				for _, x := range got {
					t.Log("\n" + show(x))
				}
				continue
			}
			check(t, got[1], `1 |1 项目名称 |2 财政拨款 |3 其他资金
2 |1 河道清淤 |2 317.20 |3 12.60
3 |1 普查经费 |2 45.80 |3 7.30
4 |1 教师培训 |2 93.10 |3 2.20`)
			if got[0].Rows != 4 || got[0].HeaderRows != 1 {
				t.Errorf("lines %q, between %q:\n%s", lines, between, show(got[0]))
			}
		}
	}
}

// TestWordsAmongFigures keeps a list whole in which words stand in columns of figures, as near as its rows.
func TestWordsAmongFigures(t *testing.T) {
	s := &stack{newSketch(1).centre(290, 40, "基本支出情况表").right(530, 56, "单位：万元"), 60, ""}
	s.table([]float64{300, 410, 520}, []string{"科目名称", "合计", "人员经费", "公用经费"}, []string{"教育支出", "1,280.50", "1,030.25", "250.25"},
		[]string{"科技支出", "820.00", "610.00", "210.00"}, []string{"债务支出", "未列", "未列", ""}, []string{"合计", "2,100.50", "1,640.25", "460.25"})
	if got := one(t, s.sketch); got.Rows != 5 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}
