package ruled

import (
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	refinements = 3  // times a grid is cut and filled anew at most
	mostStrays  = 10 // times a cell is cut or joined at most
)

// fill puts the pieces that stand on a grid into its cells and gives back the others. Where the
// text shows rows or columns that are not ruled, the grid is cut accordingly. Hidden is what clips hide on
// the page.
func fill(g *grid.Grid, ps, hidden []text.Piece) (rest []text.Piece) {
	f := newFilling(g, hidden)
	var on []text.Piece
	for _, p := range ps {
		if f.holds(p) {
			on = append(on, p)
		} else {
			rest = append(rest, p)
		}
	}
	f.fillWith(on)
	half, _ := f.pairs()
	g.Loose = half || f.underTwoNames()
	for n := 0; n < refinements && f.refine(); n++ {
		f.fillWith(on)
	}
	for n := 0; n < mostStrays && f.mendCells(); n++ {
		f.fillWith(on)
	}
	_, g.Glued = f.pairs()
	g.Stacked = f.stacks()
	g.Text = on
	return rest
}

// pairs says whether half of the rows with figures hold one behind other text in one cell, and whether that is so or any cell
// holds two figures side by side.
func (f *filling) pairs() (half, glued bool) {
	beside := make(map[int]bool) // by row with a figure
	for i, c := range f.Cells {
		if c.RowSpan > 1 {
			continue
		}
		for _, ps := range f.phrasesOf(i) {
			n := slices.IndexFunc(ps, func(p text.Phrase) bool { return p.Figure })
			if n < 0 {
				continue
			}
			two := slices.ContainsFunc(ps[n+1:], func(p text.Phrase) bool { return p.Figure })
			beside[c.Row], glued = beside[c.Row] || n > 0 || two, glued || two
		}
	}
	several := 0
	for _, b := range beside {
		if b {
			several++
		}
	}
	half = several > 0 && 2*several >= len(beside)
	return half, half || glued
}

// underTwoNames says whether a figure stands behind other text in one cell below one that holds two names side by side.
func (f *filling) underTwoNames() bool {
	two := make(map[int]bool) // by column whose last name is two
	for i, c := range f.Cells {
		if c.ColSpan > 1 {
			continue
		}
		for _, ps := range f.phrasesOf(i) {
			switch n := slices.IndexFunc(ps, func(p text.Phrase) bool { return p.Figure }); {
			case n > 0 && two[c.Column]:
				return true
			case n < 0 && len(ps) > 1 && !slices.ContainsFunc(ps, isLetter):
				two[c.Column] = true
			}
		}
	}
	return false
}

// isLetter says whether a phrase is one character, of a name that is spread over its cell.
func isLetter(p text.Phrase) bool { return utf8.RuneCountInString(p.Text) == 1 }

// stacks says whether in several cells figures stand one above the other that are no one figure: not all rows are ruled, and
// nothing showed them.
func (f *filling) stacks() bool {
	n := 0
	for i := range f.Cells {
		figures := 0
		for _, l := range f.linesOf(i) {
			if figure.Is(l.String()) {
				figures++
			}
		}
		if figures >= fewestLines && !figure.Is(f.Cells[i].Text) {
			n++
		}
	}
	return n >= fewestCut
}

// fillWith puts pieces into the cells.
func (f *filling) fillWith(ps []text.Piece) {
	f.empty()
	places := f.Places()
	for _, p := range ps {
		f.put(p, places)
	}
	f.returnOverruns(places)
	for i := range f.Cells {
		text.Fill(&f.Cells[i], f.held[i])
	}
	f.mendFigures()
}

// refine cuts the cells of a filled grid where their text shows rows and columns that no ruling
// parts. It says whether it changed the grid, which then must be filled anew.
func (f *filling) refine() bool {
	return f.cutSpanned() || f.cutColumns() || f.cutRows()
}
