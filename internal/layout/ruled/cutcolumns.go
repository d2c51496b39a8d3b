package ruled

import (
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of reading columns that a ruled table does not rule.
const (
	fewestCut     = 2    // cells that must show the same missing column line
	fewestFigures = 3    // lines with figures side by side in one column, from which it is cut
	shortestLabel = 3    // characters of a phrase that is no letter-spaced head
	mostLines     = 2000 // lines of one row or column of cells; more are no table
)

// cutSpanned cuts merged cells that hold text of several columns of the grid: tables whose columns
// are ruled in the head only.
func (f *filling) cutSpanned() bool {
	cuts := make(map[int][]int)
	figures := 0
	for i, c := range f.Cells {
		if c.ColSpan < 2 || c.RowSpan > 1 {
			continue
		}
		if at, n := f.columnsWithin(i); len(at) > 0 {
			cuts[i], figures = at, figures+n
		}
	}
	if len(cuts) == 0 || len(cuts) < fewestCut && figures <= fewestCut {
		return false
	}
	var cells []layout.Cell
	for i, c := range f.Cells {
		end := c.Column + c.ColSpan
		for _, next := range append(cuts[i], end) {
			c.ColSpan = next - c.Column
			c.Box = f.Area(c.Row, c.Column, c.RowSpan, c.ColSpan)
			cells = append(cells, c)
			c.Column = next
		}
	}
	f.Cells = cells
	return true
}

// columnsWithin is the columns of a merged cell before which it is to be cut, and how many figures
// say so: on some line of its text at least two phrases stand in columns of their own.
func (f *filling) columnsWithin(cell int) (before []int, figures int) {
	crossed, apart := make([]bool, f.Columns()+1), false
	labels := 0
	for _, ps := range f.phrasesOf(cell) {
		var last text.Phrase
		end := f.Columns() + 1 // the last column of the phrase before
		for _, p := range ps {
			from, to := grid.ColumnsUnder(f.Xs, p.Box)
			for k := from; k < to; k++ {
				crossed[k] = true
			}
			apart = apart || end < from && !figure.Torn(last.Text, p.Text)
			last, end = p, to
			if p.Figure {
				figures++
			}
			if utf8.RuneCountInString(p.Text) >= shortestLabel {
				labels++
			}
		}
	}
	if !apart || figures == 0 && labels < 2 {
		return nil, 0
	}
	c := f.Cells[cell]
	for k := c.Column; k < c.Column+c.ColSpan-1; k++ {
		if !crossed[k] {
			before = append(before, k+1)
		}
	}
	return before, figures
}

// cutColumns cuts one column in which several cells hold figures side by side, the last one that does.
func (f *filling) cutColumns() bool {
	cellsOf := make([][]int, f.Columns()+1)
	for i, c := range f.Cells {
		if c.ColSpan == 1 {
			cellsOf[c.Column] = append(cellsOf[c.Column], i)
		}
	}
	for col := f.Columns(); col >= 1; col-- {
		lines, figures := f.sideBySide(cellsOf[col])
		if figures < fewestFigures || 2*figures < len(lines) || len(lines) > mostLines {
			continue
		}
		if cols := column.Of(lines); len(cols) > 1 {
			xs := column.Lines(cols, f.Xs[col-1], f.Xs[col])
			if xs = slices.DeleteFunc(xs[1:len(xs)-1], func(x float64) bool { return cutsFigure(lines, x) }); len(xs) > 0 {
				f.InsertColumns(col, xs)
				return true
			}
		}
	}
	return false
}

// cutsFigure says whether a column line would run through a figure.
func cutsFigure(lines [][]text.Phrase, x float64) bool {
	return slices.ContainsFunc(lines, func(ps []text.Phrase) bool {
		return slices.ContainsFunc(ps, func(p text.Phrase) bool { return p.Figure && p.Box.X0 < x && x < p.Box.X1 })
	})
}

// sideBySide is the lines of some cells, and how many of them hold a figure beside other text.
func (f *filling) sideBySide(cells []int) (lines [][]text.Phrase, figures int) {
	for _, i := range cells {
		for _, ps := range f.phrasesOf(i) {
			lines = append(lines, ps)
			if len(ps) > 1 && slices.ContainsFunc(ps[1:], func(p text.Phrase) bool { return p.Figure }) {
				figures++
			}
		}
	}
	return lines, figures
}
