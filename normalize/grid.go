package normalize

import (
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
)

// maxPlaces bounds the grid that is laid out for one table; a larger one is read row by row only as
// far as that.
const maxPlaces = 4_000_000

// A grid says which cell covers each place of a table.
type grid struct {
	rows, columns int
	cells         []layout.Cell
	at            []int32 // index into cells plus one, row by row; 0 where nothing covers the place
}

// newGrid lays out a table's cells. Cells or spans that stand outside the table are cut off.
func newGrid(t *layout.Table) *grid {
	g := &grid{rows: max(t.Rows, 0), columns: max(t.Columns, 0), cells: t.Cells}
	if g.columns > 0 && g.rows > maxPlaces/g.columns {
		g.rows = maxPlaces / g.columns
	}
	g.at = make([]int32, g.rows*g.columns)
	for i := range g.cells {
		g.cover(i)
	}
	return g
}

func (g *grid) cover(i int) {
	c := &g.cells[i]
	for r := max(c.Row, 1); r < c.Row+max(c.RowSpan, 1) && r <= g.rows; r++ {
		for k := max(c.Column, 1); k < c.Column+max(c.ColSpan, 1) && k <= g.columns; k++ {
			if p := (r-1)*g.columns + k - 1; g.at[p] == 0 {
				g.at[p] = int32(i + 1)
			}
		}
	}
}

// cell is the cell that covers a place, counting from 1, or nil.
func (g *grid) cell(row, column int) *layout.Cell {
	if row < 1 || row > g.rows || column < 1 || column > g.columns {
		return nil
	}
	if i := g.at[(row-1)*g.columns+column-1]; i > 0 {
		return &g.cells[i-1]
	}
	return nil
}

// text is what is printed at a place, by whichever cell covers it.
func (g *grid) text(row, column int) string {
	if c := g.cell(row, column); c != nil {
		return c.Text
	}
	return ""
}

// own is the cell whose top left place this is, or nil.
func (g *grid) own(row, column int) *layout.Cell {
	if c := g.cell(row, column); c != nil && c.Row == row && c.Column == column {
		return c
	}
	return nil
}

// line is the cells that begin in a row and hold text.
func (g *grid) line(row int) []*layout.Cell {
	var out []*layout.Cell
	for k := 1; k <= g.columns; k++ {
		if c := g.own(row, k); c != nil && strings.TrimSpace(c.Text) != "" {
			out = append(out, c)
		}
	}
	return out
}
