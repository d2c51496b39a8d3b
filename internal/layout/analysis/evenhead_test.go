package analysis

import "testing"

// TestHeadsAsNearAsLines parts a head from the three lines of a name below it, which stand as near to it as to each other: what they leave of the width of
// the one above shows that they are not its next lines.
func TestHeadsAsNearAsLines(t *testing.T) {
	s := newSketch(1).centre(300, 30, "收入总体情况表").right(548, 45, "单位：万元").centre(90, 94, "单位名称").centre(200, 94, "合计").
		centre(350, 70, "其他资金收入").centre(280, 94, "事业收").centre(280, 110, "入").centre(420, 94, "其他收").centre(420, 110, "入")
	for i, name := range []string{"事业单", "位经营", "收入"} {
		s.centre(350, 86+16*float64(i), name)
	}
	for i, name := range []string{"合计", "住房保障办公室", "照明建设中心", "房屋交易中心"} {
		y := 140 + 16*float64(i)
		s.text(52, y, name).right(230, y, "154.09").right(296, y, "0.00").right(366, y, "0.00").right(436, y, "0.00")
	}
	check(t, one(t, s), `1 |1 单位名称 <2x1> |2 合计 <2x1> |3 其他资金收入 <1x3>
2 |3 事业收入 |4 事业单位经营收入 |5 其他收入
3 |1 合计 |2 154.09 |3 0.00 |4 0.00 |5 0.00
4 |1 住房保障办公室 |2 154.09 |3 0.00 |4 0.00 |5 0.00
5 |1 照明建设中心 |2 154.09 |3 0.00 |4 0.00 |5 0.00
6 |1 房屋交易中心 |2 154.09 |3 0.00 |4 0.00 |5 0.00`)
}
