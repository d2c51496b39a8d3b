// Package aligned finds tables that have no column rulings: lines between dividers, on shaded bands, or of several
// phrases that stand in columns.
package aligned

import (
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tables finds the tables of a page that have no column rulings, and takes their lines out. The dividers are
// the horizontal edges that border no cells; shaded holds those of shaded bands as well. Bands alone tell a table last,
// for what is shaded by turns begins above the first band and ends below the last. A page that goes on with a table
// has that before it, and else none.
func Tables(p *text.Page, dividers, shaded []ruling.Edge, before *Before) []*grid.Grid {
	f := newFinder(p, shaded)
	var gs []*grid.Grid
	if g := f.readContinued(before); g != nil {
		gs = append(gs, g)
	}
	drawn, bands := f.families(dividers)
	gs = append(gs, f.read(f.ruledCandidates(drawn), true)...)
	gs = append(gs, f.readBoxes()...)
	gs = append(gs, f.read(f.looseCandidates(), false)...)
	gs = append(gs, f.read(f.ruledCandidates(bands), true)...)
	p.Drop(f.taken)
	return gs
}

// Whole reads what stands between dividers as one table with a head, and takes its lines out; nil if they do not show one.
func Whole(p *text.Page, dividers []ruling.Edge) *grid.Grid {
	f := newFinder(p, dividers)
	drawn, _ := f.families(dividers)
	rs := f.ruledCandidates(drawn)
	if len(rs) != 1 || rs[0].isTooLarge() {
		return nil
	}
	a := rs[0].alignWhole(true)
	if a == nil || a.head == nil {
		return nil
	}
	p.Drop(f.taken)
	return a.grid(p.Number)
}

// read reads the candidates that are tables and frees the lines of the others.
func (f *finder) read(rs []candidate, ruled bool) []*grid.Grid {
	var out []*grid.Grid
	for i := range rs {
		a := rs[i].read(ruled)
		if a != nil {
			out = append(out, a.grid(f.Number))
		}
		for _, n := range rs[i].index {
			f.taken[n] = a != nil
		}
		if a == nil && !ruled {
			out = append(out, f.read(rs[i].amountLists(), true)...)
		}
	}
	return out
}

// read aligns a candidate, or gives nil if it is no table. Lines above that turn out to be no head of it are
// dropped.
func (r *candidate) read(ruled bool) *alignment {
	if r.above > 0 {
		a := r.align(ruled)
		switch {
		case a != nil && a.head == nil && a.goesOnRight(a.candidate.phrases[0][0]):
			return a // a page that begins with the longer one of two lists
		case a == nil || a.head == nil || a.head.first >= r.above || a.head.spansAll(len(a.cols)):
			r.dropFirst(r.above)
		case a.head.first > 0:
			r.dropFirst(a.head.first)
		default:
			return a
		}
	}
	return r.align(ruled)
}

// align finds the rows and columns of a candidate, or gives nil if it is no table.
func (r *candidate) align(ruled bool) *alignment {
	if r.isTooLarge() || !ruled && r.listsPages() {
		return nil
	}
	if !r.words {
		if a := r.alignWhole(ruled); a != nil {
			return a
		}
	}
	if r.words || ruled && r.dividesRows() {
		return r.alignStrips()
	}
	a := &alignment{candidate: r, cols: r.columns()}
	if len(a.cols) < 2 || len(a.cols) > mostColumns || !isTabular(r.phrases, a.cols, ruled, r.leastFigures()) {
		return nil
	}
	a.setLines()
	if a.bands = a.wordBands(); a.bands == nil {
		a.bands = r.bandsOf()
	}
	a.setHead(a.readHead())
	return a
}

// columns is the columns of a candidate.
func (r *candidate) columns() []column.Span {
	if r.dividesHead() {
		return column.Of(r.phrases)
	}
	return column.OfCandidate(r.phrases)
}
