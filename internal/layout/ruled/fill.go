package ruled

import (
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	refinements = 3 // times a grid is cut and filled anew at most
)

// fill puts the pieces that stand on a grid into its cells and gives back the others. Where the
// text shows rows or columns that are not ruled, the grid is cut accordingly.
func fill(into *grid.Grid, ps, unseen []text.Piece) (rest []text.Piece) {
	g := filling{Grid: into, hidden: unseen}
	var on []text.Piece
	for _, p := range ps {
		if g.holds(p) {
			on = append(on, p)
		} else {
			rest = append(rest, p)
		}
	}
	g.fillWith(on)
	for n := 0; n < refinements && g.refine(); n++ {
		g.fillWith(on)
	}
	g.Text = on
	return rest
}

// fillWith puts pieces into the cells.
func (g *filling) fillWith(ps []text.Piece) {
	g.held = make([][]text.Piece, len(g.Cells))
	places := g.Places()
	for _, p := range ps {
		g.put(p, places)
	}
	for i := range g.Cells {
		text.Fill(&g.Cells[i], g.held[i])
	}
	g.mendFigures()
}

// refine cuts the cells of a filled grid where their text shows rows and columns that no ruling
// parts. It says whether it changed the grid, which then must be filled anew.
func (g *filling) refine() bool {
	return g.cutSpanned() || g.cutColumns() || g.cutRows()
}
