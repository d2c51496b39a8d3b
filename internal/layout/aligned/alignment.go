package aligned

import (
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// An alignment is a candidate with the rows and columns that its text makes.
type alignment struct {
	*candidate
	cols  []column.Span
	xs    []float64 // the column lines
	bands [][]int   // by row, the lines of its text
	head  *headZone // nil where dividers part it from the body, or where no lines read as one

	meanOff float64 // how far the cells of its head stand off their places, in font sizes
}

// setLines puts the column lines into the blanks between the columns.
func (a *alignment) setLines() {
	left, right := a.extent()
	a.xs = column.Lines(a.cols, left, right)
}

// setHead notes the head, if it is whole lines of the table.
func (a *alignment) setHead(z *headZone) {
	if z != nil && z.isWhole(a.bands) {
		a.head = z
	}
}

// inOtherColumns says that two pieces stand in different columns.
func (a *alignment) inOtherColumns(x, y *text.Piece) bool {
	return grid.Band(a.xs, x.Box.Center().X) != grid.Band(a.xs, y.Box.Center().X)
}
