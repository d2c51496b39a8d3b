package analysis

import (
	"strings"
	"testing"
)

// TestUprightHeads reads heads whose letters stand one below the other, those of one as high as those of the next.
func TestUprightHeads(t *testing.T) {
	s := newSketch(1).centre(300, 30, "基本支出表").right(500, 50, "单位：万元").centre(420, 70, "本年基本支出").centre(90, 104, "科目编码").centre(190, 104, "科目名称")
	for i, c := range []string{"人公", "员用", "经经", "费费"} {
		two := []rune(c)
		s.centre(420, 89+10*float64(i), string(two[0])).centre(480, 89+10*float64(i), string(two[1]))
	}
	s.centre(355, 99, "合").centre(355, 109, "计")
	for i, name := range []string{"津贴补贴", "奖金", "绩效工资", "办公费"} {
		y := 140 + 18*float64(i)
		s.text(70, y, "3010"+string(rune('1'+i))).text(150, y, name).right(375, y, "3.28").right(440, y, "2.28").right(500, y, "1.00")
	}
	check(t, one(t, s), `1 |1 科目编码 <2x1> |2 科目名称 <2x1> |3 本年基本支出 <1x3>
2 |3 合计 |4 人员经费 |5 公用经费
3 |1 30101 |2 津贴补贴 |3 3.28 |4 2.28 |5 1.00
4 |1 30102 |2 奖金 |3 3.28 |4 2.28 |5 1.00
5 |1 30103 |2 绩效工资 |3 3.28 |4 2.28 |5 1.00
6 |1 30104 |2 办公费 |3 3.28 |4 2.28 |5 1.00`)
}

// TestHeadsOfNarrowColumnsTouch parts 款 from 项, whose columns are hardly wider than a letter, though in no row with these a code stands in the next
// column.
func TestHeadsOfNarrowColumnsTouch(t *testing.T) {
	s := newSketch(1).centre(300, 30, "支出表").right(420, 50, "单位：万元").centre(72, 70, "科目编码").
		text(53, 90, "类").text(68, 90, "款").text(78, 90, "项").text(93, 80, "部门代码").centre(200, 80, "名称").centre(300, 80, "合计").centre(400, 80, "基本支出")
	s.text(94, 110, "042").text(150, 110, "工业和信息化局").right(320, 110, "287.43").right(420, 110, "196.35")
	for i, name := range []string{"行政运行", "商贸事务", "养老保险", "住房公积金"} {
		y := 128 + 18*float64(i)
		s.text(50, y, "201").text(68, y, "13").text(80, y, "01").text(150, y, name).right(320, y, "167.13").right(420, y, "167.13")
	}
	got := show(one(t, s))
	if want := "2 |1 类 |2 款 |3 项"; !strings.Contains(got, want) || !strings.Contains(got, "|1 201 |2 13 |3 01 |5 行政运行") {
		t.Errorf("no %s in\n%s", want, got)
	}
}
