package grid

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// CutAtHead cuts off the lower part of a grid that begins with a head of its own: a row of words, other than those
// of the head above, where all columns but the first hold nothing but figures in between. A form of several
// blocks, whose columns hold words and figures by turns, stays whole. It is nil if there is none.
func (g *Grid) CutAtHead(head int) *Grid {
	m := g.Places()
	for row := head + 2; head > 0 && row < g.Rows(); row++ {
		if !m.namesColumns(row) || m.repeats(1, row) || !m.areAmounts(head+1, row-1) {
			continue
		}
		lower := g.from(row)
		if h := HeadRows(lower); h == 0 || h == lower.Rows() || !lower.Places().isBody(h+1) {
			continue
		}
		g.dropFrom(row)
		return lower
	}
	return nil
}

// CutAtTitle cuts off the lower part of a grid that begins with a cell over all columns which holds a title; figures stand
// above it, and a head and figures below. It is nil if there is none.
func (g *Grid) CutAtTitle(isTitle func(c *layout.Cell) bool) *Grid {
	m := g.Places()
	first := m.firstFigureRow()
	for row := first + 1; row < g.Rows() && !g.Weak; row++ {
		c := m.At(row, 1)
		if c == nil || c.Row != row || c.RowSpan > 1 || c.ColSpan < g.Columns() || !isTitle(c) {
			continue
		}
		lower := g.from(row)
		lower.Text = nil
		if !lower.Places().hasHeadBelow(1) {
			continue // a section of the table has none of its own
		}
		g.dropFrom(row)
		g.DropUnused()
		lower.DropUnused()
		g.weaken()
		return lower
	}
	return nil
}

// weaken makes a grid that has lost its lower part weak, if it is too small to be a table by itself.
func (g *Grid) weaken() {
	if g.Weak = g.IsScrap(); g.Weak {
		box := g.Box()
		g.Text = slices.DeleteFunc(slices.Clone(g.Text), func(x text.Piece) bool { return !box.Contains(x.Box.Center()) })
	}
}

// hasHeadBelow says whether a row below another names all columns, and figures stand below it.
func (m Places) hasHeadBelow(row int) bool {
	first := m.firstFigureRow()
	for row++; row < first && first <= m.G.Rows(); row++ {
		if m.namesColumns(row) && len(m.Starting(row)) > 1 {
			return true
		}
	}
	return false
}

// namesColumns says whether cells that begin in a row, and leave none of its places out, hold words.
func (m Places) namesColumns(row int) bool {
	for col := 1; col <= m.G.Columns(); col++ {
		c := m.At(row, col)
		if c == nil || c.Row != row || c.Text == "" || !figure.IsYear(c.Text) && (figure.Is(c.Text) || !strings.ContainsFunc(c.Text, unicode.IsLetter)) {
			return false
		}
	}
	return true
}

// repeats says whether a row says the same as another.
func (m Places) repeats(row, other int) bool {
	return slices.EqualFunc(m.Starting(row), m.Starting(other), func(a, b *layout.Cell) bool { return a.Text == b.Text })
}

// areAmounts says whether all columns but the first, two at least, hold figures and no words in the rows from
// first to last.
func (m Places) areAmounts(first, last int) bool {
	for col := 2; col <= m.G.Columns(); col++ {
		figures := 0
		for r := first; r <= last; r++ {
			c := m.At(r, col)
			switch {
			case c == nil || c.Text == "" || figure.IsDash(c.Text):
			case c.ColSpan == 1 && figure.Is(c.Text):
				figures++
			default:
				return false
			}
		}
		if figures == 0 {
			return false
		}
	}
	return m.G.Columns() >= fewestTitled
}

// from is the rows of a grid from one on, at which all its cells begin.
func (g *Grid) from(row int) *Grid {
	lower := *g
	lower.Cells, lower.Above = slices.Clone(g.Cells), nil
	lower.DropTop(row - 1)
	return &lower
}

// dropFrom takes the rows from one on, at which all its cells begin, out of the grid.
func (g *Grid) dropFrom(row int) {
	for g.Rows() >= row {
		g.DropBottom()
	}
	g.Cells = slices.DeleteFunc(g.Cells, func(c layout.Cell) bool { return c.Row >= row })
	g.Below = nil
}
