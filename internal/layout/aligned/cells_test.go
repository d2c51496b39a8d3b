package aligned

import (
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/grid"
)

// A head that takes no row of its own is put together with the cell below it, whichever of both comes first.
func TestUncrossKeepsTheRow(t *testing.T) {
	head := layout.Cell{Row: 4, Column: 1, RowSpan: 0, ColSpan: 1, Lines: []layout.Line{{Text: "REVENUES"}}}
	row := layout.Cell{Row: 4, Column: 1, RowSpan: 1, ColSpan: 1, Lines: []layout.Line{{Text: "Property tax"}}}
	for _, cells := range [][]layout.Cell{{head, row}, {row, head}} {
		g := &grid.Grid{Cells: cells}
		uncross(g)
		if len(g.Cells) != 1 || g.Cells[0].RowSpan != 1 || len(g.Cells[0].Lines) != 2 {
			t.Errorf("%+v", g.Cells)
		}
	}
}
