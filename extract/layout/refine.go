package layout

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Tolerances of reading rows and columns that a ruled table does not rule.
const (
	refinements   = 3    // times a grid is cut and filled anew at most
	fewestCut     = 2    // cells that must show the same missing column line
	fewestLines   = 2    // lines of figures that make rows of their own
	sameLevel     = 0.5  // of the font size: base lines in neighbouring cells of one row differ by less
	mostLines     = 2000 // lines of one row of cells; more are no table
	figureShare   = 0.75 // share of a cell's lines that are figures where figures stand line under line; the rest is their head
	spanLines     = 0.6  // share of the rows for which a cell that spans them must hold a line to be cut with them
	clearLine     = 1.7  // font sizes from the lines around from which a line is no part of a wrapped text
	withinColumn  = 3.0  // points by which a phrase may leave the column it belongs to
	mostWhole     = 3    // lines of a text that stands for all rows beside it; more are labels of rows
	wrapShare     = 0.9  // of the distance between two rows that lines of one text are apart at most
	shortestLabel = 3    // characters of a phrase that is no letter-spaced head
)

// refine cuts the cells of a filled grid where their text shows rows and columns that no ruling
// parts. It says whether it changed the grid, which then must be filled anew.
func (g *grid) refine() bool {
	return g.cutSpanned() || g.cutColumns() || g.cutRows()
}

