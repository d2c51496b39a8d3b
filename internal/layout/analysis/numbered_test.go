package analysis

import (
	"fmt"
	"strings"
	"testing"
)

// TestNumberedTitlesPartTables reads two tables with dividers of one width as two, since a title between them numbers the second.
func TestNumberedTitlesPartTables(t *testing.T) {
	s := newSketch(1)
	table := func(y float64, title string, shift float64) {
		s.text(50, y, title).text(50, y+12, "Dollars in thousands").across(y+16, 50, 400)
		s.text(55, y+28, "State").text(200+shift, y+28, "2001").text(300+shift, y+28, "2002").across(y+32, 50, 400)
		for i := range 3 {
			s.text(55, y+44+14*float64(i), "Area "+string(rune('A'+i))).right(220+shift, y+44+14*float64(i), fmt.Sprintf("%d,200", i+1)).right(320+shift, y+44+14*float64(i), fmt.Sprintf("%d,400", i+1))
			s.across(y+48+14*float64(i), 50, 400)
		}
	}
	table(60, "Table 1. Outlays", 0)
	table(180, "Table 2. Receipts", 45)
	tables := all(s)
	if len(tables) != 2 {
		t.Fatalf("%d tables", len(tables))
	}
	for i, x := range tables {
		if want := fmt.Sprintf("Table%d.", i+1); !strings.HasPrefix(x.Title, want) {
			t.Errorf("table %d has the title %q", i+1, x.Title)
		}
		check(t, x, `1 |1 State |2 2001 |3 2002
2 |1 Area A |2 1,200 |3 1,400
3 |1 Area B |2 2,200 |3 2,400
4 |1 Area C |2 3,200 |3 3,400`)
	}
}

// TestContinuedInEnglish joins a table with what is headed as its continuation on the next page.
func TestContinuedInEnglish(t *testing.T) {
	page := func(n int, title string) *sketch {
		s := newSketch(n).text(50, 60, title).text(50, 72, "(Percent)").across(76, 50, 400)
		s.text(55, 88, "State").text(200, 88, "2001").text(300, 88, "2002").across(92, 50, 400)
		for i := range 4 {
			s.text(55, 104+14*float64(i), fmt.Sprintf("Area %c%d", 'A'+i, n)).right(220, 104+14*float64(i), fmt.Sprintf("%d.2", i+n)).right(320, 104+14*float64(i), fmt.Sprintf("%d.4", i+n))
		}
		return s.across(152, 50, 400)
	}
	if x := one(t, page(1, "Table 1. Rates by state"), page(2, "Table 1. Rates by state—Continued")); x.Rows != 9 {
		t.Errorf("%d rows:\n%s", x.Rows, show(x))
	}
}

// TestRowsThatNameOtherTables keeps rows in their table whose names begin as titles that number tables do: below a divider, with figures on the line to
// which the name wraps, and without dividers, above rows that they head.
func TestRowsThatNameOtherTables(t *testing.T) {
	for _, ruled := range []bool{true, false} {
		s := newSketch(1).text(50, 40, "表1 部门收支总表").across(50, 50, 400)
		s.text(55, 62, "项目").text(200, 62, "本年").text(300, 62, "上年").across(66, 50, 400)
		y := 78.0
		for i, name := range []string{"行政运行", "事业运行", "表2所列项目", "信访事务", "机关服务"} {
			s.text(55, y, name)
			if ruled && i == 2 {
				y += 12
				s.text(55, y, "的结转资金")
			}
			if ruled || i != 2 {
				s.right(230, y, fmt.Sprintf("%d.20", i+1)).right(330, y, fmt.Sprintf("%d.40", i+2))
			}
			if y += 16; ruled {
				s.across(y-12, 50, 400)
			}
		}
		want := "4 |1 表2所列项目"
		if ruled {
			want = "4 |1 表2所列项目的结转资金 |2 3.20 |3 4.40"
		}
		check(t, one(t, s.across(y-12, 50, 400)), `1 |1 项目 |2 本年 |3 上年
2 |1 行政运行 |2 1.20 |3 2.40
3 |1 事业运行 |2 2.20 |3 3.40
`+want+`
5 |1 信访事务 |2 4.20 |3 5.40
6 |1 机关服务 |2 5.20 |3 6.40`)
	}
}
