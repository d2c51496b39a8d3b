package ruled

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	// mostDecimals is how many decimals figures have at most.
	mostDecimals = 12
)

// mendFigures joins the lines of cells that hold one broken figure. Where a cell beside it holds
// figures one above the other, only a line that is no figure by itself says so.
func (g *filling) mendFigures() {
	g.wraps = make([]figure.Wrap, len(g.Cells))
	var places []int
	stacked := make(map[int]bool)
	for i := range g.Cells {
		c := &g.Cells[i]
		lines := g.uncovered(i)
		if !figure.Several(lines) {
			continue
		}
		if places == nil {
			places = g.columnDecimals()
		}
		g.wraps[i] = figure.WrapOf(lines, c.Box, places[c.Column])
		stacked[c.Row] = stacked[c.Row] || g.wraps[i] == figure.SeveralTexts
	}
	for i := range g.Cells {
		c, lines := &g.Cells[i], g.uncovered(i)
		switch {
		case g.wraps[i] == figure.One, g.wraps[i] == figure.LikelyOne && !stacked[c.Row]:
			c.Text, _ = figure.Of(lines)
		case g.wraps[i] != figure.SeveralTexts:
			c.Text = text.Join(lines, c.Box)
		}
	}
}

// uncovered is the lines of a cell with those that its clip hides: spreadsheets cut off what has no
// room in a row of fixed height, so that the rest of a figure looks like a figure. It is the lines as
// printed where all together are no figure.
func (g *filling) uncovered(i int) []layout.Line {
	c := &g.Cells[i]
	if len(g.hidden) == 0 || len(c.Lines) == 0 || !figure.Is(c.Text) {
		return c.Lines
	}
	all := g.withHidden(i)
	if len(all) == len(g.held[i]) {
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
func (g *filling) withHidden(i int) []text.Piece {
	all, b := slices.Clone(g.held[i]), g.Cells[i].Box
	clip := all[0].Run.Clip
	if clip.Empty() || clip.Intersect(b).Area() < clipInside*clip.Area() {
		return all
	}
	for _, p := range g.hidden {
		if mid := p.Box.Center().X; p.Run.Clip == clip && b.X0 < mid && mid < b.X1 {
			all = append(all, p)
		}
	}
	return all
}

// columnDecimals is, by column, the number of decimals that most of its figures with a point have, as far
// as they are whole for certain; of a column without any, that of the grid.
func (g *filling) columnDecimals() []int {
	count := make([][]int, g.Columns()+1) // by column, by number of decimals; 0 stands for all columns
	for _, c := range g.Cells {
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
