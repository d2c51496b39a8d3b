package analysis

import "testing"

// Each row has a line below it, the head as well, and none stands above the first: the names above the topmost full line are the head, those over several
// columns with a rule of their own below them. The title above is none.
func TestLinesBelowEachRow(t *testing.T) {
	s := newSketch(1)
	s.text(250, 60, "2026年支出总表").right(540, 80, "单位：万元")
	s.text(380, 118, "本年支出").text(60, 138, "科目").text(270, 138, "合计").across(127, 300, 540)
	s.text(360, 158, "基本支出").text(480, 158, "项目支出").across(170, 50, 540)
	for i, row := range [][4]string{
		{"一、教育支出", "5.00", "3.00", "2.00"},
		{"二、科学技术支出", "7.00", "7.00", "0.00"},
		{"三、农林水支出", "9.00", "4.00", "5.00"},
		{"合计", "21.00", "14.00", "7.00"},
	} {
		y := 198 + 40*float64(i)
		s.text(60, y, row[0]).right(290, y, row[1]).right(400, y, row[2]).right(520, y, row[3]).across(y+12, 50, 540)
	}
	check(t, one(t, s), `1 |1 科目 <2x1> |2 合计 <2x1> |3 本年支出 <1x2>
2 |3 基本支出 |4 项目支出
3 |1 一、教育支出 |2 5.00 |3 3.00 |4 2.00
4 |1 二、科学技术支出 |2 7.00 |3 7.00 |4 0.00
5 |1 三、农林水支出 |2 9.00 |3 4.00 |4 5.00
6 |1 合计 |2 21.00 |3 14.00 |4 7.00`)
}
