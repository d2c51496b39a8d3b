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
	figureShare = 0.75 // share of a cell's lines that are figures where figures stand line under line; the rest is their head
	spanLines   = 0.6  // share of the rows for which a cell that spans them must hold a line to be cut with them
	clearLine   = 1.7  // font sizes from the lines around from which a line is no part of a wrapped text
	mostWhole   = 3    // lines of a text that stands for all rows beside it; more are labels of rows
	wrapShare   = 0.9  // of the distance between two rows that lines of one text are apart at most
	aboveMiddle = 0.3  // font sizes by which the line between two rows stands above the middle of their base lines
)

// cutRows cuts the rows of cells in which figures stand line under line.
func (f *filling) cutRows() bool {
	cuts := f.rowCuts()
	if !slices.ContainsFunc(cuts, func(c []float64) bool { return len(c) > 0 }) {
		return false
	}
	whole := f.wholeCells(cuts)
	f.freeRows(cuts)
	for row := f.Rows(); row >= 1; row-- {
		if len(cuts[row]) > 0 {
			f.InsertRows(row, cuts[row], func(c *layout.Cell) bool { return whole[[2]int{c.Row, c.Column}] })
		}
	}
	return true
}

// rowCuts is, by row, the heights at which it is to be cut.
func (f *filling) rowCuts() [][]float64 {
	rows := make([]rowText, f.Rows()+1)
	for i, c := range f.Cells {
		if c.RowSpan == 1 {
			rows[c.Row].cells = append(rows[c.Row].cells, i)
			f.addText(&rows[c.Row], i)
			continue
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			rows[row].labels = append(rows[row].labels, f.basesIn(i, row)...)
		}
	}
	cuts := make([][]float64, len(rows))
	for row := range rows {
		if cuts[row] = rows[row].cuts(); cuts[row] == nil {
			cuts[row] = f.numberedCuts(rows[row].cells)
		}
	}
	return cuts
}

// A rowText is what the cells of one row say of the rows within it.
type rowText struct {
	cells   []int     // those of the row alone
	columns int       // cells in which figures stand line under line
	levels  []float64 // the base lines of their text
	labels  []float64 // those of all other text
	size    float64   // font size of the figures
	stacked bool      // some lines were not broken for want of room
	wrapped bool      // the figures of a cell are one that wraps
}

// addText adds what a cell of the row says.
func (f *filling) addText(r *rowText, cell int) {
	lines := f.linesOf(cell)
	figures := 0
	for i := range lines {
		if figure.Is(lines[i].String()) {
			figures++
		}
	}
	if figures < fewestLines || figureShare*float64(len(lines)) > float64(figures) {
		r.labels = append(r.labels, bases(lines)...)
		r.stacked = r.stacked || figures == 0 && len(lines) > 1 && !figure.Greedy(f.Cells[cell].Lines)
		return
	}
	r.wrapped = r.wrapped || f.wraps[cell] == figure.One || f.wraps[cell] == figure.LikelyOne
	r.stacked = r.stacked || f.wraps[cell] == figure.SeveralTexts
	r.columns++
	r.levels = append(r.levels, bases(lines)...)
	r.size = math.Max(r.size, lines[0].Size)
}

// cuts is the heights at which the row is to be cut, or none. The figures tell the rows; a line without
// figures is a row of its own where it stands clear of the others, else it goes with the row nearest to it.
// Where the figures of each cell may be one that wraps, lines of a name that were not broken for want of
// room must stand beside them.
func (r *rowText) cuts() []float64 {
	if r.wrapped || r.columns == 0 || !r.stacked || len(r.labels) > mostLines {
		return nil
	}
	same := sameLevel * r.size
	slices.Sort(r.labels)
	levels := distinct(r.levels, same)
	if r.columns == 1 && slices.ContainsFunc(r.levels, func(y float64) bool { return away(r.labels, y) > same }) {
		return nil
	}
	for i, y := range r.labels {
		others := min(away(r.labels[:i], y), away(r.labels[i+1:], y))
		if min(others, away(levels, y)) >= clearLine*r.size {
			r.levels = append(r.levels, y)
		}
	}
	var at []float64
	levels = distinct(r.levels, same)
	for i := 1; i < len(levels); i++ {
		at = append(at, (levels[i-1]+levels[i])/2-aboveMiddle*r.size)
	}
	return at
}

// away is how far v is from the nearest of sorted values.
func away(sorted []float64, v float64) float64 {
	n, _ := slices.BinarySearch(sorted, v)
	d := math.Inf(1)
	if n < len(sorted) {
		d = sorted[n] - v
	}
	if n > 0 {
		d = min(d, v-sorted[n-1])
	}
	return d
}

// distinct is the values of vs, which it sorts, those within tolerance of each other as one.
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

// wholeCells is the cells, by row and column, that stay one where their row is cut: their few lines
// of words stand in the middle of their height, as the text of a cell does that is meant for all its
// rows.
func (f *filling) wholeCells(cuts [][]float64) map[[2]int]bool {
	whole := make(map[[2]int]bool)
	for i, c := range f.Cells {
		if c.RowSpan > 1 || len(cuts[c.Row]) == 0 {
			continue
		}
		lines := f.linesOf(i)
		n := len(lines)
		if n == 0 || n > mostWhole || 2*n > len(cuts[c.Row])+1 || slices.ContainsFunc(lines, func(l text.Line) bool { return figure.Is(l.String()) }) {
			continue
		}
		middle := (lines[0].Box.Y0 + lines[n-1].Box.Y1) / 2
		if math.Abs(middle-c.Box.Center().Y) < sameLevel*lines[0].Size && tighter(bases(lines), cuts[c.Row]) {
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
func (f *filling) freeRows(cuts [][]float64) {
	var cells []layout.Cell
	for i, c := range f.Cells {
		from, end := c.Row, c.Row+c.RowSpan
		for row := c.Row; row < end && c.RowSpan > 1; row++ {
			if len(cuts[row]) == 0 || float64(len(f.basesIn(i, row))) < spanLines*float64(len(cuts[row])+1) {
				continue
			}
			cells = appendRows(cells, c, from, row)
			cells = appendRows(cells, c, row, row+1)
			from = row + 1
		}
		cells = appendRows(cells, c, from, end)
	}
	slices.SortStableFunc(cells, grid.ByPlace)
	f.Cells = cells
}

// appendRows appends what of a cell is in the rows from to end, the last not included.
func appendRows(cells []layout.Cell, c layout.Cell, from, end int) []layout.Cell {
	if from >= end {
		return cells
	}
	c.Row, c.RowSpan = from, end-from
	return append(cells, c)
}

// bases is the base lines of lines.
func bases(lines []text.Line) []float64 {
	var out []float64
	for _, l := range lines {
		out = append(out, l.Base)
	}
	return out
}

// basesIn is the base lines of a cell's text that stand in a row.
func (f *filling) basesIn(cell, row int) []float64 {
	return slices.DeleteFunc(bases(f.linesOf(cell)), func(y float64) bool {
		return y < f.Ys[row-1] || y > f.Ys[row]
	})
}
