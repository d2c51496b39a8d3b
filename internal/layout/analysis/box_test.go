package analysis

import (
	"fmt"
	"testing"
)

// TestGroupsOfRowsAreNoBoxes leaves rows in their table beside whose groups names with units stand, as beside a box of amounts in a form: the rows go on in
// the same columns above and below.
func TestGroupsOfRowsAreNoBoxes(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收入情况表").text(60, 75, "类别").text(170, 75, "项目").text(290, 75, "本年").text(380, 75, "上年")
	for i, name := range []string{"增值税", "企业所得税", "契税", "罚没收入", "专项收入", "其他收入", "土地收入", "彩票收入", "污水处理费"} {
		y := 95 + 16*float64(i)
		s.text(160, y, name).right(320, y, fmt.Sprintf("%d7.13", i+1)).right(410, y, fmt.Sprintf("%d3.02", i+1))
	}
	for i, name := range []string{"税收（亿元）", "非税（亿元）", "基金（亿元）"} {
		s.text(50, 95+16*float64(3*i+1), name)
	}
	if got := one(t, s); got.Rows != 10 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

// TestGroupsBelowOneHead leaves rows in their table beside whose groups names with units stand, though its head stands over these names too, or the name of
// another group stands between two lines of figures.
func TestGroupsBelowOneHead(t *testing.T) {
	for _, groups := range [][][]string{{{"资金（万元）"}}, {{"资金", "（万元）"}, {"其他（万元）"}}} {
		s := newSketch(1).centre(300, 40, "收支情况表").text(60, 75, "类别").text(170, 75, "项目").text(290, 75, "本年").text(380, 75, "上年")
		y := 95.0
		for _, name := range groups {
			for k, l := range name {
				s.text(50, y+18+11*(float64(k)-float64(len(name)-1)/2), l)
			}
			for _, item := range []string{"维护支出", "建设支出", "其他支出"} {
				s.text(160, y, item).right(320, y, "7.13").right(410, y, "3.02")
				y += 18
			}
		}
		if got := one(t, s); got.Rows != 1+3*len(groups) || got.HeaderRows != 1 {
			t.Errorf("%d rows, %d of them the head:\n%s", got.Rows, got.HeaderRows, show(got))
		}
	}
}
