package ruled

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// mostDecimals is how many decimals figures have at most.
const mostDecimals = 12

// mendFigures joins the lines of cells that hold one broken figure. Where a cell beside it holds
// figures one above the other, only a line that is no figure by itself says so.
func (f *filling) mendFigures() {
	var decimals []int // by column, once they were asked for
	stacked := make(map[int]bool)
	for i, c := range f.Cells {
		lines := f.uncovered(i)
		if !figure.Several(lines) {
			continue
		}
		if decimals == nil {
			decimals = f.columnDecimals()
		}
		f.wraps[i] = figure.WrapOf(lines, c.Box, decimals[c.Column])
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

// columnDecimals is, by column, the number of decimals that most of its figures with a point have, as far
// as they are whole for certain; of a column without any, that of the grid.
func (f *filling) columnDecimals() []int {
	count := make([][]int, f.Columns()+1) // by column, by number of decimals; 0 stands for all columns
	for _, c := range f.Cells {
		n := figure.Decimals(figure.Certain(&c))
		if n == 0 || n > mostDecimals {
			continue
		}
		for _, k := range []int{0, c.Column} {
			if count[k] == nil {
				count[k] = make([]int, mostDecimals+1)
			}
			count[k][n]++
		}
	}
	all := mostCommon(count[0], figure.UsualDecimals)
	out := make([]int, len(count))
	for k := range out {
		out[k] = mostCommon(count[k], all)
	}
	return out
}

// mostCommon is the index of the largest count, or otherwise where nothing was counted.
func mostCommon(count []int, otherwise int) int {
	best := otherwise
	for n, k := range count {
		if k > 0 && (count[best] == 0 || k > count[best]) {
			best = n
		}
	}
	return best
}
