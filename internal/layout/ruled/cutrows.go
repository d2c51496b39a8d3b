package ruled

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of reading rows that a ruled table does not rule.
const (
	fewestLines = 2    // lines of figures that make rows of their own
	sameLevel   = 0.5  // of the font size: base lines in neighbouring cells of one row differ by less
	mostLines   = 2000 // lines of one row of cells; more are no table
	figureShare = 0.75 // share of a cell's lines that are figures where figures stand line under line; the rest is their head
	spanLines   = 0.6  // share of the rows for which a cell that spans them must hold a line to be cut with them
	clearLine   = 1.7  // font sizes from the lines around from which a line is no part of a wrapped text
	mostWhole   = 3    // lines of a text that stands for all rows beside it; more are labels of rows
	wrapShare   = 0.9  // of the distance between two rows that lines of one text are apart at most
)

// cutRows cuts the rows of cells in which figures stand line under line.
func (g *filling) cutRows() bool {
	cuts := make([][]float64, g.Rows()+1)
	any := false
	for row := 1; row <= g.Rows(); row++ {
		cuts[row] = g.rowLines(row)
		any = any || len(cuts[row]) > 0
	}
	if !any {
		return false
	}
	whole := g.wholeCells(cuts)
	g.freeRows(cuts)
	for row := g.Rows(); row >= 1; row-- {
		if len(cuts[row]) > 0 {
			g.InsertRows(row, cuts[row], func(c *layout.Cell) bool { return whole[[2]int{c.Row, c.Column}] })
		}
	}
	return true
}

// wholeCells is the cells, by row and column, that stay one where their row is cut: their few lines
// of words stand in the middle of their height, as the text of a cell does that is meant for all its
// rows.
func (g *filling) wholeCells(cuts [][]float64) map[[2]int]bool {
	whole := make(map[[2]int]bool)
	for i, c := range g.Cells {
		rs := text.Lines(g.held[i])
		if c.RowSpan > 1 || len(cuts[c.Row]) == 0 || len(rs) == 0 || len(rs) > mostWhole || 2*len(rs) > len(cuts[c.Row])+1 || len(figureRows(rs)) > 0 {
			continue
		}
		middle := (rs[0].Box.Y0 + rs[len(rs)-1].Box.Y1) / 2
		if math.Abs(middle-c.Box.Center().Y) < sameLevel*rs[0].Size && tighter(bases(rs), cuts[c.Row]) {
			whole[[2]int{c.Row, c.Column}] = true
		}
	}
	return whole
}

// tighter says whether successive lines stand nearer to each other than the heights at which their row
// is cut: the lines of one text, not one for each row.
func tighter(lines, cuts []float64) bool {
	pitch := math.Inf(1)
	for i := 1; i < len(cuts); i++ {
		pitch = math.Min(pitch, cuts[i]-cuts[i-1])
	}
	for i := 1; i < len(lines); i++ {
		if lines[i]-lines[i-1] > wrapShare*pitch {
			return false
		}
	}
	return true
}

// freeRows cuts cells that span a row and others, and hold a line for most of the rows that it will
// be cut into: the label column of a table whose head is ruled in part.
func (g *filling) freeRows(cuts [][]float64) {
	var cells []layout.Cell
	for i, c := range g.Cells {
		from, end := c.Row, c.Row+c.RowSpan
		for row := c.Row; row < end && c.RowSpan > 1; row++ {
			if len(cuts[row]) == 0 || float64(len(g.basesIn(i, row))) < spanLines*float64(len(cuts[row])+1) {
				continue
			}
			cells = appendRows(cells, c, from, row)
			cells = appendRows(cells, c, row, row+1)
			from = row + 1
		}
		cells = appendRows(cells, c, from, end)
	}
	slices.SortStableFunc(cells, grid.ByPlace)
	g.Cells = cells
}

