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
