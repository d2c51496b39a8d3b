// Package grid holds the grid of a table while it is found: column lines, row lines, the cells between them,
// and which of its rows are the head.
package grid

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// shadedShare is the share of a row that fills must cover for the row to be shaded.
const shadedShare = 0.55

// A Grid is the column lines and the row lines of a table on one page, and the cells between them. Its places
// are where a row and a column meet; a cell covers one or more.
type Grid struct {
	Page    int           // its number
	Xs      []float64     // column lines, left to right
	Ys      []float64     // row lines, top to bottom
	Cells   []layout.Cell // by row, then by column; rows and columns count from 1
	Weak    bool          // it holds too little to be taken for a table by itself
	Text    []text.Piece  // what stands on it, kept if it is weak
	Open    bool          // its left and right sides are those of its text
	Ruled   bool          // its cells are parted by rulings, not by blanks alone
	Loose   bool          // figures stand side by side in its ruled cells: not all columns are ruled
	Glued   bool          // they still do in its cells, after these were cut
	Stacked bool          // figures stand one above the other in its cells: not all rows are ruled, and text does not show them
	shade   []bool        // by row: whether it lies on a fill
	Above   []ruling.Edge // the rulings along its top; a merged cell that a page break cuts has none there
	Below   []ruling.Edge // the rulings along its bottom
}

// Rows is how many rows the grid has.
func (g *Grid) Rows() int { return len(g.Ys) - 1 }

// Columns is how many columns the grid has.
func (g *Grid) Columns() int { return len(g.Xs) - 1 }

// IsScrap says whether the grid is too small to be a table by itself.
func (g *Grid) IsScrap() bool { return IsScrap(g.Rows(), g.Columns()) }

// IsScrap says whether so many rows and columns are too few for a table by itself.
func IsScrap(rows, columns int) bool { return columns < 2 || rows < 2 && columns < 3 }

// Box is the area between the outermost lines.
func (g *Grid) Box() page.Box {
	return page.Box{X0: g.Xs[0], Y0: g.Ys[0], X1: g.Xs[len(g.Xs)-1], Y1: g.Ys[len(g.Ys)-1]}
}

// Area is the box of rs rows from row on, and cs columns from col on, which count from 1.
func (g *Grid) Area(row, col, rs, cs int) page.Box {
	return page.Box{X0: g.Xs[col-1], Y0: g.Ys[row-1], X1: g.Xs[col-1+cs], Y1: g.Ys[row-1+rs]}
}

// OpenAbove says whether nothing is ruled along the top of a cell of the first row.
func (g *Grid) OpenAbove(c *layout.Cell) bool {
	return g.Ruled && c.Row == 1 && !ruling.Covers(g.Above, g.Xs[c.Column-1], g.Xs[c.Column-1+c.ColSpan])
}

// OpenBelow says whether nothing is ruled along the bottom of a cell of the last row.
func (g *Grid) OpenBelow(c *layout.Cell) bool {
	return g.Ruled && c.Row+c.RowSpan-1 == g.Rows() && !ruling.Covers(g.Below, g.Xs[c.Column-1], g.Xs[c.Column-1+c.ColSpan])
}

// UsualBlank is the median of the blanks between the texts of two of its rows that follow each other, in points; 0 where there are none.
func (g *Grid) UsualBlank() float64 {
	texts := make([]page.Box, g.Rows())
	for _, c := range g.Cells {
		if c.RowSpan == 1 && len(c.Lines) > 0 {
			texts[c.Row-1] = texts[c.Row-1].Union(text.BoxOf(c.Lines))
		}
	}
	var blanks []float64
	for i := 1; i < len(texts); i++ {
		if above := texts[i-1]; above != (page.Box{}) && texts[i] != (page.Box{}) {
			blanks = append(blanks, texts[i].Y0-above.Y1)
		}
	}
	if len(blanks) == 0 {
		return 0
	}
	slices.Sort(blanks)
	return blanks[len(blanks)/2]
}

// DropUnused removes row and column lines at which no cell begins.
func (g *Grid) DropUnused() {
	rowStart, colStart := make([]bool, g.Rows()+1), make([]bool, g.Columns()+1)
	for _, c := range g.Cells {
		rowStart[c.Row-1], colStart[c.Column-1] = true, true
	}
	rowOf, ys := renumber(rowStart, g.Ys)
	colOf, xs := renumber(colStart, g.Xs)
	for i := range g.Cells {
		c := &g.Cells[i]
		r1, c1 := rowOf[c.Row-1+c.RowSpan], colOf[c.Column-1+c.ColSpan]
		c.Row, c.Column = rowOf[c.Row-1]+1, colOf[c.Column-1]+1
		c.RowSpan, c.ColSpan = r1-c.Row+1, c1-c.Column+1
	}
	g.Xs, g.Ys = xs, ys
	g.setBoxes()
}

// renumber gives the new index of each line when those that start nothing are left out; the last
// line stays.
func renumber(start []bool, at []float64) (index []int, kept []float64) {
	for i := range at {
		index = append(index, len(kept))
		if i == len(at)-1 || start[i] {
			kept = append(kept, at[i])
		}
	}
	return index, kept
}

// DropTop removes the first n rows, which no cell leaves downwards.
func (g *Grid) DropTop(n int) {
	g.Ys = g.Ys[n:]
	if len(g.shade) >= n {
		g.shade = g.shade[n:]
	}
	g.Cells = slices.DeleteFunc(g.Cells, func(c layout.Cell) bool { return c.Row <= n })
	for i := range g.Cells {
		g.Cells[i].Row -= n
	}
}

// DropBottom removes the last row, in which no cell from above ends.
func (g *Grid) DropBottom() {
	last := g.Rows()
	g.Cells = slices.DeleteFunc(g.Cells, func(c layout.Cell) bool { return c.Row == last })
	g.Ys = g.Ys[:last]
	if len(g.shade) > last-1 {
		g.shade = g.shade[:last-1]
	}
}

func (g *Grid) setBoxes() {
	for i := range g.Cells {
		c := &g.Cells[i]
		c.Box = g.Area(c.Row, c.Column, c.RowSpan, c.ColSpan)
	}
}

// MarkShade notes of each row whether it lies on a fill.
func (g *Grid) MarkShade(p *page.Page) {
	g.shade = make([]bool, g.Rows())
	for r := range g.shade {
		b := g.Area(r+1, 1, 1, g.Columns())
		g.shade[r] = ruling.ShadedArea(p, b) >= shadedShare*b.Area()
	}
}

// ByPlace compares cells by row, then by column.
func ByPlace(a, b layout.Cell) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
}
