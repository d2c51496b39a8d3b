package analysis

import (
	"fmt"
	"testing"
)

// TestNextPageWithLongerNames goes on with a table whose names are longer on the next page, and one of whose columns holds figures there alone: the
// lines between columns stand in the blanks of both pages.
func TestNextPageWithLongerNames(t *testing.T) {
	a := newSketch(1).centre(300, 40, "支出总表").right(560, 55, "单位：万元")
	a.centre(70, 75, "功能科目").centre(210, 75, "经济科目").centre(320, 75, "合计").centre(400, 75, "基本支出").centre(480, 75, "项目支出").centre(558, 75, "上缴支出")
	for i, name := range []string{"基本工资", "津贴补贴", "奖金", "办公费", "印刷费"} {
		y := 95 + 18*float64(i)
		a.text(40, y, "行政运行").text(180, y, name).right(340, y, fmt.Sprintf("%d.50", 31+i)).right(420, y, fmt.Sprintf("%d.50", 31+i))
	}
	b := newSketch(2)
	for i, name := range []string{"因公出国费用", "维护费", "劳务费"} {
		y := 60 + 18*float64(i)
		b.text(40, y, "行政运行").text(180, y, name).right(340, y, fmt.Sprintf("%d.50", 41+i)).right(525, y, fmt.Sprintf("100,0%d.50", 41+i))
	}
	b.text(40, 114, "一般行政管理事务和机关服务").text(180, 114, "租赁费").right(340, 114, "51.50").right(525, 114, "100,051.50")
	got := one(t, a, b)
	check(t, got, show(one(t, a))+`
7 |1 行政运行 |2 因公出国费用 |3 41.50 |5 100,041.50
8 |1 行政运行 |2 维护费 |3 42.50 |5 100,042.50
9 |1 行政运行 |2 劳务费 |3 43.50 |5 100,043.50
10 |1 一般行政管理事务和机关服务 |2 租赁费 |3 51.50 |5 100,051.50`)
}
