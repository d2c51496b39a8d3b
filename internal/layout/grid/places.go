package grid

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
)

// Places tells which cell of a grid covers each of its places. It holds until the grid changes.
type Places struct {
	G     *Grid
	index []int // by place, row by row; -1 where no cell does
}

// Places looks up which cell covers each place.
func (g *Grid) Places() Places {
	m := Places{g, make([]int, g.Rows()*g.Columns())}
	for i := range m.index {
		m.index[i] = -1
	}
	for n, c := range g.Cells {
		for r := c.Row - 1; r < c.Row-1+c.RowSpan; r++ {
			for k := c.Column - 1; k < c.Column-1+c.ColSpan; k++ {
				m.index[r*g.Columns()+k] = n
			}
		}
	}
	return m
}

// Index is the index of the cell that covers a place, which counts from 1, or -1.
func (m Places) Index(row, col int) int { return m.index[(row-1)*m.G.Columns()+col-1] }

// At is the cell that covers a place, or nil; also beyond the grid.
func (m Places) At(row, col int) *layout.Cell {
	if row < 1 || row > m.G.Rows() || col < 1 || col > m.G.Columns() {
		return nil
	}
	n := m.Index(row, col)
	if n < 0 {
		return nil
	}
	return &m.G.Cells[n]
}

// Starting is the cells that begin in a row, left to right.
func (m Places) Starting(row int) []*layout.Cell {
	var cs []*layout.Cell
	for col := 1; col <= m.G.Columns(); col++ {
		if c := m.At(row, col); c != nil && c.Row == row && c.Column == col {
			cs = append(cs, c)
		}
	}
	return cs
}

// WithText is those of some cells that hold text.
func WithText(cs []*layout.Cell) []*layout.Cell {
	return slices.DeleteFunc(slices.Clone(cs), func(c *layout.Cell) bool { return c.Text == "" })
}
