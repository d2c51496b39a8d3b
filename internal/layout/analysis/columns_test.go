package analysis

import (
	"fmt"
	"strings"
	"testing"
)

// checkInColumn reads a table in the left one of two columns of prose, whose lines, each drawn by line, break off for it.
func checkInColumn(t *testing.T, line func(s *sketch, i int, y float64)) {
	t.Helper()
	s := newSketch(1)
	for i := range 24 {
		y := 60 + 12*float64(i)
		s.text(310, y, "results of the survey by state and local"+strings.Repeat("s", i%3))
		if i < 8 || i > 15 {
			line(s, i, y)
		}
	}
	checkAreas(t, s)
}

// checkAreas puts a table between the lines of a left column, and reads it.
func checkAreas(t *testing.T, s *sketch) {
	t.Helper()
	s.text(50, 168, "Area").text(150, 168, "2001").text(210, 168, "2002").across(171, 50, 250)
	for i, name := range []string{"Maryland", "Montana", "Florida", "Ohio"} {
		y := 183 + 15*float64(i)
		s.text(50, y, name).right(170, y, fmt.Sprintf("%d.3", i+1)).right(230, y, fmt.Sprintf("%d.5", i+2))
	}
	check(t, one(t, s), `1 |1 Area |2 2001 |3 2002
2 |1 Maryland |2 1.3 |3 2.5
3 |1 Montana |2 2.3 |3 3.5
4 |1 Florida |2 3.3 |3 4.5
5 |1 Ohio |2 4.3 |3 5.5`)
}

// TestTableInOneColumn reads a table in one of two columns of prose, on whose base lines the other goes on.
func TestTableInOneColumn(t *testing.T) {
	checkInColumn(t, func(s *sketch, i int, y float64) {
		s.text(50, y, "estimates of spending by federal agency"+strings.Repeat("s", i%4))
	})
}

// TestJustifiedColumn reads the table in a narrow column whose justified prose stands in words as far apart as columns.
func TestJustifiedColumn(t *testing.T) {
	checkInColumn(t, func(s *sketch, i int, y float64) {
		words := []string{"estimates", "spending", "federal", []string{"agency", "fund", "workers"}[i%3]}
		x, blank := 50.0, (200-textSize/2*float64(len(strings.Join(words, ""))))/3
		for _, w := range words {
			s.text(x, y, w)
			x += textSize/2*float64(len(w)) + blank
		}
	})
}

// TestBesideHangingItems reads a table in the left one of two columns of which the other holds a list of references: most of their lines are set in, and the
// column begins where they do not.
func TestBesideHangingItems(t *testing.T) {
	s := newSketch(1)
	for i := range 28 {
		y := 60 + 12*float64(i)
		if i%4 == 0 {
			s.text(310, y, "Clark, A., and B. Miller. State budgets in")
		} else {
			s.text(324, y, "the journal of economic perspectives, "+strings.Repeat("s", i%3))
		}
		if i < 8 || i > 15 {
			s.text(50, y, "estimates of spending by federal agency"+strings.Repeat("s", i%4))
		}
	}
	checkAreas(t, s)
}
