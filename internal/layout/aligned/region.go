package aligned

import (
	"math"

	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	sameEnds = 8.0 // points by which the ends of rules of one table differ
	// mostHeadLines is how many lines a head has at most.
	mostHeadLines = 12
)

// A region is lines that stand together and may be a table.
type region struct {
	rows  []text.Line
	index []int         // where the rows stand on the sheet
	rules []ruling.Edge // over its whole width, from top to bottom
	parts []ruling.Edge // over a part of it
	above int           // how many of the first rows are lines of one phrase that may be its head
	unit  bool          // the line above names a unit of money
}

// dropAbove takes the first n rows of a region out of it.
func (r *region) dropAbove(n int) {
	r.rows, r.index, r.above = r.rows[n:], r.index[n:], r.above-n
}

// extentOf is the left and the right end of a region.
func extentOf(r *region) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range r.rows {
		left, right = math.Min(left, r.rows[i].Box.X0), math.Max(right, r.rows[i].Box.X1)
	}
	for _, e := range r.rules {
		left, right = math.Min(left, e.From), math.Max(right, e.To)
	}
	return left, right
}

// inHead says whether a line stands above the first inner rule.
func (r *region) inHead(i int) bool {
	return len(r.rules) >= 3 && r.rows[i].Box.Center().Y < r.rules[1].At
}
