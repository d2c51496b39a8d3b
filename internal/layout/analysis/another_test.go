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

// TestHeadsNearEachOther reads heads that wrap and stand so near each other that their first lines look like one text.
func TestHeadsNearEachOther(t *testing.T) {
	s := newSketch(1).centre(290, 40, "收入情况表").right(530, 56, "单位：万元")
	for i, x := range []float64{382, 440, 498} {
		s.centre(x, 80, []string{"2025年预算", "2025年执行", "2026年预算"}[i]).centre(x, 93, "数")
	}
	s.centre(160, 87, "项目")
	for i, row := range [][]string{{"收入合计", "990.05", "664.97", "770.29"}, {"增值税", "471.22", "495.14", "337.22"}, {"房产税", "518.83", "169.83", "433.07"}} {
		y := 108 + 18*float64(i)
		s.text(55, y, row[0]).right(408, y, row[1]).right(466, y, row[2]).right(524, y, row[3])
	}
	check(t, one(t, s), `1 |1 项目 |2 2025年预算数 |3 2025年执行数 |4 2026年预算数
2 |1 收入合计 |2 990.05 |3 664.97 |4 770.29
3 |1 增值税 |2 471.22 |3 495.14 |4 337.22
4 |1 房产税 |2 518.83 |3 169.83 |4 433.07`)
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

// TestSidesBelowAnother reads two lists side by side below a table whose lines are as long, behind who drew it up: one head stands over each list.
func TestSidesBelowAnother(t *testing.T) {
	s := &stack{newSketch(1).centre(290, 40, "收入情况表").right(530, 56, "单位：万元"), 60, "top head end"}
	s.table([]float64{520}, []string{"项目", "本年预算数"}, []string{"增值税", "1,280.50"}, []string{"房产税", "820.00"}, []string{"合计", "2,100.50"})
	s.line("填表单位：某市财政局　　填表日期：2026年1月15日")
	s.rule("top")
	s.centre(170, s.y+14, "收入").centre(410, s.y+14, "支出")
	s.y += 20
	s.rule("top")
	s.lines = "head end"
	s.table([]float64{280, 310, 520}, []string{"项目", "预算数", "", ""}, []string{"事业收入", "426.17", "", "112.76"}, []string{"其他收入", "241.40", "", "554.81"})
	for i, name := range []string{"项目", "教育支出", "科技支出"} {
		s.text(300, s.y-46+20*float64(i), name)
	}
	s.right(520, s.y-46, "预算数")
	got := all(s.sketch)
	if len(got) != 2 || got[0].Rows != 4 {
		t.Fatalf("%d tables, the first of %d rows:\n%s", len(got), got[0].Rows, show(got[0]))
	}
	check(t, got[1], `1 |1 收入 <1x2> |3 支出 <1x2>
2 |1 项目 |2 预算数 |3 项目 |4 预算数
3 |1 事业收入 |2 426.17 |3 教育支出 |4 112.76
4 |1 其他收入 |2 241.40 |3 科技支出 |4 554.81`)
}

// TestHeadThatWrapsBetweenDividers reads heads whose lines stand at different heights, so that none holds two of them, above one column of figures and above one row.
func TestHeadThatWrapsBetweenDividers(t *testing.T) {
	for _, lines := range []string{"rows", ""} {
		s := newSketch(1).centre(290, 40, "收入情况表").right(530, 56, "单位：万元")
		s.across(60, 50, 530).centre(180, 80, "项目").centre(460, 74, "2026年预").centre(460, 86, "算数").across(94, 50, 530)
		for i, row := range [][]string{{"增值税", "1,280.50"}, {"房产税", "820.00"}, {"合计", "2,100.50"}} {
			y := 108 + 20*float64(i)
			s.text(55, y, row[0]).right(520, y, row[1])
			if lines == "rows" || i == 2 {
				s.across(y+6, 50, 530)
			}
		}
		check(t, one(t, s), `1 |1 项目 |2 2026年预算数
2 |1 增值税 |2 1,280.50
3 |1 房产税 |2 820.00
4 |1 合计 |2 2,100.50`)
	}
	s := newSketch(1).centre(290, 40, "经费情况表").right(530, 56, "单位：万元")
	s.across(60, 50, 530).centre(100, 80, "年度").centre(200, 80, "合计").centre(300, 74, "因公出国").centre(300, 86, "费用").centre(400, 68, "公务").centre(400, 80, "用车").centre(400, 92, "费用").across(98, 50, 530)
	s.text(55, 112, "2025年").right(220, 112, "60.50").right(320, 112, "20.20").right(420, 112, "40.30").across(118, 50, 530)
	s.text(55, 132, "2026年").right(220, 132, "51.50").right(320, 132, "10.20").right(420, 132, "41.30").across(138, 50, 530)
	check(t, one(t, s), `1 |1 年度 |2 合计 |3 因公出国费用 |4 公务用车费用
2 |1 2025年 |2 60.50 |3 20.20 |4 40.30
3 |1 2026年 |2 51.50 |3 10.20 |4 41.30`)
}

// TestSpanningHeadBelowATitle reads a head in the middle of the page right below the title as one over columns.
func TestSpanningHeadBelowATitle(t *testing.T) {
	s := newSketch(1).centre(300, 40, "“三公”经费预算表").centre(300, 62, "公务用车费").centre(100, 72, "合计").centre(500, 72, "公务接待费")
	s.centre(200, 82, "小计").centre(300, 82, "购置费").centre(400, 82, "运行费")
	s.right(120, 102, "98.10").right(220, 102, "76.60").right(320, 102, "52.30").right(420, 102, "24.30").right(520, 102, "21.50")
	s.right(120, 122, "91.00").right(220, 122, "71.00").right(320, 122, "50.80").right(420, 122, "20.20").right(520, 122, "20.00")
	check(t, one(t, s), `1 |1 合计 <2x1> |2 公务用车费 <1x3> |5 公务接待费 <2x1>
2 |2 小计 |3 购置费 |4 运行费
3 |1 98.10 |2 76.60 |3 52.30 |4 24.30 |5 21.50
4 |1 91.00 |2 71.00 |3 50.80 |4 20.20 |5 20.00`)
}

// TestWordsFurtherDownGoOn keeps a list whole whose rows go on in its own columns below a row of words: that stands further from the rows above, or below
// the name of a group.
func TestWordsFurtherDownGoOn(t *testing.T) {
	rows := [][]string{{"教育支出", "1,280.50", "1,030.25", "250.25"}, {"科技支出", "820.00", "610.00", "210.00"}, {"单位：第一小学"}, {"债务支出", "", "未列", "按规定"},
		{"农业支出", "280.50", "30.25", "250.25"}, {"合计", "2,381.00", "1,670.50", "710.50"}}
	for _, ruled := range []bool{true, false} {
		p := newSketch(1).centre(290, 40, "基本支出情况表").right(530, 56, "单位：万元")
		p.text(60, 90, "科目名称").right(300, 90, "合计").right(410, 90, "人员经费").right(520, 90, "公用经费")
		y := 100.0
		want := 6
		for _, row := range rows {
			if len(row) == 1 && !ruled {
				y += 8
				continue
			}
			if ruled {
				p.across(y-4, 50, 530)
				want = 7
			}
			p.text(60, y+12, row[0])
			for i, s := range row[1:] {
				p.right([]float64{300, 410, 520}[i], y+12, s)
			}
			y += 20
		}
		if ruled {
			p.across(76, 50, 530).across(y-4, 50, 530)
		}
		if got := one(t, p); got.Rows != want || got.Columns != 4 {
			t.Errorf("ruled %v: %d rows of %d columns:\n%s", ruled, got.Rows, got.Columns, show(got))
		}
	}
}
