package ruled

import (
	"math"
	"slices"
	"sync"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of words that stand across columns of figures which are ruled, in heights of a line: the name of a group of rows, or the unit of those below.
const (
	sectionColumns = 3   // columns of a table that has such rows at least
	sectionOff     = 0.6 // by which the words stand off the middle of the columns
	sectionBlank   = 0.8 // between the parts of the words that a column line cuts
)

// spanSections lets words span columns of figures in whose middle they stand alone in their row: all columns, or all behind the names. Lines between columns
// run through such rows or beside their words.
func spanSections(g *grid.Grid) {
	if g.Columns() < sectionColumns {
		return
	}
	rows, figures := make([][]layout.Cell, g.Rows()+1), sync.OnceValues(func() (int, []bool) { return figureColumns(g) })
	spanned := make([]bool, len(rows))
	for _, c := range g.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			spanned[r] = spanned[r] || c.RowSpan > 1
			if c.Text != "" {
				rows[r] = append(rows[r], c)
			}
		}
	}
	for r := 1; r < len(rows); r++ {
		from, ok := middleFrom(g, rows[r])
		if !ok || spanned[r] {
			continue
		}
		if head, figures := figures(); r <= head || !areWordsOver(rows[r], figures) {
			continue
		}
		whole := rows[r][0]
		for _, c := range rows[r][1:] {
			whole.Lines = append(whole.Lines, c.Lines...)
			whole.Text += " " + c.Text
		}
		if len(rows[r]) > 1 { // a column line cut one line
			line := whole.Lines[0]
			line.Text, line.Box = whole.Text, text.BoxOf(whole.Lines)
			whole.Lines = []layout.Line{line}
		}
		whole.Column, whole.ColSpan = from, g.Columns()-from+1
		whole.Box = g.Area(r, from, 1, whole.ColSpan)
		g.Cells = slices.DeleteFunc(g.Cells, func(c layout.Cell) bool { return c.Row == r && c.Column >= from })
		g.Cells = append(g.Cells, whole)
	}
	slices.SortStableFunc(g.Cells, grid.ByPlace)
}

// figureColumns is how many rows are the head, and says of each column, from 1, whether figures are what rows below it hold there.
func figureColumns(g *grid.Grid) (int, []bool) {
	head := grid.HeadRows(g)
	figures, texts, held := make([]int, g.Columns()+1), make([]int, g.Columns()+1), make(map[int]bool)
	for _, c := range g.Cells {
		held[c.Row] = held[c.Row] || holdsFigure(c)
	}
	for _, c := range g.Cells {
		if c.Row <= head || c.Text == "" || c.ColSpan > 1 || !held[c.Row] {
			continue
		}
		if texts[c.Column]++; holdsFigure(c) {
			figures[c.Column]++
		}
	}
	return head, column.OfFigures(figures, texts)
}

func holdsFigure(c layout.Cell) bool { return figure.Is(c.Text) || figure.IsMissing(c.Text) }

// areWordsOver says whether the texts of a row are words, each over columns of figures.
func areWordsOver(cells []layout.Cell, figures []bool) bool {
	return !slices.ContainsFunc(cells, func(c layout.Cell) bool {
		return holdsFigure(c) || figure.IsDash(c.Text) || c.Column+c.ColSpan-1 >= len(figures) || slices.Contains(figures[c.Column:c.Column+c.ColSpan], false)
	})
}

// middleFrom is the first of the columns in whose middle the texts of a row stand as one line, if they do.
func middleFrom(g *grid.Grid, cells []layout.Cell) (int, bool) {
	for i, c := range cells {
		if len(c.Lines) != 1 || i > 0 && c.Lines[0].Box.X0-cells[i-1].Lines[0].Box.X1 > sectionBlank*c.Lines[0].Box.Height() {
			return 0, false
		}
	}
	if len(cells) == 0 {
		return 0, false
	}
	a, b := cells[0].Lines[0].Box, cells[len(cells)-1].Lines[0].Box
	off := func(from int) float64 { return math.Abs((g.Xs[from-1]+g.Xs[len(g.Xs)-1])/2 - (a.X0+b.X1)/2) }
	from := 1
	if off(2) < off(1) {
		from = 2
	}
	return from, off(from) <= sectionOff*a.Height()
}
