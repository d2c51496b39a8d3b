package grid

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
)

// InsertColumns puts column lines into a column. Cells that span it widen; its own are cut.
func (g *Grid) InsertColumns(col int, at []float64) {
	g.Xs = slices.Insert(slices.Clone(g.Xs), col, at...)
	g.cut(col, len(at), func(c *layout.Cell) (first, span *int) { return &c.Column, &c.ColSpan }, nil)
}

// InsertRows puts row lines into a row. Cells that span it widen; its own are cut, but for those
// that stay whole and widen as well.
func (g *Grid) InsertRows(row int, at []float64, whole func(c *layout.Cell) bool) {
	g.Ys = slices.Insert(slices.Clone(g.Ys), row, at...)
	g.cut(row, len(at), func(c *layout.Cell) (first, span *int) { return &c.Row, &c.RowSpan }, whole)
}

// cut makes room for n more rows, or columns, within the one with the number at; along tells where a
// cell begins on that axis and how far it reaches.
func (g *Grid) cut(at, n int, along func(c *layout.Cell) (first, span *int), whole func(c *layout.Cell) bool) {
	var cells []layout.Cell
	for _, c := range g.Cells {
		first, span := along(&c)
		switch {
		case *first > at:
			*first += n
		case *first == at && *span == 1 && (whole == nil || !whole(&c)):
			for range n {
				cells = append(cells, c)
				*first++
			}
		case *first+*span > at:
			*span += n
		}
		cells = append(cells, c)
	}
	slices.SortStableFunc(cells, ByPlace)
	g.Cells = cells
	g.setBoxes()
}
