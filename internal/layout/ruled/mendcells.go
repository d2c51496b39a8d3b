package ruled

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
)

// mendCells cuts and joins cells where the text in them tells more than the rulings around them. It says whether it changed the
// grid.
func (f *filling) mendCells() bool {
	return f.cutOpenRows() || f.cutOffFigures() || f.dropStrays()
}

// cutOpenRows cuts cells over several rows that hold a figure in the middle of most of them: beside a column whose rows are
// ruled they are not, as where boxes are drawn round some columns only.
func (f *filling) cutOpenRows() bool {
	return f.cut(func(i int, c layout.Cell) (parts []layout.Cell) {
		if c.RowSpan == 1 || f.wraps[i] != figure.SeveralTexts || !f.holdsOneEach(i) {
			return nil
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			parts = appendRows(parts, c, row, row+1)
		}
		return parts
	})
}

// cut puts parts into the place of cells, none of which leaves a cell as it is, and says whether any was cut.
func (f *filling) cut(parts func(i int, c layout.Cell) []layout.Cell) bool {
	var cells []layout.Cell // from the first that is cut on: mostly none is
	for i, c := range f.Cells {
		cut := parts(i, c)
		if len(cut) > 0 && cells == nil {
			cells = slices.Clone(f.Cells[:i])
		}
		switch {
		case len(cut) > 0:
			cells = append(cells, cut...)
		case cells != nil:
			cells = append(cells, c)
		}
	}
	return cells != nil && f.replace(cells)
}

// holdsOneEach says whether the lines of a cell are figures, two at least, each in the middle of a row of its own, and of most
// of the cell's.
func (f *filling) holdsOneEach(cell int) bool {
	lines := f.linesOf(cell)
	rows := map[int]bool{}
	for _, l := range lines {
		row := grid.Band(f.Ys, l.Box.Center().Y)
		if rows[row] || math.Abs(l.Box.Center().Y-(f.Ys[row-1]+f.Ys[row])/2) > sameLevel*l.Size {
			return false
		}
		rows[row] = true
	}
	return areFigures(lines) && float64(len(lines)) >= spanLines*float64(f.Cells[cell].RowSpan)
}

// cutOffFigures cuts a cell over several columns of figures off the one in which its only figure stands: it is ruled as one, and
// the figure is set to the edge of that column all the same, not in the middle.
func (f *filling) cutOffFigures() bool {
	return f.cut(func(i int, c layout.Cell) (parts []layout.Cell) {
		lines := f.linesOf(i)
		if c.ColSpan == 1 || len(lines) != 1 || !figure.Is(c.Text) || figure.IsDash(c.Text) || !f.areFiguresApart(c) {
			return nil
		}
		from, to := grid.ColumnsUnder(f.Xs, lines[0].Box)
		if from != to || math.Abs(lines[0].Box.Center().X-c.Box.Center().X) < lines[0].Size {
			return nil
		}
		for col := c.Column; col < c.Column+c.ColSpan; col++ {
			one := c
			one.Column, one.ColSpan = col, 1
			parts = append(parts, one)
		}
		return parts
	})
}

// areFiguresApart says whether each column of a cell holds figures of its own in other rows.
func (f *filling) areFiguresApart(c layout.Cell) bool {
	for col := c.Column; col < c.Column+c.ColSpan; col++ {
		if !slices.ContainsFunc(f.Cells, func(o layout.Cell) bool {
			return o.Column == col && o.ColSpan == 1 && o.Row != c.Row && figure.Is(o.Text)
		}) {
			return false
		}
	}
	return true
}

// dropStrays joins neighbouring cells of which one at most holds text, where most rows have the same columns and
// none that begins between them: lines that were drawn by mistake.
func (f *filling) dropStrays() bool {
	starts := make([][]int, f.Rows()+1) // by row, the columns at which cells begin
	for _, c := range f.Cells {
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			starts[row] = append(starts[row], c.Column)
		}
	}
	usual := starts[1]
	for _, cols := range starts[1:] {
		if same := f.rowsLike(starts, cols); 2*same > f.Rows() {
			usual = cols
		}
	}
	if 2*f.rowsLike(starts, usual) <= f.Rows() {
		return false
	}
	between := func(c layout.Cell) bool { return c.RowSpan == 1 && !slices.Contains(usual, c.Column) }
	if !slices.ContainsFunc(f.Cells, between) {
		return false
	}
	cells := make([]layout.Cell, 0, len(f.Cells))
	for _, c := range f.Cells {
		n := len(cells) - 1
		stray := n >= 0 && between(c) && cells[n].Row == c.Row && cells[n].RowSpan == 1
		if !stray || c.Text != "" && cells[n].Text != "" {
			cells = append(cells, c)
			continue
		}
		cells[n].ColSpan += c.ColSpan
		cells[n].Text += c.Text
	}
	return f.replace(cells)
}

// rowsLike is how many rows have the given columns.
func (f *filling) rowsLike(starts [][]int, cols []int) int {
	n := 0
	for _, o := range starts[1:] {
		if slices.Equal(o, cols) {
			n++
		}
	}
	return n
}

// replace puts others into the place of the cells, and says whether that changed their number.
func (f *filling) replace(cells []layout.Cell) bool {
	if len(cells) == len(f.Cells) {
		return false
	}
	slices.SortStableFunc(cells, grid.ByPlace)
	f.Cells = cells
	f.DropUnused()
	return true
}
