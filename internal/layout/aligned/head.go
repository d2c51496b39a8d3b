package aligned

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of reading the head of a table without rulings, in font sizes unless said otherwise.
const (
	headLeading = 1.7  // between base lines of a head that wraps in its cell: browsers set 1.45
	halfWay     = 0.15 // by which a head that spans two rows stands off their middle
	headGap     = 0.25 // blank between heads of two columns at least
	sameCentre  = 1.0  // by which the lines of a head that wraps stand off each other's middle
	asCentred   = 0.03 // of the columns' width by which of two stretches one is no better a middle than the other, so that the wider counts
	offCentre   = 0.25 // of the columns' width by which a head may stand off the middle of those that it spans
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

// A headZone is the lines of a region that are its head.
type headZone struct {
	first, end int // lines; end is the first of the body
	rows       int
	cells      []headCell
}

// readHead reads the head of a region that no rule parts from its body: cells that span columns stand in
// the middle of them, and those that span rows at any height. It is nil where a line or less is all
// there is, or where the lines do not read as one head.
func (a *alignment) readHead() *headZone {
	if a.rulesHead() {
		return nil
	}
	return a.headAbove(slices.IndexFunc(a.phrases, text.IsBody))
}

// headAbove reads the head of which no line is further down than limit.
func (a *alignment) headAbove(limit int) *headZone {
	first := 0
	for first < limit && caption.AreCaptions(a.phrases[first]) {
		first++
	}
	for end := min(limit, first+mostHeadLines); end > first+1; end-- {
		lines := text.PartPhrases(a.phrases[first:end], a.wideInHead)
		for _, wary := range []bool{true, false} {
			z := headZone{first: first, end: end, cells: gatherHead(lines, a.cols, wary)}
			a.spread(z.cells)
			if z.stack(len(a.cols)) {
				return &z
			}
		}
	}
	return nil
}

// gatherHead makes cells of the phrases of a head, those that wrap as one. If wary, a phrase between two
// that no head stands over does not wrap: the middle one of three columns (类, 款, 项) stands under the
// middle of the head over all three.
func gatherHead(lines [][]text.Phrase, cols []column.Span, wary bool) []headCell {
	var cells []headCell
	for _, l := range lines {
		above := len(cells)
		for i, p := range l {
			from, to := column.Covers(p, cols)
			lonely := i > 0 && i+1 < len(l) && !standsUnder(cells[:above], l[i-1]) && !standsUnder(cells[:above], l[i+1])
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

// spread widens heads to the columns that they stand in the middle of, or that a rule under them covers:
// each of these has a head of its own below.
func (a *alignment) spread(cells []headCell) {
	for i := range cells {
		c := &cells[i]
		if !hasBelow(cells, i, c.from) || !hasBelow(cells, i, c.to) {
			continue
		}
		lo, hi := c.from, c.to
		for lo > 0 && hasBelow(cells, i, lo-1) && !beside(cells, i, lo-1) {
			lo--
		}
		for hi < len(a.cols)-1 && hasBelow(cells, i, hi+1) && !beside(cells, i, hi+1) {
			hi++
		}
		c.from, c.to = a.middleOf(c, lo, hi)
	}
}

// middleOf is the columns, from lo to hi at most, that a head stands over: those that a rule right under it
// covers, or those that it stands in the middle of.
func (a *alignment) middleOf(c *headCell, lo, hi int) (from, to int) {
	from, to, off := a.bestMiddle(c, lo, hi)
	for _, e := range a.partial {
		if e.At < c.box.Center().Y || e.At-c.box.Y1 > c.size || e.From > c.box.X0 || e.To < c.box.X1 {
			continue
		}
		if first, last := underEdge(e, a.xs, from, to); lo <= first && last <= hi {
			return first, last
		}
	}
	if off > offCentre {
		return c.from, c.to
	}
	return from, to
}

// bestMiddle is the stretch of columns in whose middle a head stands best, and how far off it is, as a
// share of the stretch; of stretches as good the widest.
func (a *alignment) bestMiddle(c *headCell, lo, hi int) (from, to int, off float64) {
	from, to, off = c.from, c.to, math.Inf(1)
	width := 0.0
	for i := lo; i <= c.from; i++ {
		for k := c.to; k <= hi; k++ {
			w := a.xs[k+1] - a.xs[i]
			d := math.Abs((a.xs[i]+a.xs[k+1])/2-c.box.Center().X) / w
			if i == k && lo < hi || d > off+asCentred || d > off-asCentred && w < width {
				continue
			}
			from, to, off, width = i, k, d, w
		}
	}
	return from, to, off
}

// underEdge is the columns whose middle an edge covers; from and to if there are none.
func underEdge(e ruling.Edge, xs []float64, from, to int) (int, int) {
	a, b := -1, -1
	for k := range len(xs) - 1 {
		if mid := (xs[k] + xs[k+1]) / 2; e.From <= mid && mid <= e.To {
			if a < 0 {
				a = k
			}
			b = k
		}
	}
	if a < 0 {
		return from, to
	}
	return a, b
}

// hasBelow says whether a head other than cell i stands in a column below it. One half way down to the
// lowest, by their middles or by their ends, stands beside cell i and all below it.
func hasBelow(cells []headCell, i, col int) bool {
	lowest, bottom := 0.0, 0.0
	for _, o := range cells {
		lowest, bottom = math.Max(lowest, o.box.Center().Y), math.Max(bottom, o.box.Y1)
	}
	half, between := (cells[i].box.Center().Y+lowest)/2, (cells[i].box.Y0+bottom)/2
	return slices.ContainsFunc(cells, func(o headCell) bool {
		y := o.box.Center().Y
		return o.from <= col && col <= o.to && y > cells[i].box.Y1 && math.Min(math.Abs(y-half), math.Abs(y-between)) > halfWay*cells[i].size
	})
}

// beside says whether a head stands in a column at the height of cell i.
func beside(cells []headCell, i, col int) bool {
	b := cells[i].box
	return slices.ContainsFunc(cells, func(o headCell) bool {
		return o.box != b && o.from <= col && col <= o.to && o.box.Y0 < b.Center().Y && b.Center().Y < o.box.Y1
	})
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

// wideInHead says that two texts of a head stand in the middle of two columns, and apart: heads that fill
// their cells leave less blank than other columns do.
func (a *alignment) wideInHead(x, y *text.Piece) bool {
	return y.Box.X0-x.Box.X1 > headGap*x.Size && a.inOtherColumns(x, y)
}

// inOtherColumns says that two pieces stand in different columns.
func (a *alignment) inOtherColumns(x, y *text.Piece) bool {
	return grid.Band(a.xs, x.Box.Center().X) != grid.Band(a.xs, y.Box.Center().X)
}
