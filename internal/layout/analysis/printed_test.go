package analysis

import (
	"fmt"
	"testing"
)

// TestDashesAtTheLeftOfTheirColumn keeps signs for no figure in the column of the figures, which are set at its right end: no row holds both.
func TestDashesAtTheLeftOfTheirColumn(t *testing.T) {
	s := newSketch(1)
	s.across(85, 50, 500).across(105, 50, 500).across(245, 50, 500)
	s.text(80, 99, "科目名称").text(225, 99, "基本支出合计").text(400, 99, "项目支出")
	for i, name := range []string{"教育支出", "科技支出", "农业支出", "卫生支出", "住房支出", "其他支出"} {
		y := 125 + 20*float64(i)
		s.text(55, y, name).right(470, y, "12.50")
		if i%2 == 0 {
			s.right(290, y, fmt.Sprintf("%d.50", 30+i))
		} else {
			s.text(222, y, "—")
		}
	}
	s.text(55, 270, "注：金额单位为万元。")
	check(t, one(t, s), `1 |1 科目名称 |2 基本支出合计 |3 项目支出
2 |1 教育支出 |2 30.50 |3 12.50
3 |1 科技支出 |2 — |3 12.50
4 |1 农业支出 |2 32.50 |3 12.50
5 |1 卫生支出 |2 — |3 12.50
6 |1 住房支出 |2 34.50 |3 12.50
7 |1 其他支出 |2 — |3 12.50`)
}

// TestSpacedHeads reads heads whose letters stand apart, over and beside what the body holds: each is one name.
func TestSpacedHeads(t *testing.T) {
	s := newSketch(1)
	spaced := func(x, y float64, words string) {
		for _, c := range words {
			s.text(x, y, string(c))
			x += 14
		}
	}
	spaced(60, 100, "科目名称")
	spaced(200, 100, "基本支出")
	spaced(262, 100, "项目支出")
	spaced(400, 100, "工资福利支出")
	for i, name := range []string{"教育支出", "科技支出", "农业支出", "卫生支出"} {
		y := 125 + 20*float64(i)
		s.text(55, y, name).right(250, y, "30.50").right(312, y, "12.50").right(480, y, "18.00")
	}
	check(t, one(t, s), `1 |1 科目名称 |2 基本支出 |3 项目支出 |4 工资福利支出
2 |1 教育支出 |2 30.50 |3 12.50 |4 18.00
3 |1 科技支出 |2 30.50 |3 12.50 |4 18.00
4 |1 农业支出 |2 30.50 |3 12.50 |4 18.00
5 |1 卫生支出 |2 30.50 |3 12.50 |4 18.00`)
}

// TestNoteRightBelowRows is no name of a row, however near it stands below rows that are set at their bottom.
func TestNoteRightBelowRows(t *testing.T) {
	s := newSketch(1)
	s.text(50, 100, "编码").text(100, 100, "科目名称").text(200, 100, "基本支出").text(300, 100, "项目支出")
	s.text(95, 114, "合计").right(240, 114, "30.50").right(340, 114, "12.50")
	for i, code := range []string{"042", "043"} {
		y := 128 + 27*float64(i)
		s.text(95, y, "红旗区工业和").text(50, y+13, code).text(95, y+13, "信息化局").right(240, y+13, "30.50").right(340, y+13, "12.50")
	}
	s.text(50, 180, "注：本表金额转换为万元时，因四舍五入可能存在尾差。")
	got := one(t, s)
	check(t, got, `1 |1 编码 |2 科目名称 |3 基本支出 |4 项目支出
2 |2 合计 |3 30.50 |4 12.50
3 |1 042 |2 红旗区工业和信息化局 |3 30.50 |4 12.50
4 |1 043 |2 红旗区工业和信息化局 |3 30.50 |4 12.50`)
	if len(got.Notes) != 1 {
		t.Errorf("%d notes, want 1", len(got.Notes))
	}
}

// TestNextPageBeginsWithDashes goes on with the table: a row of dashes names no columns.
func TestNextPageBeginsWithDashes(t *testing.T) {
	first, next := newSketch(1), newSketch(2)
	first.text(60, 700, "科目名称").text(215, 700, "基本支出").text(400, 700, "项目支出")
	for i, name := range []string{"教育支出", "科技支出", "农业支出", "卫生支出"} {
		y := 720 + 16*float64(i)
		first.text(55, y, name).right(260, y, "30.50").right(450, y, "12.50")
	}
	for i, name := range []string{"住房支出", "其他支出", "外交支出"} {
		y := 50 + 16*float64(i)
		next.text(55, y, name).text(210, y, "—").text(400, y, "—")
	}
	next.text(55, 98, "支出总计").right(260, 98, "122.00").right(450, 98, "50.00")
	check(t, one(t, first, next), `1 |1 科目名称 |2 基本支出 |3 项目支出
2 |1 教育支出 |2 30.50 |3 12.50
3 |1 科技支出 |2 30.50 |3 12.50
4 |1 农业支出 |2 30.50 |3 12.50
5 |1 卫生支出 |2 30.50 |3 12.50
6 |1 住房支出 |2 — |3 —
7 |1 其他支出 |2 — |3 —
8 |1 外交支出 |2 — |3 —
9 |1 支出总计 |2 122.00 |3 50.00`)
}

// TestFirstRowOfOneDash keeps a name and a sign below one of several heads for a row: they were another line of the head.
func TestFirstRowOfOneDash(t *testing.T) {
	p := newSketch(1)
	p.text(50, 700, "项目").text(200, 700, "基金").text(310, 700, "经费").text(420, 700, "预算数")
	for i, row := range [][]string{{"工会经费", "", "－", ""}, {"医疗", "－", "29.29", "7,301.54"}, {"工会", "390,823.11", "7,870.18", "1.52"}, {"会议费", "", "", "－"},
		{"维修费", "422,259.96", "－", "－"}, {"差旅费", "－", "544,960.59", "－"}, {"交通", "327,938.07", "70.01", "795,710.55"}, {"灾害", "－", "0.00", "7,795.35"}} {
		y := 714 + 14*float64(i)
		for c, s := range row {
			switch x := []float64{50, 200, 310, 420}[c]; {
			case s == "－" || c == 0 && s != "":
				p.text(x, y, s)
			case s != "":
				p.right(x+106, y, s)
			}
		}
	}
	check(t, one(t, p), `1 |1 项目 |2 基金 |3 经费 |4 预算数
2 |1 工会经费 |3 －
3 |1 医疗 |2 － |3 29.29 |4 7,301.54
4 |1 工会 |2 390,823.11 |3 7,870.18 |4 1.52
5 |1 会议费 |4 －
6 |1 维修费 |2 422,259.96 |3 － |4 －
7 |1 差旅费 |2 － |3 544,960.59 |4 －
8 |1 交通 |2 327,938.07 |3 70.01 |4 795,710.55
9 |1 灾害 |2 － |3 0.00 |4 7,795.35`)
}
