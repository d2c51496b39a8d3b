// Package grid lays out the cells of a printed table and tells its head from its body.
package grid

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
)

// maxPlaces bounds the grid that is laid out for one table; a larger one is read row by row only as
// far as that.
const maxPlaces = 4_000_000

// A Grid says which cell covers each place of a table. Rows and columns count from 1.
type Grid struct {
	Rows, Columns int
	Cells         []layout.Cell
	at            []int32 // index into cells plus one, row by row; 0 where nothing covers the place
}

// Of lays out a table's cells. Cells or spans that stand outside the table are cut off.
func Of(t *layout.Table) *Grid {
	g := &Grid{Rows: max(t.Rows, 0), Columns: max(t.Columns, 0), Cells: t.Cells}
	if g.Columns > 0 && g.Rows > maxPlaces/g.Columns {
		g.Rows = maxPlaces / g.Columns
	}
	g.at = make([]int32, g.Rows*g.Columns)
	for i := range g.Cells {
		g.cover(i)
	}
	return g
}

func (g *Grid) cover(i int) {
	c := &g.Cells[i]
	for r := max(c.Row, 1); r < c.Row+max(c.RowSpan, 1) && r <= g.Rows; r++ {
		for k := max(c.Column, 1); k < c.Column+max(c.ColSpan, 1) && k <= g.Columns; k++ {
			if p := (r-1)*g.Columns + k - 1; g.at[p] == 0 {
				g.at[p] = int32(i + 1)
			}
		}
	}
}

// freeTotal takes the cells that reach out of a head of some rows off the row below it, if that is a total's: a
// spreadsheet merges the head's name into it where its place is empty. A row of another name may stand beside
// a label of its own kind that the head's rows are merged with.
func (g *Grid) freeTotal(head int) {
	if head == 0 || !slices.ContainsFunc(g.Line(head+1), func(c *layout.Cell) bool { return words.IsTotalRow(c.Text) }) {
		return
	}
	for k := 1; k <= g.Columns; k++ {
		if c := g.Cell(head+1, k); c != nil && c.Row <= head && c.Row+c.RowSpan == head+2 {
			g.at[head*g.Columns+k-1] = 0
		}
	}
}

// Cell is the cell that covers a place, counting from 1, or nil.
func (g *Grid) Cell(row, column int) *layout.Cell {
	if row < 1 || row > g.Rows || column < 1 || column > g.Columns {
		return nil
	}
	if i := g.at[(row-1)*g.Columns+column-1]; i > 0 {
		return &g.Cells[i-1]
	}
	return nil
}

// Text is what is printed at a place, by whichever cell covers it.
func (g *Grid) Text(row, column int) string {
	if c := g.Cell(row, column); c != nil {
		return c.Text
	}
	return ""
}

// Own is the cell whose top left place this is, or nil.
func (g *Grid) Own(row, column int) *layout.Cell {
	if c := g.Cell(row, column); c != nil && c.Row == row && c.Column == column {
		return c
	}
	return nil
}

// Line is the cells that begin in a row and hold text.
func (g *Grid) Line(row int) []*layout.Cell {
	var out []*layout.Cell
	for k := 1; k <= g.Columns; k++ {
		if c := g.Own(row, k); c != nil && strings.TrimSpace(c.Text) != "" {
			out = append(out, c)
		}
	}
	return out
}
