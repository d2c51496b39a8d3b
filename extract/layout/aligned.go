package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// centringGain is by how many points a head must stand better in the middle of several columns than of its
// own to span them.
const centringGain = 3.0

// findAligned finds the tables of a sheet that have no column rulings, and takes their lines out.
func (s *sheet) findAligned(rules []Edge) {
	taken := make(map[int]bool)
	s.takeRegions(s.ruledRegions(rules, taken), true, taken)
	s.takeRegions(s.looseRegions(rules, taken), false, taken)
	s.dropRows(taken)
}

// takeRegions keeps the regions that are tables and frees the lines of the others.
func (s *sheet) takeRegions(rs []region, ruled bool, taken map[int]bool) {
	for i := range rs {
		g := rs[i].grid(s.number, ruled)
		if g != nil {
			s.grids = append(s.grids, g)
		}
		for _, n := range rs[i].index {
			taken[n] = g != nil
		}
	}
}

// grid makes a grid of a region, or nil if it is no table. Lines above that turn out to be no head of
// it are dropped.
func (r *region) grid(number int, ruled bool) *grid {
	if r.above > 0 {
		g, z := r.read(number, ruled)
		switch {
		case z == nil || z.first >= r.above || z.spansAll(g.columns()):
			r.dropAbove(r.above)
		case z.first > 0:
			r.dropAbove(z.first)
		default:
			return g
		}
	}
	g, _ := r.read(number, ruled)
	return g
}

// read makes a grid of a region, and gives its head where that was read by itself.
func (r *region) read(number int, ruled bool) (*grid, *headZone) {
	lines := make([][]phrase, len(r.rows))
	for i := range r.rows {
		lines[i] = phrases(&r.rows[i])
	}
	if ruled && r.rulesRows(lines) {
		return r.readStrips(number, lines), nil
	}
	cols := r.columns(lines)
	if len(cols) < 2 || !isTabular(lines, cols, ruled, r.leastFigures()) {
		return nil, nil
	}
	left, right := extentOf(r)
	g := &grid{page: number, xs: boundaries(cols, left, right)}
	bands := r.bands(lines)
	g.ys = r.bandLines(bands)
	z := r.readHead(lines, cols, g.xs)
	if z == nil || !z.isWhole(bands) {
		g.setAligned(r, lines, cols, bands, 0)
		return g, nil
	}
	g.setBody(r, z, lines, cols, bands)
	return g, z
}

// leastFigures is the share of figures that a region without rules around it holds at least.
func (r *region) leastFigures() float64 {
	if r.unit {
		return unitFigures
	}
	return looseFigures
}

// columns is the columns of a region.
func (r *region) columns(lines [][]phrase) []span {
	if len(r.rules) >= 3 {
		return contentColumns(lines)
	}
	return regionColumns(lines)
}

// setBody makes the cells of an aligned grid whose head was read by itself.
func (g *grid) setBody(r *region, z *headZone, lines [][]phrase, cols []span, bands [][]int) {
	above := slices.IndexFunc(bands, func(b []int) bool { return b[0] >= z.first })
	below := slices.IndexFunc(bands, func(b []int) bool { return b[0] >= z.end })
	if below < 0 {
		below = len(bands)
	}
	g.ys = slices.Concat(g.ys[:above], z.rowLines(g.ys[above], g.ys[below]), g.ys[below:])
	z.gridCells(g, above+1)
	g.setAligned(r, lines, cols, bands[:above], 0)
	g.setAligned(r, lines, cols, bands[below:], above+z.rows)
}

// setAligned makes the cells of some rows of an aligned grid, which stand under others.
func (g *grid) setAligned(r *region, lines [][]phrase, cols []span, bands [][]int, above int) {
	held := make(map[[3]int][]piece)
	for b, band := range bands {
		for _, i := range band {
			for n, p := range lines[i] {
				from, to := covers(p, cols)
				if from == to {
					from, to = r.headSpan(lines[i], n, i, cols)
				}
				k := [3]int{b, from, to}
				held[k] = append(held[k], p.pieces...)
			}
		}
	}
	for k, ps := range held {
		c := Cell{Row: above + k[0] + 1, Column: k[1] + 1, RowSpan: 1, ColSpan: k[2] - k[1] + 1, Page: g.page}
		c.Box = g.area(c.Row, c.Column, 1, c.ColSpan)
		setText(&c, ps)
		c.Box = boxOf(c.Lines)
		if wrapOf(c.Lines, c.Box, usualPlaces) >= likelyFigure {
			c.Text, _ = figureOf(c.Lines)
		}
		g.cells = append(g.cells, c)
	}
	slices.SortFunc(g.cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ColSpan, b.ColSpan))
	})
	g.uncross()
}

// headSpan widens a head that stands over one column to the columns it is set in the middle of, or
// that the rule under it covers.
func (r *region) headSpan(line []phrase, n, i int, cols []span) (from, to int) {
	from, to = covers(line[n], cols)
	p := line[n]
	if p.figure || !r.inHead(i) {
		return from, to
	}
	for _, e := range r.parts {
		if e.At > p.box.Y0 && e.At-p.box.Y1 < r.rows[i].size && e.From <= p.box.X0+sameEnds && e.To >= p.box.X1-sameEnds {
			return underRule(e, cols, from, to)
		}
	}
	lo, hi := freeColumns(line, n, cols)
	mid, best := p.box.Center().X, math.Abs(p.box.Center().X-cols[from].mid())
	for a := from; a >= lo; a-- {
		for b := to; b <= hi; b++ {
			d := math.Abs(span{cols[a].x0, cols[b].x1}.mid() - mid)
			if d < best-centringGain {
				best, from, to = d, a, b
			}
		}
	}
	return from, to
}

// underRule is the columns whose middle a rule covers.
func underRule(e Edge, cols []span, from, to int) (int, int) {
	for c, s := range cols {
		if e.From <= s.mid() && s.mid() <= e.To {
			from, to = min(from, c), max(to, c)
		}
	}
	return from, to
}

// freeColumns is the columns around phrase n that no other phrase of its line stands on.
func freeColumns(line []phrase, n int, cols []span) (lo, hi int) {
	lo, hi = 1, len(cols)-1
	if n > 0 {
		_, to := covers(line[n-1], cols)
		lo = to + 1
	}
	if n+1 < len(line) {
		hi, _ = covers(line[n+1], cols)
		hi--
	}
	from, to := covers(line[n], cols)
	return min(lo, from), max(hi, to)
}

// uncross narrows or joins cells of one row that claim the same columns.
func (g *grid) uncross() {
	var out []Cell
	for _, c := range g.cells {
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
		slices.SortStableFunc(a.Lines, func(x, y Line) int { return cmp.Compare(x.Box.Y0, y.Box.Y0) })
		a.Box = boxOf(a.Lines)
		a.Text = joinLines(a.Lines, page.Box{X1: math.Inf(1)})
	}
	g.cells = out
}
