// Package aligned finds tables that have no column rulings: lines between rules, on shaded bands, or of several
// phrases that stand in columns.
package aligned

import (
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tables finds the tables of a page that have no column rulings, and takes their lines out.
func Tables(p *text.Page, rules []ruling.Edge) []*grid.Grid {
	s := finder{Page: p, taken: make(map[int]bool)}
	gs := s.read(s.ruledRegions(rules), true)
	gs = append(gs, s.read(s.looseRegions(rules), false)...)
	p.Drop(s.taken)
	return gs
}

// read reads the regions that are tables and frees the lines of the others.
func (s *finder) read(rs []region, ruled bool) []*grid.Grid {
	var out []*grid.Grid
	for i := range rs {
		g := rs[i].grid(s.Number, ruled)
		if g != nil {
			out = append(out, g)
		}
		for _, n := range rs[i].index {
			s.taken[n] = g != nil
		}
	}
	return out
}

// grid makes a grid of a region, or nil if it is no table. Lines above that turn out to be no head of
// it are dropped.
func (r *region) grid(number int, ruled bool) *grid.Grid {
	if r.above > 0 {
		g, z := r.read(number, ruled)
		switch {
		case z == nil || z.first >= r.above || z.spansAll(g.Columns()):
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
func (r *region) read(number int, ruled bool) (*grid.Grid, *headZone) {
	lines := make([][]text.Phrase, len(r.rows))
	for i := range r.rows {
		lines[i] = text.Phrases(&r.rows[i])
	}
	if ruled && r.rulesRows(lines) {
		return r.readStrips(number, lines), nil
	}
	cols := r.columns(lines)
	if len(cols) < 2 || !isTabular(lines, cols, ruled, r.leastFigures()) {
		return nil, nil
	}
	left, right := extentOf(r)
	g := &grid.Grid{Page: number, Xs: column.Lines(cols, left, right)}
	bands := r.bands(lines)
	g.Ys = r.bandLines(bands)
	z := r.readHead(lines, cols, g.Xs)
	if z == nil || !z.isWhole(bands) {
		setAligned(g, r, lines, cols, bands, 0)
		return g, nil
	}
	setBody(g, r, z, lines, cols, bands)
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
func (r *region) columns(lines [][]text.Phrase) []column.Span {
	if len(r.rules) >= 3 {
		return column.Of(lines)
	}
	return column.OfRegion(lines)
}
