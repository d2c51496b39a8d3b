package analysis

import (
	"fmt"
	"testing"
)

// figureRows sets rows of a name and figures that end at some places, from y on.
func figureRows(s *sketch, y float64, ends []float64, names ...string) {
	for i, name := range names {
		s.text(50, y+14*float64(i), name)
		for k, x := range ends {
			s.right(x, y+14*float64(i), fmt.Sprintf("%d,%d%d4.5", i+1, k+2, k))
		}
	}
}

// TestFiguresInHead reads heads that wrap before a figure, on a line of the names of other columns.
func TestFiguresInHead(t *testing.T) {
	s := newSketch(1)
	s.across(90, 50, 400).text(205, 102, "Less than").text(310, 102, "Number of")
	s.text(50, 114, "State").text(210, 114, "$25,000").text(315, 114, "returns").text(135, 114, "Public").across(118, 50, 400)
	figureRows(s, 132, []float64{165, 250, 350}, "Ohio", "Utah", "Iowa")
	s.across(166, 50, 400)
	check(t, one(t, s), `1 |1 State |2 Public |3 Less than $25,000 |4 Number of returns
2 |1 Ohio |2 1,204.5 |3 1,314.5 |4 1,424.5
3 |1 Utah |2 2,204.5 |3 2,314.5 |4 2,424.5
4 |1 Iowa |2 3,204.5 |3 3,314.5 |4 3,424.5`)
}

// TestWordsOverFigures reads words in the middle of columns of figures, which name the group of rows below them or tell their unit: they span the columns.
func TestWordsOverFigures(t *testing.T) {
	s := newSketch(1)
	s.across(90, 50, 400).text(50, 104, "State").text(135, 104, "Public").text(220, 104, "Private").text(305, 104, "All").text(370, 104, "Total").across(108, 50, 400)
	s.text(165, 122, "Thousands").text(320, 122, "Dollars")
	figureRows(s, 136, []float64{165, 250, 320, 395}, "Ohio", "Utah", "Iowa")
	s.text(215, 178, "Men")
	figureRows(s, 192, []float64{165, 250, 320, 395}, "Maine", "Texas", "Idaho")
	s.across(226, 50, 400)
	check(t, one(t, s), `1 |1 State |2 Public |3 Private |4 All |5 Total
2 |2 Thousands <1x2> |4 Dollars <1x2>
3 |1 Ohio |2 1,204.5 |3 1,314.5 |4 1,424.5 |5 1,534.5
4 |1 Utah |2 2,204.5 |3 2,314.5 |4 2,424.5 |5 2,534.5
5 |1 Iowa |2 3,204.5 |3 3,314.5 |4 3,424.5 |5 3,534.5
6 |1 Men <1x5>
7 |1 Maine |2 1,204.5 |3 1,314.5 |4 1,424.5 |5 1,534.5
8 |1 Texas |2 2,204.5 |3 2,314.5 |4 2,424.5 |5 2,534.5
9 |1 Idaho |2 3,204.5 |3 3,314.5 |4 3,424.5 |5 3,534.5`)
}

// TestWordsOverRuledColumns reads the name of a group of rows in the middle of columns that are ruled: a line runs through it, or beside it.
func TestWordsOverRuledColumns(t *testing.T) {
	for _, x := range []float64{200, 235} {
		s := newSketch(1)
		s.across(90, 50, 400).across(108, 50, 400).across(186, 50, 400)
		for _, x := range []float64{120, 190, 260, 330} {
			s.down(x, 90, 186)
		}
		s.text(55, 104, "State").text(135, 104, "Public").text(205, 104, "Private").text(285, 104, "All").text(345, 104, "Total")
		figureRows(s, 122, []float64{180, 250, 320, 390}, "Ohio", "Utah")
		s.text(x, 150, "Both sexes")
		figureRows(s, 164, []float64{180, 250, 320, 390}, "Maine", "Texas")
		row := "4 |1 Both sexes <1x5>"
		if x > 200 {
			row = "4 |1  |2 Both sexes <1x4>"
		}
		check(t, one(t, s), `1 |1 State |2 Public |3 Private |4 All |5 Total
2 |1 Ohio |2 1,204.5 |3 1,314.5 |4 1,424.5 |5 1,534.5
3 |1 Utah |2 2,204.5 |3 2,314.5 |4 2,424.5 |5 2,534.5
`+row+`
5 |1 Maine |2 1,204.5 |3 1,314.5 |4 1,424.5 |5 1,534.5
6 |1 Texas |2 2,204.5 |3 2,314.5 |4 2,424.5 |5 2,534.5`)
	}
}

// TestNearHeads parts names of neighbouring columns that fill these, though hardly more blank than between words is left.
func TestNearHeads(t *testing.T) {
	s := newSketch(1)
	s.across(90, 50, 400).text(50, 104, "State").text(125, 104, "Expenditure").text(186, 104, "Enrollment").text(310, 104, "Total").across(108, 50, 400)
	figureRows(s, 122, []float64{175, 230, 335}, "Ohio", "Utah", "Iowa")
	s.across(156, 50, 400)
	check(t, one(t, s), `1 |1 State |2 Expenditure |3 Enrollment |4 Total
2 |1 Ohio |2 1,204.5 |3 1,314.5 |4 1,424.5
3 |1 Utah |2 2,204.5 |3 2,314.5 |4 2,424.5
4 |1 Iowa |2 3,204.5 |3 3,314.5 |4 3,424.5`)
}
