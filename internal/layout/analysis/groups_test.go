package analysis

import "testing"

// groupedRows is a list of bonds whose dates and kinds stand in the middle of the rows that they name, some between two of these, so many rows further
// down.
func groupedRows(by float64) *sketch {
	s := newSketch(1).right(560, 50, "单位：亿元")
	s.text(60, 75, "日期").text(150, 75, "种类").text(270, 75, "期限").text(360, 75, "发行量")
	for i, f := range []string{"107.45", "23.42", "299.55", "80.00", "16.00", "10.48", "13.62", "92.83"} {
		s.right(290, 95+16*float64(i), "2.78").right(395, 95+16*float64(i), f)
	}
	for at, name := range map[float64]string{1: "专项债券", 3.5: "一般债券", 6: "专项债券"} {
		s.text(140, 95+16*(at+by), name)
	}
	s.text(55, 95+16*(1+by), "5月").text(55, 95+16*(5+by), "6月")
	return s
}

// TestNamesOfGroupsOfRows lets names span the rows in whose middle they stand, where they so part all rows.
func TestNamesOfGroupsOfRows(t *testing.T) {
	check(t, one(t, groupedRows(0)), `1 |1 日期 |2 种类 |3 期限 |4 发行量
2 |1 5月 <3x1> |2 专项债券 <3x1> |3 2.78 |4 107.45
3 |3 2.78 |4 23.42
4 |3 2.78 |4 299.55
5 |1 6月 <5x1> |2 一般债券 <2x1> |3 2.78 |4 80.00
6 |3 2.78 |4 16.00
7 |2 专项债券 <3x1> |3 2.78 |4 10.48
8 |3 2.78 |4 13.62
9 |3 2.78 |4 92.83`)
}

// TestNamesElsewhere leaves names as they stand that are in the middle of no groups which make all rows.
func TestNamesElsewhere(t *testing.T) {
	for _, c := range one(t, groupedRows(-1)).Cells {
		if c.Row > 1 && c.RowSpan > 1 {
			t.Errorf("%s spans %d rows", c.Text, c.RowSpan)
		}
	}
}

// TestNamesOnFirstRowsOfGroups leaves names where they stand that are on the first rows of their groups, as all names on rows may be: of four groups of two
// each, rows one, two to four and five to seven have a name in their middle, too.
func TestNamesOnFirstRowsOfGroups(t *testing.T) {
	s := newSketch(1).right(560, 50, "单位：万元")
	s.text(60, 75, "项目").text(290, 75, "本年").text(380, 75, "上年")
	for i, f := range []string{"17.13", "24.26", "31.39", "38.52", "45.65", "52.78", "59.91", "67.04"} {
		y := 95 + 16*float64(i)
		s.right(320, y, f).right(410, y, f)
		if i%2 == 0 {
			s.text(55, y, []string{"教育支出", "卫生健康支出", "农林水支出", "住房保障支出"}[i/2])
		}
	}
	for _, c := range one(t, s).Cells {
		if c.RowSpan > 1 {
			t.Errorf("%q spans %d rows", c.Text, c.RowSpan)
		}
	}
}
