package ruled

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of reading rows that a ruled table does not rule.
const (
	fewestLines = 2    // lines of figures that make rows of their own
	sameLevel   = 0.5  // of the font size: base lines in neighbouring cells of one row differ by less
	figureShare = 0.75 // share of a cell's lines that are figures where figures stand line under line; the rest is their head
	spanLines   = 0.6  // share of the rows for which a cell that spans them must hold a line to be cut with them
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
			rows[row].names = append(rows[row].names, f.linesIn(i, row))
			rows[row].boxes = append(rows[row].boxes, c.Box)
		}
	}
	cuts := make([][]float64, len(rows))
	for row := range rows {
		if cuts[row] = rows[row].cuts(); cuts[row] == nil {
			cuts[row] = f.numberedCuts(rows[row].cells)
		}
		if cuts[row] == nil && len(rows[row].cells) == len(rows[row].boxes) {
			cuts[row] = f.wordCuts(rows[row].cells)
		}
	}
	return cuts
}

// A rowText is what the cells of one row say of the rows within it.
type rowText struct {
	cells   []int         // those of the row alone
	columns int           // cells in which figures stand line under line
	figures []text.Line   // their lines
	names   [][]text.Line // by other cell, its lines
	size    float64       // font size of the figures
	boxes   []page.Box    // those of all cells
	stacked bool          // some lines were not broken for want of room
	wrapped bool          // the figures of a cell are one that wraps
}

// addText adds what a cell of the row says.
func (f *filling) addText(r *rowText, cell int) {
	lines := f.linesOf(cell)
	r.boxes = append(r.boxes, f.Cells[cell].Box)
	figures := 0
	for i := range lines {
		if figure.Is(lines[i].String()) {
			figures++
		}
	}
	if figures < fewestLines || figureShare*float64(len(lines)) > float64(figures) {
		r.names = append(r.names, lines)
		r.stacked = r.stacked || figures == 0 && len(lines) > 1 && !figure.Greedy(f.Cells[cell].Lines)
		return
	}
	r.wrapped = r.wrapped || f.wraps[cell] == figure.One || f.wraps[cell] == figure.LikelyOne
	r.stacked = r.stacked || f.wraps[cell] == figure.SeveralTexts
	r.columns++
	r.figures = append(r.figures, lines...)
	r.size = math.Max(r.size, lines[0].Size)
}

// cuts is the heights at which the row is to be cut, or none. Figures tell the rows, and the cells that hold a line for
// most of them, which name them: names may wrap, or stand without a figure. Where the figures of each cell may be one that
// wraps, lines of a name that were not broken for want of room must stand beside them.
func (r *rowText) cuts() []float64 {
	if r.wrapped || r.columns == 0 || !r.stacked {
		return nil
	}
	levels := distinct(bases(r.figures), sameLevel*r.size)
	lines := r.figures
	for _, ls := range r.names {
		if len(ls) > mostLines {
			return nil
		}
		if float64(len(ls)) >= spanLines*float64(len(levels)) {
			lines = append(lines, ls...)
		}
	}
	t := r.besideEachOther(lines)
	t.Full = r.isFull
	rows := t.Rows(0, 0)
	var at []float64
	for i, in := range rows {
		if r.columns == 1 && !t.namesFigures(in) {
			return nil
		}
		if i > 0 {
			above := rows[i-1]
			at = append(at, (t.Lines[above[len(above)-1]].Base+t.Lines[in[0]].Base)/2-aboveMiddle*r.size)
		}
	}
	return at
}

// isFull says whether a text leaves no room in its cell for the first character of the next.
func (r *rowText) isFull(above, next text.Phrase) bool {
	cell := r.cellOf(above.Box)
	first := text.NewPhrase(next.Pieces).Box.Width() / math.Max(float64(utf8.RuneCountInString(next.Text)), 1)
	return !cell.Empty() && above.Box.X1+first+figure.CellPadding >= cell.X1
}

// cellOf is the cell that a text stands in.
func (r *rowText) cellOf(b page.Box) page.Box {
	mid := b.Center().X
	if n := slices.IndexFunc(r.boxes, func(c page.Box) bool { return c.X0 <= mid && mid <= c.X1 }); n >= 0 {
		return r.boxes[n]
	}
	return page.Box{}
}

// A besides is the lines of several cells, those at one height as one.
type besides struct{ row.Text }

// besideEachOther is the lines of cells from top to bottom, each a text of its own of the line that it stands on. Names reach
// from the side of their cell, however far they are indented: what of them wraps begins there.
func (r *rowText) besideEachOther(lines []text.Line) *besides {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b text.Line) int { return cmp.Compare(a.Base, b.Base) })
	var t besides
	for _, l := range lines {
		ps := text.Phrases(&l)
		if cell := r.cellOf(ps[0].Box); !ps[0].Figure && !cell.Empty() {
			ps[0].Box.X0 = math.Min(ps[0].Box.X0, cell.X0)
		}
		n := len(t.Lines) - 1
		if n < 0 || l.Base-t.Lines[n].Base > sameLevel*l.Size {
			t.Lines, t.Atoms = append(t.Lines, l), append(t.Atoms, ps)
			continue
		}
		t.Lines[n].Box, t.Atoms[n] = t.Lines[n].Box.Union(l.Box), append(t.Atoms[n], ps...)
	}
	return &t
}

// namesFigures says whether a name stands in a row that holds a figure.
func (t *besides) namesFigures(lines []int) bool {
	figures, names := 0, 0
	for _, i := range lines {
		for _, p := range t.Atoms[i] {
			if p.Figure {
				figures++
			} else {
				names++
			}
		}
	}
	return figures == 0 || names > 0
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
// be cut into, or figures one above the other: the label column of a table whose head is ruled in part.
func (f *filling) freeRows(cuts [][]float64) {
	var cells []layout.Cell
	for i, c := range f.Cells {
		from, end := c.Row, c.Row+c.RowSpan
		for row := c.Row; row < end && c.RowSpan > 1; row++ {
			if lines := f.linesIn(i, row); len(cuts[row]) == 0 || float64(len(lines)) < spanLines*float64(len(cuts[row])+1) && !(areFigures(lines) && f.wraps[i] == figure.SeveralTexts) {
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

// areFigures says whether lines are figures that stand one above the other.
func areFigures(lines []text.Line) bool {
	return len(lines) >= fewestLines && !slices.ContainsFunc(lines, func(l text.Line) bool { return !figure.Is(l.String()) })
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

// linesIn is the lines of a cell's text that stand in a row.
func (f *filling) linesIn(cell, row int) []text.Line {
	return slices.DeleteFunc(slices.Clone(f.linesOf(cell)), func(l text.Line) bool {
		return l.Base < f.Ys[row-1] || l.Base > f.Ys[row]
	})
}
