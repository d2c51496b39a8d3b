package aligned

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	// centringGain is by how many points a head must stand better in the middle of several columns than of its
	// own to span them.
	centringGain = 3.0
)

// setBody makes the cells of an aligned grid whose head was read by itself.
func setBody(g *grid.Grid, r *region, z *headZone, lines [][]text.Phrase, cols []column.Span, bands [][]int) {
	above := slices.IndexFunc(bands, func(b []int) bool { return b[0] >= z.first })
	below := slices.IndexFunc(bands, func(b []int) bool { return b[0] >= z.end })
	if below < 0 {
		below = len(bands)
	}
	g.Ys = slices.Concat(g.Ys[:above], z.rowLines(g.Ys[above], g.Ys[below]), g.Ys[below:])
	z.gridCells(g, above+1)
	setAligned(g, r, lines, cols, bands[:above], 0)
	setAligned(g, r, lines, cols, bands[below:], above+z.rows)
}

// setAligned makes the cells of some rows of an aligned grid, which stand under others.
func setAligned(g *grid.Grid, r *region, lines [][]text.Phrase, cols []column.Span, bands [][]int, above int) {
	held := make(map[[3]int][]text.Piece)
	for b, band := range bands {
		for _, i := range band {
			for n, p := range lines[i] {
				from, to := column.Covers(p, cols)
				if from == to {
					from, to = r.headSpan(lines[i], n, i, cols)
				}
				k := [3]int{b, from, to}
				held[k] = append(held[k], p.Pieces...)
			}
		}
	}
	for k, ps := range held {
		c := layout.Cell{Row: above + k[0] + 1, Column: k[1] + 1, RowSpan: 1, ColSpan: k[2] - k[1] + 1, Page: g.Page}
		c.Box = g.Area(c.Row, c.Column, 1, c.ColSpan)
		text.Fill(&c, ps)
		c.Box = text.BoxOf(c.Lines)
		if whole, ok := figure.Whole(c.Lines, c.Box); ok {
			c.Text = whole
		}
		g.Cells = append(g.Cells, c)
	}
	slices.SortFunc(g.Cells, func(a, b layout.Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ColSpan, b.ColSpan))
	})
	uncross(g)
}

// headSpan widens a head that stands over one column to the columns it is set in the middle of, or
// that the rule under it covers.
func (r *region) headSpan(line []text.Phrase, n, i int, cols []column.Span) (from, to int) {
	from, to = column.Covers(line[n], cols)
	p := line[n]
	if p.Figure || !r.inHead(i) {
		return from, to
	}
	for _, e := range r.parts {
		if e.At > p.Box.Y0 && e.At-p.Box.Y1 < r.rows[i].Size && e.From <= p.Box.X0+sameEnds && e.To >= p.Box.X1-sameEnds {
			return underRule(e, cols, from, to)
		}
	}
	lo, hi := freeColumns(line, n, cols)
	mid, best := p.Box.Center().X, math.Abs(p.Box.Center().X-cols[from].Mid())
	for a := from; a >= lo; a-- {
		for b := to; b <= hi; b++ {
			d := math.Abs(column.Span{X0: cols[a].X0, X1: cols[b].X1}.Mid() - mid)
			if d < best-centringGain {
				best, from, to = d, a, b
			}
		}
	}
	return from, to
}

// underRule is the columns whose middle a rule covers.
func underRule(e ruling.Edge, cols []column.Span, from, to int) (int, int) {
	for c, s := range cols {
		if e.From <= s.Mid() && s.Mid() <= e.To {
			from, to = min(from, c), max(to, c)
		}
	}
	return from, to
}

// freeColumns is the columns around phrase n that no other phrase of its line stands on.
func freeColumns(line []text.Phrase, n int, cols []column.Span) (lo, hi int) {
	lo, hi = 1, len(cols)-1
	if n > 0 {
		_, to := column.Covers(line[n-1], cols)
		lo = to + 1
	}
	if n+1 < len(line) {
		hi, _ = column.Covers(line[n+1], cols)
		hi--
	}
	from, to := column.Covers(line[n], cols)
	return min(lo, from), max(hi, to)
}

// uncross narrows or joins cells of one row that claim the same columns.
func uncross(g *grid.Grid) {
	var out []layout.Cell
	for _, c := range g.Cells {
		n := len(out)
		if n == 0 || out[n-1].Row != c.Row || out[n-1].Column+out[n-1].ColSpan <= c.Column {
			out = append(out, c)
			continue
		}
		a := &out[n-1]
		if c.Column > a.Column {
			a.ColSpan = c.Column - a.Column
			out = append(out, c)
			continue
		}
		a.ColSpan = max(a.ColSpan, c.ColSpan)
		a.Lines = append(a.Lines, c.Lines...)
		slices.SortStableFunc(a.Lines, func(x, y layout.Line) int { return cmp.Compare(x.Box.Y0, y.Box.Y0) })
		a.Box = text.BoxOf(a.Lines)
		a.Text = text.Join(a.Lines, page.Box{X1: math.Inf(1)})
	}
	g.Cells = out
}
