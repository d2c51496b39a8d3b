package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of the columns that heads span, in parts of the columns' width unless said otherwise.
const (
	headGap   = 0.25 // font sizes of blank between heads of two columns at least
	halfWay   = 0.15 // font sizes by which a head that spans two rows stands off their middle
	asCentred = 0.03 // by which of two stretches one is no better a middle than the other, so that the wider counts
	offCentre = 0.25 // by which a head may stand off the middle of those that it spans
)

// readHead reads the head of a candidate that no divider parts from its body: cells that span columns stand in
// the middle of them, and those that span rows at any height. It is nil where a line or less is all
// there is, or where the lines do not read as one head.
func (a *alignment) readHead() *headZone {
	if a.dividesHead() {
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

// wideInHead says that two texts of a head stand in the middle of two columns, and apart: heads that fill
// their cells leave less blank than other columns do.
func (a *alignment) wideInHead(x, y *text.Piece) bool {
	return y.Box.X0-x.Box.X1 > headGap*x.Size && a.inOtherColumns(x, y)
}

// spread widens heads to the columns that they stand in the middle of, or that a divider under them covers:
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

// middleOf is the columns, from lo to hi at most, that a head stands over: those that a divider right under it
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
