package continuation

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of column lines on successive pages, in points.
const (
	sameColumn   = 4.0  // points by which a column line may stand elsewhere on the next page, after the left sides are laid on each other
	openSide     = 60.0 // points by which the text of a part without sides may stay inside those of the part before
	sameLeft     = 30   // points by which the left sides may differ: mirrored margins
	fewestShared = 3    // columns that a page whose first column has lost its ruling shares with the page before
)

// laidOn is column lines with the outer two moved to those of another part: the sides of a part
// that has none are only as wide as its text. A side stays where it is if it would take a column's place.
func laidOn(xs, on []float64) []float64 {
	out := slices.Clone(xs)
	last, n := len(out)-1, len(on)-1
	if math.Abs(out[0]-on[0]) < openSide && on[0] < out[1]-sameColumn {
		out[0] = on[0]
	}
	if math.Abs(out[last]-on[n]) < openSide && on[n] > out[last-1]+sameColumn {
		out[last] = on[n]
	}
	return out
}

// commonColumns is the column lines of two parts of one table, where the first has them: one of them has
// all lines of the other.
func commonColumns(a, b []float64) ([]float64, bool) {
	shift := a[0] - b[0]
	if math.Abs(shift) > sameLeft {
		return nil, false
	}
	moved := make([]float64, len(b))
	for i := range b {
		moved[i] = b[i] + shift
	}
	switch {
	case subset(moved, a):
		return a, true
	case subset(a, moved):
		return moved, true
	}
	return nil, false
}

// subset says whether every line of a stands among b, each as another, the last as the last.
func subset(a, b []float64) bool {
	if math.Abs(a[len(a)-1]-b[len(b)-1]) > sameColumn {
		return false
	}
	last := -1
	for _, x := range a {
		n := nearest(b, x)
		if n <= last { // none, or that of the line before: a column would have no place
			return false
		}
		last = n
	}
	return true
}

// nearest is the index of the line at x, or -1.
func nearest(lines []float64, x float64) int {
	best := -1
	for i, l := range lines {
		if d := math.Abs(l - x); d <= sameColumn && (best < 0 || d < math.Abs(lines[best]-x)) {
			best = i
		}
	}
	return best
}

// moveOnto puts the cells of a part without rulings and without a head into the columns of the table
// that it goes on with: a page on which a column is empty does not show it. It changes nothing and says
// no where a text stands between two columns, or two in one place.
func (j *joining) moveOnto(p *caption.Part) bool {
	cells := slices.Clone(p.Cells)
	taken := make(map[[2]int]bool)
	for i := range cells {
		c := &cells[i]
		from, to := grid.ColumnsUnder(j.xs, c.Box)
		place := [2]int{c.Row, from}
		if from != to || taken[place] || c.Box.X0 < j.xs[0]-openSide || c.Box.X1 > j.xs[len(j.xs)-1]+openSide {
			return false
		}
		taken[place] = true
		c.Column, c.ColSpan = from, 1
	}
	p.Cells, p.Xs = cells, j.xs
	return true
}

// standsOn says whether a part has as many columns as the table, and each of its texts stands on the same one there: where one of them
// has no rulings, their lines stand elsewhere in the blanks between texts.
func (j *joining) standsOn(p *caption.Part) bool {
	return len(p.Xs) == len(j.xs) && !slices.ContainsFunc(p.Cells, func(c layout.Cell) bool {
		if len(c.Lines) == 0 {
			return false
		}
		from, to := grid.ColumnsUnder(j.xs, text.BoxOf(c.Lines))
		return from != c.Column || to != c.Column+c.ColSpan-1
	})
}

// lacksFirstColumn says whether a part is the table's next page but for its first column: there a
// merged cell goes on, of which a page break left neither a side nor text.
func (j *joining) lacksFirstColumn(p *caption.Part) bool {
	if !p.Ruled || p.Head > 0 || p.Title != "" || len(p.Xs) <= fewestShared || len(j.xs) < 2 {
		return false
	}
	up := j.last
	if math.Abs(up.Xs[0]-j.xs[0]) > sameColumn || nearest(j.xs, p.Xs[0]) != 1 || !subset(p.Xs, j.xs) {
		return false
	}
	m := up.Places().At(up.Rows(), 1)
	return m != nil && m.RowSpan > 1 && nearest(j.xs, m.Box.X1) == 1
}

// addFirstColumn puts a column that begins at x before the others, a single empty cell.
func addFirstColumn(p *caption.Part, x float64) {
	p.Xs = slices.Concat([]float64{x}, p.Xs)
	cells := []layout.Cell{{Row: 1, Column: 1, RowSpan: p.Rows(), ColSpan: 1, Page: p.Page, Box: p.Area(1, 1, p.Rows(), 1), Source: p.Cells[0].Source, Confidence: 1}}
	for _, c := range p.Cells {
		c.Column++
		cells = append(cells, c)
	}
	slices.SortStableFunc(cells, grid.ByPlace)
	p.Cells = cells
}