// cutSpanned cuts merged cells that hold text of several columns of the grid: tables whose columns
// are ruled in the head only.
func (g *grid) cutSpanned() bool {
	cuts := make(map[int][]int)
	figures := 0
	for i := range g.cells {
		c := &g.cells[i]
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
	var cells []Cell
	for i, c := range g.cells {
		from := c.Column
		for _, at := range append(cuts[i], c.Column+c.ColSpan) {
			part := c
			part.Column, part.ColSpan = from, at-from
			part.Box = g.area(part.Row, part.Column, part.RowSpan, part.ColSpan)
			cells, from = append(cells, part), at
		}
	}
	g.cells = cells
	return len(cuts) > 0
}

// linesWithin is the columns of a merged cell before which it is to be cut, and how many figures
// say so: on some line of its text at least two phrases stand in columns of their own.
func (g *grid) linesWithin(i int) (at []int, figures int) {
	c := &g.cells[i]
	crossed, apart := make([]bool, g.columns()+1), false
	words := 0
	for _, r := range textRows(g.held[i]) {
		ps := phrases(&r)
		for n, p := range ps {
			from, to := g.columnsOf(p)
			for k := from; k < to; k++ {
				crossed[k] = true
			}
			if n > 0 {
				_, before := g.columnsOf(ps[n-1])
				apart = apart || before < from && !tornFigure(ps[n-1].text, p.text)
			}
			if p.figure {
				figures++
			}
			if utf8.RuneCountInString(p.text) >= shortestLabel {
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
func (g *grid) columnsOf(p phrase) (from, to int) {
	from = band(g.xs, p.box.X0+math.Min(withinColumn, p.box.Width()/2))
	to = band(g.xs, p.box.X1-math.Min(withinColumn, p.box.Width()/2))
	return from + 1, max(from, to) + 1
}

// cutColumns cuts one column in which several cells hold figures side by side.
func (g *grid) cutColumns() bool {
	for col := g.columns(); col >= 1; col-- {
		var lines [][]phrase
		rows, figures := make(map[int]bool), 0
		for i, c := range g.cells {
			if c.Column != col || c.ColSpan != 1 {
				continue
			}
			for _, r := range textRows(g.held[i]) {
				ps := phrases(&r)
				lines = append(lines, ps)
				if len(ps) > 1 && slices.ContainsFunc(ps[1:], func(p phrase) bool { return p.figure }) {
					rows[c.Row], figures = true, figures+1
				}
			}
		}
		if figures < fewestLoose || 2*figures < len(lines) {
			continue
		}
		if cols := contentColumns(lines); len(cols) > 1 {
			xs := boundaries(cols, g.xs[col-1], g.xs[col])
			g.insertColumns(col, xs[1:len(xs)-1])
			return true
		}
	}
	return false
}

// insertColumns puts column lines into a column. Cells that end or span there widen; those of the
// column itself are cut.
func (g *grid) insertColumns(col int, at []float64) {
	n := len(at)
	var cells []Cell
	g.xs = slices.Insert(slices.Clone(g.xs), col, at...)
	for _, c := range g.cells {
		switch {
		case c.Column > col:
			c.Column += n
		case c.Column == col && c.ColSpan == 1:
			for k := 0; k <= n; k++ {
				part := c
				part.Column += k
				cells = append(cells, part)
			}
			continue
		case c.Column+c.ColSpan > col:
			c.ColSpan += n
		}
		cells = append(cells, c)
	}
	g.cells = cells
	g.setBoxes()
}

func (g *grid) setBoxes() {
	for i := range g.cells {
		c := &g.cells[i]
		c.Box = g.area(c.Row, c.Column, c.RowSpan, c.ColSpan)
	}
}

// cutRows cuts the rows of cells in which figures stand line under line.
func (g *grid) cutRows() bool {
	cuts := make([][]float64, g.rows()+1)
	any := false
	for row := 1; row <= g.rows(); row++ {
		cuts[row] = g.rowLines(row)
		any = any || len(cuts[row]) > 0
	}
	if !any {
		return false
	}
	whole := g.wholeCells(cuts)
	g.freeRows(cuts)
	for row := g.rows(); row >= 1; row-- {
		if len(cuts[row]) > 0 {
			g.insertRows(row, cuts[row], whole)
		}
	}
	return true
}

// wholeCells is the cells, by row and column, that stay one where their row is cut: their few lines
// of words stand in the middle of their height, as the text of a cell does that is meant for all its
// rows.
func (g *grid) wholeCells(cuts [][]float64) map[[2]int]bool {
	whole := make(map[[2]int]bool)
	for i, c := range g.cells {
		rs := textRows(g.held[i])
		if c.RowSpan > 1 || len(cuts[c.Row]) == 0 || len(rs) == 0 || len(rs) > mostWhole || 2*len(rs) > len(cuts[c.Row])+1 || len(figureRows(rs)) > 0 {
			continue
		}
		middle := (rs[0].box.Y0 + rs[len(rs)-1].box.Y1) / 2
		if math.Abs(middle-c.Box.Center().Y) < sameLevel*rs[0].size && tighter(bases(rs), cuts[c.Row]) {
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
func (g *grid) freeRows(cuts [][]float64) {
	var cells []Cell
	for i, c := range g.cells {
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
	slices.SortStableFunc(cells, byPlace)
	g.cells = cells
}

// appendRows appends the part of a cell in the rows from to end, the last not included.
func appendRows(cells []Cell, c Cell, from, end int) []Cell {
	if from >= end {
		return cells
	}
	c.Row, c.RowSpan = from, end-from
	return append(cells, c)
}

// basesIn is the base lines of a cell's text that stand in a row.
func (g *grid) basesIn(i, row int) []float64 {
	return slices.DeleteFunc(bases(textRows(g.held[i])), func(y float64) bool {
		return y < g.ys[row-1] || y > g.ys[row]
	})
}

// rowLines is the heights at which a row is to be cut, or none. The figures tell the rows; a line
// without figures is a row of its own where it stands clear of the others, else it goes with the
// row nearest to it. Where the figures of each cell may be one that wraps, lines of a name that were
// not broken for want of room must stand beside them.
func (g *grid) rowLines(row int) []float64 {
	var levels, labels []float64
	columns, stacked := 0, false
	size := 0.0
	for i, c := range g.cells {
		if row < c.Row || row >= c.Row+c.RowSpan {
			continue
		}
		if c.RowSpan > 1 {
			labels = append(labels, g.basesIn(i, row)...)
			continue
		}
		rs := textRows(g.held[i])
		figures := figureRows(rs)
		if len(figures) < fewestLines || figureShare*float64(len(rs)) > float64(len(figures)) {
			labels = append(labels, bases(rs)...)
			stacked = stacked || len(figures) == 0 && len(rs) > 1 && !greedy(c.Lines)
			continue
		}
		switch g.wraps[i] {
		case oneFigure, likelyFigure:
			return nil
		case severalTexts:
			stacked = true
		}
		columns++
		levels = append(levels, bases(rs)...)
		size = math.Max(size, rs[0].size)
	}
	if len(labels) > mostLines || columns == 0 || !stacked || columns == 1 && !allNear(levels, labels, sameLevel*size) {
		return nil
	}
	levels = distinct(levels, sameLevel*size)
	return between(distinct(append(levels, clearOf(labels, levels, clearLine*size)...), sameLevel*size), size)
}

// bases is the base lines of rows.
func bases(rs []row) []float64 {
	var out []float64
	for _, r := range rs {
		out = append(out, r.base)
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
func figureRows(rs []row) []row {
	return slices.DeleteFunc(slices.Clone(rs), func(r row) bool { return !isFigure(r.text()) })
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

// insertRows puts row lines into a row, and cuts its cells but those that stay whole.
func (g *grid) insertRows(row int, at []float64, whole map[[2]int]bool) {
	n := len(at)
	var cells []Cell
	g.ys = slices.Insert(slices.Clone(g.ys), row, at...)
	for _, c := range g.cells {
		switch {
		case c.Row > row:
			c.Row += n
		case c.Row == row && c.RowSpan == 1 && !whole[[2]int{c.Row, c.Column}]:
			for k := 0; k <= n; k++ {
				part := c
				part.Row += k
				cells = append(cells, part)
			}
			continue
		case c.Row+c.RowSpan > row:
			c.RowSpan += n
		}
		cells = append(cells, c)
	}
	slices.SortStableFunc(cells, byPlace)
	g.cells = cells
	g.setBoxes()
}
