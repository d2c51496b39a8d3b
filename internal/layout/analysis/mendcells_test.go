package analysis

import "testing"

// TestBoxesRoundSomeColumns draws boxes round the middle columns only.
func TestBoxesRoundSomeColumns(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 100, 250, 330, 420}, []float64{60, 80})
	s.grid([]float64{100, 250, 330}, []float64{80, 100, 120, 140})
	s.text(60, 74, "序号").text(150, 74, "采购项目").text(275, 74, "数量").text(365, 74, "金额")
	for i, r := range [][]string{{"1", "电源设备", "960", "30.43"}, {"2", "螺丝套件", "12", "43.35"}, {"", "合计", "972", "73.78"}} {
		y := 94 + 20*float64(i)
		s.text(72, y, r[0]).text(105, y, r[1]).right(325, y, r[2]).right(415, y, r[3])
	}
	s.down(50, 60, 140).down(420, 60, 140).across(140, 50, 420)
	check(t, one(t, s), `1 |1 序号 |2 采购项目 |3 数量 |4 金额
2 |1 1 |2 电源设备 |3 960 |4 30.43
3 |1 2 |2 螺丝套件 |3 12 |4 43.35
4 |1  |2 合计 |3 972 |4 73.78`)
}

// TestFigureInAMergedCell merges a body cell over two columns of figures: its figure stands in one of them, or in their middle.
func TestFigureInAMergedCell(t *testing.T) {
	draw := func(x float64) *sketch {
		s := newSketch(1).grid([]float64{50, 150, 250, 350}, []float64{60, 80, 100}).grid([]float64{50, 150, 350}, []float64{100, 120}).grid([]float64{50, 150, 250, 350}, []float64{120, 140})
		s.text(60, 74, "项目").text(160, 74, "最低限额").text(260, 74, "最高限额")
		return s.text(55, 94, "会议费").right(245, 94, "4.50").right(345, 94, "16.00").text(55, 114, "培训费").right(x, 114, "18.00").text(55, 134, "接待费").right(245, 134, "1.00").right(345, 134, "2.00")
	}
	for x, want := range map[float64]string{345: "|2  |3 18.00", 245: "|2 18.00 |3", 262.5: "|2 18.00 <1x2>"} {
		check(t, one(t, draw(x)), `1 |1 项目 |2 最低限额 |3 最高限额
2 |1 会议费 |2 4.50 |3 16.00
3 |1 培训费 `+want+`
4 |1 接待费 |2 1.00 |3 2.00`)
	}
}

// TestStrayVerticals draws short lines into two rows of a table.
func TestStrayVerticals(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 200, 300, 400}, []float64{60, 80, 100, 120, 140, 160})
	s.text(60, 74, "项目").text(230, 74, "合计").text(330, 74, "基本支出").down(110, 80, 100).down(140, 80, 100).down(240, 100, 120)
	for i, name := range []string{"合计", "教育支出", "卫生支出", "住房支出"} {
		y := 94 + 20*float64(i)
		s.text(55, y, name).right(295, y, "40.00").right(395, y, "20.00")
	}
	check(t, one(t, s), `1 |1 项目 |2 合计 |3 基本支出
2 |1 合计 |2 40.00 |3 20.00
3 |1 教育支出 |2 40.00 |3 20.00
4 |1 卫生支出 |2 40.00 |3 20.00
5 |1 住房支出 |2 40.00 |3 20.00`)
}

// TestTwoTablesInOneGrid draws the title and the head of a second table within the grid of the first, and a section that is none.
func TestTwoTablesInOneGrid(t *testing.T) {
	s := newSketch(1).across(60, 50, 400).grid([]float64{50, 200, 300, 400}, []float64{80, 100, 120}).across(140, 50, 400).grid([]float64{50, 180, 280, 400}, []float64{140, 160, 180, 200})
	s.down(50, 60, 200).down(400, 60, 200)
	s.text(55, 74, "附表1 收入完成情况表").text(60, 94, "科目").text(230, 94, "预算数").text(330, 94, "完成数").text(55, 114, "税收收入").right(295, 114, "927").right(395, 114, "849")
	s.text(55, 134, "附表2 支出完成情况表").text(60, 154, "科目").text(210, 154, "调整预算数").text(310, 154, "完成数").text(55, 174, "教育").right(275, 174, "911").right(395, 174, "873").text(55, 194, "卫生").right(275, 194, "581").right(395, 194, "551")
	got := all(s)
	if len(got) != 2 || got[1].Title != "附表2支出完成情况表" || got[1].HeaderRows != 1 || got[1].Columns != 3 {
		t.Fatalf("%d tables", len(got))
	}
	check(t, got[0], "1 |1 科目 |2 预算数 |3 完成数\n2 |1 税收收入 |2 927 |3 849")
}

// TestTitleOverRuledColumns draws a title across the columns of the first row, and an empty row below it.
func TestTitleOverRuledColumns(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250, 350}, []float64{60, 80, 100, 120, 140, 160})
	s.text(110, 74, "东山市政府债务余额情况表").text(60, 114, "地区").text(160, 114, "债务余额").text(260, 114, "债务限额")
	s.text(55, 134, "合计").right(245, 134, "550.00").right(345, 134, "620.00").text(55, 154, "东城区").right(245, 154, "330.00").right(345, 154, "360.00")
	got := one(t, s)
	if got.Title != "东山市政府债务余额情况表" || got.HeaderRows != 1 || got.Rows != 3 {
		t.Errorf("title %q, %d rows under %d of head", got.Title, got.Rows, got.HeaderRows)
	}
}

// TestWrappedFigureInAMergedCell keeps a figure whole that wraps in a cell over two rows, one line in each.
func TestWrappedFigureInAMergedCell(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 110, 250, 350}, []float64{60, 80}).grid([]float64{110, 250, 350}, []float64{80, 100, 120}).down(50, 80, 120).across(120, 50, 350)
	s.text(60, 74, "金额").text(150, 74, "指标").text(260, 74, "指标值").right(105, 97, "1,353.1440").right(105, 109, "93")
	s.text(115, 94, "数量指标").right(345, 94, "16").text(115, 114, "质量指标").right(345, 114, "98")
	if got := one(t, s); got.Rows != 3 || got.Cells[3].RowSpan != 2 {
		t.Errorf("%s", show(got))
	}
}
