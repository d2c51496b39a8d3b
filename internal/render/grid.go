package render

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
)

// A grid is a table's cells by place.
type grid struct {
	table *layout.Table
	cells map[place]*layout.Cell // by top left place
}

type place struct{ row, column int }

func newGrid(t *layout.Table) grid {
	g := grid{t, make(map[place]*layout.Cell, len(t.Cells))}
	for i := range t.Cells {
		c := &t.Cells[i]
		g.cells[place{c.Row, c.Column}] = c
	}
	return g
}

// row gives the texts of one row of the grid. A merged cell's text stands in its first place.
func (g grid) row(row int) []string {
	texts := make([]string, g.table.Columns)
	for column := range texts {
		if c := g.cells[place{row, column + 1}]; c != nil {
			texts[column] = oneLine(c)
		}
	}
	return texts
}

// oneLine is a cell's text on one line.
func oneLine(c *layout.Cell) string {
	return strings.Join(strings.Fields(c.Text), " ")
}

// merged says whether any cell of the first rows covers several places.
func merged(t *layout.Table, rows int) bool {
	return slices.ContainsFunc(t.Cells, func(c layout.Cell) bool { return c.Row <= rows && (c.RowSpan > 1 || c.ColSpan > 1) })
}

// caption names a table in a heading.
func caption(t *layout.Table) string { return strings.Join(strings.Fields(t.Title), " ") }
