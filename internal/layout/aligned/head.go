package aligned

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of gathering the lines of a head, in font sizes.
const (
	headLeading = 1.7 // between base lines of a head that wraps in its cell: browsers set 1.45
	sameCentre  = 1.0 // by which the lines of a head that wraps stand off each other's middle
)

// A headCell is one cell of a head without rulings: its phrases, line by line, and the rows and columns it
// takes, counting from 0.
type headCell struct {
	phrases   []text.Phrase
	box       page.Box
	size      float64
	from, to  int // columns
	row, rows int
}

// A headZone is the lines of a candidate that are its head.
type headZone struct {
	first, end int // lines; end is the first of the body
	rows       int
	cells      []headCell
}

// gatherHead makes cells of the phrases of a head, those that wrap as one. If wary, a phrase between two
// that no head stands over does not wrap: the middle one of three columns (类, 款, 项) stands under the
// middle of the head over all three. A single character between two whole heads does: a head over three seldom names one of them so.
func gatherHead(lines [][]text.Phrase, cols []column.Span, wary bool) []headCell {
	var cells []headCell
	for _, l := range lines {
		above := len(cells)
		for i, p := range l {
			from, to := column.Covers(p, cols)
			lonely := i > 0 && i+1 < len(l) && !standsUnder(cells[:above], l[i-1]) && !standsUnder(cells[:above], l[i+1]) && !isLastOf(p, l[i-1], l[i+1])
			if n := wrappedIn(cells[:above], l, p); n >= 0 && !(wary && lonely) {
				c := &cells[n]
				c.phrases, c.box = append(c.phrases, p), c.box.Union(p.Box)
				c.from, c.to = min(c.from, from), max(c.to, to)
				continue
			}
			cells = append(cells, headCell{phrases: []text.Phrase{p}, box: p.Box, size: p.Pieces[0].Size, from: from, to: to})
		}
	}
	return cells
}

// isLastOf says whether a phrase is one Chinese character between two of several, as the last of a head that wraps is.
func isLastOf(p, left, right text.Phrase) bool {
	return text.IsIdeograph(p.Text) && 2*p.Box.Width() < math.Min(left.Box.Width(), right.Box.Width())
}

// standsUnder says whether a phrase stands under one of some heads.
func standsUnder(cells []headCell, p text.Phrase) bool {
	return slices.ContainsFunc(cells, func(c headCell) bool { return p.Box.X0 < c.box.X1 && p.Box.X1 > c.box.X0 })
}

// wrappedIn is the cell that a phrase of line l goes on with, or -1: it stands right above in the same
// middle, and above no other phrase of the line.
func wrappedIn(cells []headCell, l []text.Phrase, p text.Phrase) int {
	for n := len(cells) - 1; n >= 0; n-- {
		c := &cells[n]
		last := c.phrases[len(c.phrases)-1]
		under := func(o text.Phrase) bool { return o.Box.X0 < c.box.X1 && o.Box.X1 > c.box.X0 }
		if !under(p) || p.Pieces[0].Base-last.Pieces[0].Base > headLeading*c.size || p.Box.Y0 < last.Box.Center().Y {
			continue
		}
		alone := !slices.ContainsFunc(l, func(o text.Phrase) bool { return o.Box != p.Box && under(o) })
		if near := math.Abs(p.Box.Center().X-last.Box.Center().X) <= sameCentre*c.size; near && alone {
			return n
		}
	}
	return -1
}

// stack gives each cell of a head its rows. It fails where a column has no head, where one head stands
// above another alone, or where two claim one place.
func (z *headZone) stack(columns int) bool {
	slices.SortStableFunc(z.cells, func(a, b headCell) int {
		return cmp.Or(cmp.Compare(a.box.Center().Y, b.box.Center().Y), cmp.Compare(a.from, b.from))
	})
	lowest, ok := z.stackUp(columns)
	return ok && z.rows <= grid.DeepestHead && !slices.Contains(lowest, -1) && z.reachDown(lowest)
}

// stackUp puts each cell below those that stand over its columns, and gives the lowest cell of each column.
func (z *headZone) stackUp(columns int) (lowest []int, ok bool) {
	depth, lowest := make([]int, columns), slices.Repeat([]int{-1}, columns)
	z.rows = 0
	for i := range z.cells {
		c := &z.cells[i]
		c.row = depth[c.from]
		for k := c.from; k <= c.to; k++ {
			if depth[k] != c.row || lowest[k] >= 0 && !z.cells[lowest[k]].holds(c) {
				return nil, false
			}
			depth[k], lowest[k] = c.row+1, i
		}
		z.rows = max(z.rows, c.row+1)
	}
	return lowest, true
}

// reachDown lets the lowest cell of each column reach the bottom of the head. It fails where a cell is the
// lowest in some of its columns alone.
func (z *headZone) reachDown(lowest []int) bool {
	for i := range z.cells {
		c := &z.cells[i]
		c.rows = 1
		if lowest[c.from] == i {
			c.rows = z.rows - c.row
		}
		for k := c.from; k <= c.to; k++ {
			if (lowest[k] == i) != (lowest[c.from] == i) {
				return false
			}
		}
	}
	return true
}

// holds says whether a head spans more columns than another below it, and all of its.
func (c *headCell) holds(o *headCell) bool {
	return c.from <= o.from && o.to <= c.to && c.to-c.from > o.to-o.from
}

// isWhole says whether no band of lines belongs to the head in part.
func (z *headZone) isWhole(bands [][]int) bool {
	in := func(i int) bool { return z.first <= i && i < z.end }
	return !slices.ContainsFunc(bands, func(b []int) bool { return in(b[0]) != in(b[len(b)-1]) })
}

// spansAll says whether a cell of a head spans all columns: a title, and no head.
func (z *headZone) spansAll(columns int) bool {
	return slices.ContainsFunc(z.cells, func(c headCell) bool { return c.to-c.from+1 == columns })
}

// namesNone says whether all cells of a head span all columns: names of rows without figures, and no head.
func (z *headZone) namesNone(columns int) bool {
	return !slices.ContainsFunc(z.cells, func(c headCell) bool { return c.to-c.from+1 < columns })
}

// namesAll says whether each of so many columns has a cell of a head that does not span all of them. Of no head it is false.
func (z *headZone) namesAll(columns int) bool {
	named := map[int]bool{}
	if z != nil {
		for _, c := range z.cells {
			for n := c.from; n <= c.to && c.to-c.from+1 < columns; n++ {
				named[n] = true
			}
		}
	}
	return len(named) == columns
}

// addCells makes the cells of a head whose first row has the given number, counting from 1.
func (z *headZone) addCells(g *grid.Grid, top int) {
	for _, h := range z.cells {
		c := layout.Cell{Row: top + h.row, Column: h.from + 1, RowSpan: h.rows, ColSpan: h.to - h.from + 1, Page: g.Page}
		var ps []text.Piece
		for _, p := range h.phrases {
			ps = append(ps, p.Pieces...)
		}
		text.Fill(&c, ps)
		c.Text = strings.TrimSpace(c.Text)
		c.Box = text.BoxOf(c.Lines)
		g.Cells = append(g.Cells, c)
	}
}

// rowLines is the row lines of a head, the last left out: its height in equal parts.
func (z *headZone) rowLines(top, bottom float64) []float64 {
	var ys []float64
	for k := range z.rows {
		ys = append(ys, top+(bottom-top)*float64(k)/float64(z.rows))
	}
	return ys
}
