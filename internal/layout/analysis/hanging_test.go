package analysis

import (
	"fmt"
	"testing"
)

// spanned is two lists side by side under a head of two levels, of which the upper cells are set by a function.
func spanned(upper, lower func(s *sketch, from, to, y float64, name string)) *sketch {
	s := newSketch(1).centre(300, 30, "收支总体情况表").right(548, 45, "单位：万元")
	upper(s, 50, 250, 62, "收入")
	upper(s, 250, 550, 62, "支出")
	for i, name := range []string{"项目", "金额", "项目", "金额"} {
		xs := []float64{50, 200, 250, 450, 550}
		lower(s, xs[i], xs[i+1], 76, name)
	}
	for i, name := range []string{"一般公共预算", "政府性基金", "事业收入", "其他收入"} {
		y := 94 + 14*float64(i)
		s.text(52, y, name).right(246, y, "9.00").text(252, y, fmt.Sprintf("第%d类支出", i)).right(546, y, "9.00")
	}
	return s
}

const spannedRows = `1 |1 收入 <1x2> |3 支出 <1x2>
2 |1 项目 |2 金额 |3 项目 |4 金额
3 |1 一般公共预算 |2 9.00 |3 第0类支出 |4 9.00
4 |1 政府性基金 |2 9.00 |3 第1类支出 |4 9.00
5 |1 事业收入 |2 9.00 |3 第2类支出 |4 9.00
6 |1 其他收入 |2 9.00 |3 第3类支出 |4 9.00`

func inCell(s *sketch, from, to, y float64, name string) { s.centre((from+to)/2, y, name) }

func atStart(s *sketch, from, _, y float64, name string) { s.text(from+2, y, name) }

// TestSidesThatHangInAHead reads a head under which lines between columns begin where nothing is ruled: what they begin below spans them.
func TestSidesThatHangInAHead(t *testing.T) {
	s := spanned(inCell, inCell).across(81, 50, 550).down(200, 66, 140).down(250, 50, 140).down(450, 66, 140)
	check(t, one(t, s), spannedRows)
}

// TestHeadsSetLeft reads heads that are set where the columns begin that they span; no line of theirs is full, so that none goes on below.
func TestHeadsSetLeft(t *testing.T) {
	check(t, one(t, spanned(atStart, atStart).across(81, 50, 550)), spannedRows)
}
