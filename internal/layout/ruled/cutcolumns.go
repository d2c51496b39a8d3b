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
	fewestCut     = 2 // cells that must show the same missing column line
	fewestFigures = 3 // lines with figures side by side in one column, from which it is cut
	shortestLabel = 3 // characters of a phrase that is no letter-spaced head
)

// cutSpanned cuts merged cells that hold text of several columns of the grid: tables whose columns
// are ruled in the head only.
func (g *filling) cutSpanned() bool {
	cuts := make(map[int][]int)
	figures := 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.ColSpan < 2 || c.RowSpan > 1 {
			continue
		}
		if at, figs := g.linesWithin(i); len(at) > 0 {
			cuts[i], figures = at, figures+figs
		}
	}
	if len(cuts) < fewestCut && figures <= fewestCut {
		return false
	}
	var cells []layout.Cell
	for i, c := range g.Cells {
		from := c.Column
		for _, at := range append(cuts[i], c.Column+c.ColSpan) {
			part := c
			part.Column, part.ColSpan = from, at-from
			part.Box = g.Area(part.Row, part.Column, part.RowSpan, part.ColSpan)
			cells, from = append(cells, part), at
		}
	}
	g.Cells = cells
	return len(cuts) > 0
}

// linesWithin is the columns of a merged cell before which it is to be cut, and how many figures
// say so: on some line of its text at least two phrases stand in columns of their own.
func (g *filling) linesWithin(i int) (at []int, figures int) {
	c := &g.Cells[i]
	crossed, apart := make([]bool, g.Columns()+1), false
	words := 0
	for _, r := range text.Lines(g.held[i]) {
		ps := text.Phrases(&r)
		for n, p := range ps {
			from, to := g.columnsOf(p)
			for k := from; k < to; k++ {
				crossed[k] = true
			}
			if n > 0 {
				_, before := g.columnsOf(ps[n-1])
				apart = apart || before < from && !figure.Torn(ps[n-1].Text, p.Text)
			}
			if p.Figure {
				figures++
			}
			if utf8.RuneCountInString(p.Text) >= shortestLabel {
				words++
			}
		}
	}
	if !apart || figures == 0 && words < 2 {
		return nil, 0
	}
	for k := c.Column; k < c.Column+c.ColSpan-1; k++ {
		if !crossed[k] {
			at = append(at, k+1)
		}
	}
	return at, figures
}

// columnsOf is the first and the last column, counting from 1, that a phrase stands in.
func (g *filling) columnsOf(p text.Phrase) (from, to int) {
	from, to = grid.ColumnsUnder(g.Xs, p.Box)
	return from + 1, to + 1
}

// cutColumns cuts one column in which several cells hold figures side by side.
func (g *filling) cutColumns() bool {
	for col := g.Columns(); col >= 1; col-- {
		var lines [][]text.Phrase
		rows, figures := make(map[int]bool), 0
		for i, c := range g.Cells {
			if c.Column != col || c.ColSpan != 1 {
				continue
			}
			for _, r := range text.Lines(g.held[i]) {
				ps := text.Phrases(&r)
				lines = append(lines, ps)
				if len(ps) > 1 && slices.ContainsFunc(ps[1:], func(p text.Phrase) bool { return p.Figure }) {
					rows[c.Row], figures = true, figures+1
				}
			}
		}
		if figures < fewestFigures || 2*figures < len(lines) || len(lines) > mostLines {
			continue
		}
		if cols := column.Of(lines); len(cols) > 1 {
			xs := column.Lines(cols, g.Xs[col-1], g.Xs[col])
			g.InsertColumns(col, xs[1:len(xs)-1])
			return true
		}
	}
	return false
}
