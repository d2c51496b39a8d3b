package analysis

import (
	"fmt"
	"testing"
)

// income is the first page of two lists side by side with a line between all rows, and boxes round the first columns or the last ones.
func income(sides ...float64) *sketch {
	s := newSketch(1).centre(300, 40, "收支总体情况表").right(548, 55, "单位：万元")
	s.centre(125, 76, "项目").centre(225, 76, "金额").centre(325, 76, "项目").centre(500, 76, "金额")
	for i, name := range []string{"一般公共预算", "政府性基金", "事业收入", "其他收入", "上级补助收入", "附属单位上缴", "经营收入"} {
		y := 94 + 18*float64(i)
		s.text(52, y, name)
		if i < 2 {
			s.right(246, y, "9.00")
		}
		s.text(252, y, fmt.Sprintf("第%d类支出", i)).right(546, y, "9.00")
	}
	return s.boxes(9, sides...)
}

// boxes rules the rows from the top of a page on, and sides.
func (s *sketch) boxes(lines int, sides ...float64) *sketch {
	for i := range lines {
		s.across(62+18*float64(i), 50, 550)
	}
	for _, x := range sides {
		s.down(x, 62, 62+18*float64(lines-1))
	}
	return s
}

// TestNextPageBehindBoxes reads a table that rules some of its columns, and its last rows on the next page, where no name of a column
// tells the others.
func TestNextPageBehindBoxes(t *testing.T) {
	for name, sides := range map[string][]float64{"first": {50, 200, 250}, "last": {250, 450, 550}} {
		t.Run(name, func(t *testing.T) {
			a := income(sides...)
			b := newSketch(2).text(252, 74, "第8类支出").text(252, 92, "第9类支出")
			b.text(52, 110, "收入总计").right(246, 110, "63.00").text(252, 110, "支出总计").right(546, 110, "63.00")
			b.boxes(4, sides...)
			first := one(t, a)
			if first.Columns != 4 || first.HeaderRows != 1 {
				t.Errorf("the first page:\n%s", show(first))
			}
			check(t, one(t, a, b), show(first)+"\n9 |3 第8类支出\n10 |3 第9类支出\n11 |1 收入总计 |2 63.00 |3 支出总计 |4 63.00")
		})
	}
}

// TestHeadPrintedAgain reads a page that repeats the head over rows with too few figures to be a table by themselves.
func TestHeadPrintedAgain(t *testing.T) {
	head := func(s *sketch) *sketch {
		s.centre(150, 60, "收入").centre(400, 60, "支出").across(65, 50, 550)
		return s.centre(125, 76, "项目").centre(225, 76, "金额").centre(325, 76, "项目").centre(500, 76, "金额").across(80, 50, 550)
	}
	a := head(newSketch(1).centre(300, 30, "收支总体情况表").right(548, 45, "单位：万元"))
	for i, name := range []string{"一般公共预算", "政府性基金", "事业收入", "其他收入"} {
		y := 94 + 18*float64(i)
		a.text(52, y, name).right(246, y, "9.00").text(252, y, fmt.Sprintf("第%d类支出", i)).right(546, y, "9.00")
	}
	b := head(newSketch(2))
	for i := range 9 {
		b.text(252, 94+18*float64(i), fmt.Sprintf("第1%d类支出", i))
	}
	b.right(546, 130, "2.00")
	got := one(t, a, b)
	if got.Rows != 15 || got.HeaderRows != 2 {
		t.Fatalf("%d rows under %d of head:\n%s", got.Rows, got.HeaderRows, show(got))
	}
	check(t, got, show(one(t, a))+`
7 |3 第10类支出
8 |3 第11类支出
9 |3 第12类支出 |4 2.00
10 |3 第13类支出
11 |3 第14类支出
12 |3 第15类支出
13 |3 第16类支出
14 |3 第17类支出
15 |3 第18类支出`)
}

// TestSpreadNameOverARuledColumn keeps a column whole whose name is spread over it, though amounts stand behind words in it.
func TestSpreadNameOverARuledColumn(t *testing.T) {
	s := newSketch(1).centre(125, 76, "区分").centre(225, 76, "金额").text(300, 76, "说").text(450, 76, "明")
	for i, name := range []string{"管理津贴", "抚养津贴", "地域津贴", "住宅津贴", "通勤津贴"} {
		y := 94 + 18*float64(i)
		s.text(52, y, name).right(246, y, "9.00").text(252, y, "街路事业")
		if i%3 == 0 {
			s.right(500, y, "2.00")
		}
	}
	if got := one(t, s.boxes(7, 50, 200, 250, 550)); got.Columns != 3 {
		t.Errorf("%d columns:\n%s", got.Columns, show(got))
	}
}

// TestRuledTableBelowLastRows keeps a ruled table of fewer columns that stands below the last rows of one without rulings, or alone.
func TestRuledTableBelowLastRows(t *testing.T) {
	a := newSketch(1).centre(300, 30, "支出表").right(548, 45, "单位：万元")
	row := func(s *sketch, y float64, i int) *sketch {
		return s.text(52, y, fmt.Sprintf("2010%d", i)).text(112, y, fmt.Sprintf("第%d类支出", i)).right(306, y, "19.00")
	}
	for i, x := range []float64{65, 140, 290, 370, 450, 530} {
		a.centre(x, 76, []string{"编码", "名称", "合计", "基本支出", "项目支出", "备注金额"}[i])
	}
	for i := range 5 {
		y := 94 + 14*float64(i)
		row(a, y, i).right(386, y, "10.00").right(466, y, "9.00").right(546, y, "3.00")
	}
	for last := range 3 {
		t.Run(fmt.Sprint(last), func(t *testing.T) {
			b := newSketch(2)
			for i := range last {
				row(b, 50+14*float64(i), 5+i)
			}
			b.centre(300, 110, "绩效目标表").grid([]float64{50, 150, 400, 550}, []float64{120, 140, 170, 200})
			b.centre(100, 134, "项目").centre(275, 134, "绩效说明").centre(475, 134, "决算数")
			for i, name := range []string{"因公出国", "公务接待"} {
				y := 154 + 30*float64(i)
				b.text(52, y, name).text(152, y-6, "本年按照上级要求安排人员外出学习先进经验").text(152, y+6, "并形成报告三篇").right(546, y, "4.00")
			}
			got := all(a, b)
			if len(got) != 2 || got[0].Rows != 6+last {
				t.Fatalf("%d tables, of which the first has %d rows", len(got), got[0].Rows)
			}
			check(t, got[1], `1 |1 项目 |2 绩效说明 |3 决算数
2 |1 因公出国 |2 本年按照上级要求安排人员外出学习先进经验并形成报告三篇 |3 4.00
3 |1 公务接待 |2 本年按照上级要求安排人员外出学习先进经验并形成报告三篇 |3 4.00`)
		})
	}
}
