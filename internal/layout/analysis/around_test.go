package analysis

import (
	"fmt"
	"testing"
)

// TestNamesAndRemarksAroundFigures reads rows as near to each other as the lines of their names and remarks, all of an uneven number of lines, with
// the figures on the one in the middle: no line stands between two others, and yet each text stands in the middle of its row.
func TestNamesAndRemarksAroundFigures(t *testing.T) {
	s := newSketch(1).centre(300, 40, "项目支出表").right(560, 55, "单位：万元")
	s.centre(80, 75, "项目名称").centre(220, 75, "预算数").centre(300, 75, "执行数").centre(460, 75, "绩效目标")
	want, y := "1 |1 项目名称 |2 预算数 |3 执行数 |4 绩效目标\n", 95.0
	for i := range 5 {
		for n, line := range []string{"建筑施工企业安全生", "产管理人员考核合格", "考务工作"} {
			s.text(40, y+12*float64(n), line)
		}
		for n, line := range []string{"通过开展考核和证书考试考务工作，加强建", "筑企业人员的从业知识，提升建筑行业的管", "理水平，保障核发。"} {
			s.text(360, y+12*float64(n), line)
		}
		s.right(240, y+12, fmt.Sprintf("%d78.66", i+1)).right(320, y+12, fmt.Sprintf("%d60.00", i+1))
		want += fmt.Sprintf("%d |1 建筑施工企业安全生产管理人员考核合格考务工作 |2 %d78.66 |3 %d60.00 |4 通过开展考核和证书考试考务工作，加强建筑企业人员的从业知识，提升建筑行业的管理水平，保障核发。\n", i+2, i+1, i+1)
		y += 36
	}
	check(t, one(t, s), want[:len(want)-1])
}
