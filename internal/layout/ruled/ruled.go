// Package ruled reads tables off lattices of rulings: their grids, the text in their cells, and the rows and
// columns that are not ruled.
package ruled

import (
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Limits of telling a ruled table from other drawings.
const (
	fewestTexts = 4 // cells with text, where none is a figure
	sparse      = 8 // cells to one with text in a table whose first row is no head
)

// Read reads a table off a lattice of a page, and gives those of the pieces that are not in it. The grid is
// nil if the lattice rules no table.
func Read(p *text.Page, l ruling.Lattice, ps []text.Piece) (*grid.Grid, []text.Piece) {
	g := latticeGrid(l, p.Number)
	if g == nil || g.Columns() < 2 {
		return nil, ps
	}
	rest := fill(g, ps, p.Hidden)
	spanSections(g)
	switch tableLike(g) {
	case noTable:
		return nil, ps
	case perhapsTable:
		g.Weak = true
	}
	return g, rest
}

// A likeness says how much a ruled grid looks like a table.
type likeness int

const (
	noTable      likeness = iota
	perhapsTable          // if it goes on with a table on the page before or after
	isTable
)

// tableLike tells tables from charts, frames and drawings of boxes.
func tableLike(g *grid.Grid) likeness {
	texts, figures, first := 0, 0, 0
	for _, c := range g.Cells {
		if c.Text == "" {
			continue
		}
		texts++
		if figure.Is(c.Text) {
			figures++
		}
		if c.Row == 1 {
			first++
		}
		if c.ColSpan == g.Columns() && len(c.Lines) > 1 && isChartText(c.Lines) {
			return noTable
		}
	}
	complete := first == g.Columns() && first > 2
	switch {
	case texts == 0:
		return noTable
	case g.IsScrap(), texts < fewestTexts && (texts < 2 || figures == 0) && !complete, first < 2 && sparse*texts < len(g.Cells):
		return perhapsTable
	}
	return isTable
}

// isChartText says whether lines over the whole width of a grid hold several figures each: the
// labels of a chart.
func isChartText(ls []layout.Line) bool {
	n := 0
	for _, l := range ls {
		if figure.Is(l.Text) && len(strings.Fields(l.Text)) > 2 {
			n++
		}
	}
	return 2*n > len(ls)
}
