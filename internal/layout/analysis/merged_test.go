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
