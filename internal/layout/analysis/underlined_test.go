package analysis

import "testing"

// The underline of a code parts no name that wraps beside it: the rule stands over no text of the name's second line.
func TestUnderlinedCodeBesideNameThatWraps(t *testing.T) {
	s := newSketch(1)
	s.text(250, 60, "支出明细表").right(540, 80, "单位：万元")
	s.text(60, 100, "编码").text(160, 100, "名称").right(400, 100, "合计").right(520, 100, "本年").across(106, 50, 540)
	for i, row := range [][5]string{
		{"20101", "人大事务和代表履", "职所需要的支出", "5.00", "3.00"},
		{"20102", "政协会议", "", "7.00", "7.00"},
		{"20103", "机关事业单位职业", "年金的缴费支出", "9.00", "4.00"},
		{"20104", "行政运行", "", "6.00", "2.00"},
		{"20105", "事业单位离退休人", "员生活补助支出", "8.00", "1.00"},
	} {
		y := 122 + 26*float64(i)
		s.text(60, y, row[0]).across(y+1.2, 60, 85).text(160, y, row[1]).right(400, y, row[3]).right(520, y, row[4])
		if row[2] != "" {
			s.text(160, y+12, row[2])
		}
	}
	check(t, one(t, s), `1 |1 编码 |2 名称 |3 合计 |4 本年
2 |1 20101 |2 人大事务和代表履职所需要的支出 |3 5.00 |4 3.00
3 |1 20102 |2 政协会议 |3 7.00 |4 7.00
4 |1 20103 |2 机关事业单位职业年金的缴费支出 |3 9.00 |4 4.00
5 |1 20104 |2 行政运行 |3 6.00 |4 2.00
6 |1 20105 |2 事业单位离退休人员生活补助支出 |3 8.00 |4 1.00`)
}