// appendRows appends the part of a cell in the rows from to end, the last not included.
func appendRows(cells []layout.Cell, c layout.Cell, from, end int) []layout.Cell {
	if from >= end {
		return cells
	}
	c.Row, c.RowSpan = from, end-from
	return append(cells, c)
}

// basesIn is the base lines of a cell's text that stand in a row.
func (g *filling) basesIn(i, row int) []float64 {
	return slices.DeleteFunc(bases(text.Lines(g.held[i])), func(y float64) bool {
		return y < g.Ys[row-1] || y > g.Ys[row]
	})
}

// rowLines is the heights at which a row is to be cut, or none. The figures tell the rows; a line
// without figures is a row of its own where it stands clear of the others, else it goes with the
// row nearest to it. Where the figures of each cell may be one that wraps, lines of a name that were
// not broken for want of room must stand beside them.
func (g *filling) rowLines(row int) []float64 {
	var levels, labels []float64
	columns, stacked := 0, false
	size := 0.0
	for i, c := range g.Cells {
		if row < c.Row || row >= c.Row+c.RowSpan {
			continue
		}
		if c.RowSpan > 1 {
			labels = append(labels, g.basesIn(i, row)...)
			continue
		}
		rs := text.Lines(g.held[i])
		figures := figureRows(rs)
		if len(figures) < fewestLines || figureShare*float64(len(rs)) > float64(len(figures)) {
			labels = append(labels, bases(rs)...)
			stacked = stacked || len(figures) == 0 && len(rs) > 1 && !figure.Greedy(c.Lines)
			continue
		}
		switch g.wraps[i] {
		case figure.One, figure.LikelyOne:
			return nil
		case figure.SeveralTexts:
			stacked = true
		}
		columns++
		levels = append(levels, bases(rs)...)
		size = math.Max(size, rs[0].Size)
	}
	if len(labels) > mostLines || columns == 0 || !stacked || columns == 1 && !allNear(levels, labels, sameLevel*size) {
		return nil
	}
	levels = distinct(levels, sameLevel*size)
	return between(distinct(append(levels, clearOf(labels, levels, clearLine*size)...), sameLevel*size), size)
}

// bases is the base lines of rows.
func bases(rs []text.Line) []float64 {
	var out []float64
	for _, r := range rs {
		out = append(out, r.Base)
	}
	return out
}

// allNear says whether each of vs has one of others within a tolerance.
func allNear(vs, others []float64, tolerance float64) bool {
	return !slices.ContainsFunc(vs, func(v float64) bool {
		return !slices.ContainsFunc(others, func(o float64) bool { return math.Abs(o-v) <= tolerance })
	})
}

// clearOf is the lines that keep a distance from the levels and from each other.
func clearOf(lines, levels []float64, distance float64) []float64 {
	var out []float64
	for i, v := range lines {
		near := func(o float64) bool { return math.Abs(o-v) < distance }
		others := slices.Concat(lines[:i], lines[i+1:])
		if !slices.ContainsFunc(levels, near) && !slices.ContainsFunc(others, near) {
			out = append(out, v)
		}
	}
	return out
}

// figureRows is the lines that are one figure each.
func figureRows(rs []text.Line) []text.Line {
	return slices.DeleteFunc(slices.Clone(rs), func(r text.Line) bool { return !figure.Is(r.String()) })
}

// distinct is the sorted values of vs, those within tolerance of each other as one.
func distinct(vs []float64, tolerance float64) []float64 {
	slices.Sort(vs)
	var out []float64
	for _, v := range vs {
		if len(out) == 0 || v-out[len(out)-1] > tolerance {
			out = append(out, v)
		}
	}
	return out
}

// between is the heights between successive base lines at which rows are parted.
func between(bases []float64, size float64) []float64 {
	var at []float64
	for i := 1; i < len(bases); i++ {
		at = append(at, (bases[i-1]+bases[i])/2-0.3*size)
	}
	return at
}
