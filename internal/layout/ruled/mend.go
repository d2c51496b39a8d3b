package ruled

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// mendFigures joins the lines of cells that hold one broken figure. Where a cell beside it holds
// figures one above the other, only a line that is no figure by itself says so.
func (f *filling) mendFigures() {
	var formats []figure.Format // by column, once they were asked for
	stacked := make(map[int]bool)
	for i, c := range f.Cells {
		lines := f.uncovered(i)
		if !figure.Several(lines) {
			continue
		}
		if formats == nil {
			formats = figure.Formats(slices.Values(f.Cells), f.Columns())
		}
		column := formats[c.Column]
		f.wraps[i] = figure.WrapOf(lines, c.Box, column.Decimals)
		if f.wraps[i] < figure.LikelyOne && column.Even && figure.Completes(lines, column.Decimals) {
			f.wraps[i] = figure.LikelyOne
		}
		stacked[c.Row] = stacked[c.Row] || f.wraps[i] == figure.SeveralTexts
	}
	for i, wrap := range f.wraps {
		c := &f.Cells[i]
		switch {
		case wrap == figure.One, wrap == figure.LikelyOne && !stacked[c.Row]:
			c.Text, _ = figure.Of(f.uncovered(i))
		case wrap != figure.SeveralTexts:
			c.Text = text.Join(f.uncovered(i), c.Box)
		}
	}
}

// uncovered is the lines of a cell with those that its clip hides: spreadsheets cut off what has no
// room in a row of fixed height, so that the rest of a figure looks like a figure. It is the lines as
// printed where all together are no figure.
func (f *filling) uncovered(i int) []layout.Line {
	c := &f.Cells[i]
	if len(f.hidden) == 0 || len(c.Lines) == 0 || !figure.Is(c.Text) {
		return c.Lines
	}
	all := f.withHidden(i)
	if len(all) == len(f.held[i]) {
		return c.Lines
	}
	lines := text.CellLines(all, c.Page)
	if _, ok := figure.Of(lines); !ok {
		return c.Lines
	}
	return lines
}

// withHidden is the pieces of a cell and those that its own clip hides. A clip that leaves more than
// the cell to be seen is one of the page.
func (f *filling) withHidden(i int) []text.Piece {
	all, b := slices.Clone(f.held[i]), f.Cells[i].Box
	clip := all[0].Run.Clip
	if clip.Empty() || clip.Intersect(b).Area() < clipInside*clip.Area() {
		return all
	}
	for _, p := range f.hidden[clip] {
		if mid := p.Box.Center().X; b.X0 < mid && mid < b.X1 {
			all = append(all, p)
		}
	}
	return all
}
