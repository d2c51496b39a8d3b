package aligned

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// centringGain is by how many points a head must stand better in the middle of several columns than of its
// own to span them.
const centringGain = 3.0

// grid makes a grid of the alignment, which is weak if it is too small.
func (a *alignment) grid(page int) *grid.Grid {
	g := a.gridOf(page)
	if g.Weak = g.IsScrap(); g.Weak {
		for i := range a.lines {
			g.Text = append(g.Text, a.lines[i].Pieces...)
		}
	}
	return g
}

func (a *alignment) gridOf(page int) *grid.Grid {
	g := &grid.Grid{Page: page, Xs: a.xs, Ys: a.bandLines(a.bands)}
	z := a.head
	if z == nil {
		a.addRows(g, a.bands, 0)
		spanGroups(g, 0)
		return g
	}
	above := slices.IndexFunc(a.bands, func(b []int) bool { return b[0] >= z.first })
	below := slices.IndexFunc(a.bands, func(b []int) bool { return b[0] >= z.end })
	if below < 0 {
		below = len(a.bands)
	}
	g.Ys = slices.Concat(g.Ys[:above], z.rowLines(g.Ys[above], g.Ys[below]), g.Ys[below:])
	z.addCells(g, above+1)
	a.addRows(g, a.bands[:above], 0)
	a.addRows(g, a.bands[below:], above+z.rows)
	spanGroups(g, above+z.rows)
	return g
}

// addRows makes the cells of some rows of a grid, above which there are others.
func (a *alignment) addRows(g *grid.Grid, bands [][]int, above int) {
	type stretch struct{ row, from, to int }
	held := make(map[stretch][]text.Piece)
	figures := sync.OnceValue(a.figureColumns)
	for b, band := range bands {
		var spans [][2]int
		if len(band) == 1 && !a.inHead(band[0]) {
			spans = a.sectionSpans(a.phrases[band[0]], figures)
		}
		for _, i := range band {
			for n, p := range a.phrases[i] {
				from, to := column.Covers(p, a.cols)
				if spans != nil {
					from, to = spans[n][0], spans[n][1]
				} else if from == to && !p.Figure && a.inHead(i) && !text.IsBody(a.phrases[i]) {
					from, to = a.headSpan(i, n)
				}
				at := stretch{above + b + 1, from, to}
				held[at] = append(held[at], p.Pieces...)
			}
		}
	}
	var cells []layout.Cell
	for at, ps := range held {
		c := layout.Cell{Row: at.row, Column: at.from + 1, RowSpan: 1, ColSpan: at.to - at.from + 1, Page: g.Page}
		c.Box = g.Area(c.Row, c.Column, 1, c.ColSpan)
		text.Fill(&c, ps)
		c.Box = text.BoxOf(c.Lines)
		if whole, ok := figure.Whole(c.Lines, c.Box); ok {
			c.Text = whole
		}
		cells = append(cells, c)
	}
	inOrder := func(a, b layout.Cell) int { return cmp.Or(grid.ByPlace(a, b), cmp.Compare(a.ColSpan, b.ColSpan)) }
	slices.SortFunc(cells, inOrder) // of which no two are at one place: what is held has no order
	g.Cells = append(g.Cells, cells...)
	slices.SortStableFunc(g.Cells, inOrder)
	uncross(g)
}

// headSpan is the columns of phrase n of line i, a head: those that it is set in the middle of, or that the
// divider under it covers.
func (a *alignment) headSpan(i, n int) (from, to int) {
	line := a.phrases[i]
	p := line[n]
	from, to = column.Covers(p, a.cols)
	for _, e := range a.partial {
		if e.At > p.Box.Y0 && e.At-p.Box.Y1 < a.lines[i].Size && e.From <= p.Box.X0+sameEnds && e.To >= p.Box.X1-sameEnds {
			return underDivider(e, a.cols, from, to)
		}
	}
	lo, hi := freeColumns(line, n, a.cols)
	mid := p.Box.Center().X
	best := math.Abs(mid - a.cols[from].Mid())
	for k := from; k >= lo; k-- {
		for m := to; m <= hi; m++ {
			d := math.Abs(column.Span{X0: a.cols[k].X0, X1: a.cols[m].X1}.Mid() - mid)
			if d < best-centringGain {
				best, from, to = d, k, m
			}
		}
	}
	return from, to
}

// underDivider is the columns whose middle a divider covers.
func underDivider(e ruling.Edge, cols []column.Span, from, to int) (int, int) {
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
		a.RowSpan, a.ColSpan = max(a.RowSpan, c.RowSpan), max(a.ColSpan, c.ColSpan)
		a.Lines = append(a.Lines, c.Lines...)
		slices.SortStableFunc(a.Lines, func(x, y layout.Line) int { return cmp.Compare(x.Box.Y0, y.Box.Y0) })
		a.Box = text.BoxOf(a.Lines)
		a.Text = text.Join(a.Lines, page.Box{X1: math.Inf(1)})
	}
	g.Cells = out
}
