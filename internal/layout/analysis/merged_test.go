package analysis

import (
	"fmt"
	"testing"
)

// TestMergedCellsOfShortRules reads rows that are ruled off, between columns that are not: a column that a rule leaves out is one
// cell across it, from the first row below the head on.
func TestMergedCellsOfShortRules(t *testing.T) {
	s := newSketch(1).centre(300, 40, "绩效目标表").across(60, 50, 500).across(80, 50, 500)
	for i, h := range []string{"项目", "金额", "指标", "目标值"} {
		s.centre(100+110*float64(i), 74, h)
	}
	for i, name := range []string{"培训人数", "完成时间", "培训成本", "检查次数", "宣传场次"} {
		y := 80 + 20*float64(i)
		s.centre(320, y+14, name).centre(430, y+14, fmt.Sprint(16+i))
		if i == 2 || i == 4 {
			s.across(y+20, 50, 500)
		} else {
			s.across(y+20, 270, 500)
		}
	}
	s.centre(100, 114, "人员培训").centre(210, 114, "41.20").centre(100, 164, "安全检查").centre(210, 164, "17.35")
	check(t, one(t, s), `1 |1 项目 |2 金额 |3 指标 |4 目标值
2 |1 人员培训 <3x1> |2 41.20 <3x1> |3 培训人数 |4 16
3 |3 完成时间 |4 17
4 |3 培训成本 |4 18
5 |1 安全检查 <2x1> |2 17.35 <2x1> |3 检查次数 |4 19
6 |3 宣传场次 |4 20`)
}

// TestRulesUnderFiguresMergeNoNames reads statements that rule off figures alone: their names are of one row each, and the last one is not
// that of the subtotal without a name above it.
func TestRulesUnderFiguresMergeNoNames(t *testing.T) {
	for _, last := range []string{"办公费", ""} {
		s := newSketch(1).centre(300, 40, "支出决算表").across(60, 50, 500).across(80, 50, 500)
		s.text(60, 74, "项目").right(380, 74, "预算数").right(490, 74, "决算数")
		names := []string{"基本工资", "津贴补贴", "奖金", last, "合计"}
		if last == "" {
			names[0], names[1], names[2] = "", "", ""
		}
		want := "1 |1 项目 |2 预算数 |3 决算数\n"
		for i, name := range names {
			y := 80 + 20*float64(i)
			s.right(380, y+14, fmt.Sprint(310+i)).right(490, y+14, fmt.Sprint(290+i)).across(y+20, 300, 500)
			cells := fmt.Sprintf("%d ", i+2)
			if name != "" {
				s.text(60, y+14, name)
				cells += "|1 " + name + " "
			}
			want += cells + fmt.Sprintf("|2 %d |3 %d\n", 310+i, 290+i)
		}
		check(t, one(t, s.across(185, 50, 500)), want[:len(want)-1])
	}
}

// TestMergedCellsBesideFigures keeps figures that stand beyond the rules in their table.
func TestMergedCellsBesideFigures(t *testing.T) {
	s := newSketch(1).across(60, 50, 480).across(80, 50, 480)
	s.text(60, 74, "地区").right(300, 74, "预算").right(400, 74, "决算").right(540, 74, "差额")
	for i := range 6 {
		y := 80 + 20*float64(i)
		s.right(300, y+14, fmt.Sprint(310+i)).right(400, y+14, fmt.Sprint(290+i)).right(540, y+14, fmt.Sprint(20+i))
		if i%2 == 0 {
			s.text(60, y+24, []string{"甲镇", "乙镇", "丙镇"}[i/2]).across(y+20, 200, 480)
		} else {
			s.across(y+20, 50, 480)
		}
	}
	if g := one(t, s); g.Columns != 4 {
		t.Errorf("%d columns, want 4", g.Columns)
	}
}
