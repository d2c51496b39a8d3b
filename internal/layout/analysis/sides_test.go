package analysis

import "testing"

// columnLines draws the sides of six columns down to a height: those below a head that spans columns begin below it.
func columnLines(s *sketch, bottom float64) *sketch {
	for _, x := range []float64{50, 120, 240, 540} {
		s.down(x, 80, bottom)
	}
	for _, x := range []float64{340, 440} {
		s.down(x, 96, bottom)
	}
	return s
}

// heads sets the heads of these columns.
func heads(s *sketch) *sketch {
	s.text(380, 90, "支出").text(65, 98, "编码").text(170, 98, "名称")
	return s.text(280, 108, "合计").text(370, 108, "基本支出").text(470, 108, "项目支出")
}

// rowsUnder sets rows of figures under them, one row a line, the second name in two lines.
func rowsUnder(s *sketch, y float64) *sketch {
	s.text(53, y, "201").text(123, y, "行政运行").right(337, y, "30.50").right(437, y, "20.50").right(537, y, "10.00")
	s.text(123, y+12, "机关事业单位基本养老保")
	s.text(53, y+24, "208").text(123, y+24, "险缴费").right(337, y+24, "14.90").right(437, y+24, "14.90")
	return s.text(53, y+36, "221").text(123, y+36, "住房公积金").right(337, y+36, "8.25").right(537, y+36, "8.25")
}

const sideCells = `1 |1 编码 <2x1> |2 名称 <2x1> |3 支出 <1x3>
2 |3 合计 |4 基本支出 |5 项目支出
3 |1 201 |2 行政运行 |3 30.50 |4 20.50 |5 10.00
4 |1 208 |2 机关事业单位基本养老保险缴费 |3 14.90 |4 14.90
5 |1 221 |2 住房公积金 |3 8.25 |5 8.25`

// TestColumnLinesAlone reads a table that rules its columns and no row: what no side parts is a head over columns.
func TestColumnLinesAlone(t *testing.T) {
	check(t, one(t, rowsUnder(heads(columnLines(newSketch(1), 168)), 124)), sideCells)
}

// TestHeadRuledAlone reads a table whose head is ruled and whose body is not: its sides go on below.
func TestHeadRuledAlone(t *testing.T) {
	s := heads(columnLines(newSketch(1), 112))
	s.across(80, 50, 540).across(96, 240, 540).across(112, 50, 540)
	check(t, one(t, rowsUnder(s, 124)), sideCells)
}

// TestHeadRuledAloneOverFullColumns reads rows below a ruled head on whose lines hardly any blank parts code, name and code.
func TestHeadRuledAloneOverFullColumns(t *testing.T) {
	s := heads(columnLines(newSketch(1), 112))
	s.across(80, 50, 540).across(96, 240, 540).across(112, 50, 540)
	for i, name := range []string{"行政运行", "机关事业单位基本养老保险", "住房公积金"} {
		y := 124 + 12*float64(i)
		s.text(54, y, "2080505000000").text(121, y, name).text(244, y, "505").right(437, y, "20.50").right(537, y, "10.00")
	}
	check(t, one(t, s), `1 |1 编码 <2x1> |2 名称 <2x1> |3 支出 <1x3>
2 |3 合计 |4 基本支出 |5 项目支出
3 |1 2080505000000 |2 行政运行 |3 505 |4 20.50 |5 10.00
4 |1 2080505000000 |2 机关事业单位基本养老保险 |3 505 |4 20.50 |5 10.00
5 |1 2080505000000 |2 住房公积金 |3 505 |4 20.50 |5 10.00`)
}
