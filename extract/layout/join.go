package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/page"
	"golang.org/x/text/width"
)

// Tolerances of joining tables over pages.
const (
	sameColumn = 4.0  // points by which a column line may stand elsewhere on the next page, after the left sides are laid on each other
	openSide   = 60.0 // points by which the text of a piece without sides may stay inside those of the piece before
	sameLeft   = 30   // points by which the left sides may differ: mirrored margins
)

// continued is what titles of continued tables carry: 续, 续表, (续).
var continued = regexp.MustCompile(`[（(]?续(上|前)?(表)?[一二三四五六七八九十\d]*[)）]?`)

// joinParts joins the pieces of tables on successive pages. Weak ones that nothing joins give their
// text back to the page.
func joinParts(parts []*part) []Table {
	var out []Table
	var open *joining
	finish := func() {
		switch {
		case open == nil:
		case open.weak():
			open.giveBack()
		default:
			out = append(out, open.table())
		}
	}
	for _, p := range parts {
		if open != nil && open.take(p) {
			continue
		}
		finish()
		open = begin(p)
	}
	finish()
	return slices.DeleteFunc(out, isScrap)
}

// weak says whether no part of the table is one by itself and all together hold too little.
func (j *joining) weak() bool {
	texts := 0
	for _, p := range j.parts {
		if !p.weak {
			return false
		}
		for _, c := range p.cells {
			if c.Text != "" {
				texts++
			}
		}
	}
	return texts < fewestTexts || len(j.parts) == 1
}

// giveBack puts the text of the parts back among the lines of their pages.
func (j *joining) giveBack() {
	for _, p := range j.parts {
		s := p.sheet
		s.setText(append(s.pieces(), p.text...))
		s.grids = slices.DeleteFunc(s.grids, func(g *grid) bool { return g == p.grid })
	}
}

// isScrap says whether a table that was joined to nothing is too small to be one.
func isScrap(t Table) bool { return t.Columns < 2 || t.Rows < 2 && t.Columns < 3 }

// A joining is a table to which further pieces may be joined.
type joining struct {
	parts []*part
	skip  []int // rows at the top of each part that repeat the head
	xs    []float64
	last  *part
}

func begin(p *part) *joining {
	return &joining{parts: []*part{p}, skip: []int{0}, xs: p.xs, last: p}
}

// take joins a part if it continues the table.
func (j *joining) take(p *part) bool {
	if !j.follows(p) {
		return false
	}
	repeated := j.repeatedHead(p)
	if !j.sameTitle(p, repeated) || len(j.last.notes) > 0 && (repeated == 0 || p.title == "") {
		return false
	}
	if repeated == 0 && j.lacksFirstColumn(p) {
		p.addFirstColumn(j.xs[0])
	}
	own := p.xs
	switch {
	case p.open || j.last.open:
		own = laidOn(p.xs, j.xs)
	case !p.ruled && repeated > 0 && (repeated == j.parts[0].head || repeated == p.head) && len(p.xs) == len(j.xs):
		own = j.xs // columns by alignment stand a little elsewhere on each page
	case !p.ruled && !j.last.ruled && repeated == 0 && p.head == 0 && j.moveOnto(p):
		own = j.xs
	}
	xs, ok := commonColumns(j.xs, own)
	if !ok {
		return false
	}
	p.xs, j.xs, j.last = own, xs, p
	j.parts, j.skip = append(j.parts, p), append(j.skip, repeated)
	return true
}

// moveOnto puts the cells of a part without rulings and without a head into the columns of the table
// that it goes on with: a page on which a column is empty does not show it. It changes nothing and says
// no where a text stands between two columns, or two in one place.
func (j *joining) moveOnto(p *part) bool {
	cells := slices.Clone(p.cells)
	taken := make(map[[2]int]bool)
	for i := range cells {
		c := &cells[i]
		w := c.Box.Width() / 2
		from, to := band(j.xs, c.Box.X0+math.Min(withinColumn, w)), band(j.xs, c.Box.X1-math.Min(withinColumn, w))
		place := [2]int{c.Row, from}
		if from != to || taken[place] || c.Box.X0 < j.xs[0]-openSide || c.Box.X1 > j.xs[len(j.xs)-1]+openSide {
			return false
		}
		taken[place] = true
		c.Column, c.ColSpan = from+1, 1
	}
	p.cells, p.xs = cells, j.xs
	return true
}

// follows says whether a part stands where a continuation would stand.
func (j *joining) follows(p *part) bool {
	return p.page == j.last.page+1 && p.opens && j.last.closes
}

// sameTitle says whether nothing above the part names another table.
func (j *joining) sameTitle(p *part, repeated int) bool {
	first := j.parts[0]
	if p.title == "" && (len(p.captions) == 0 || repeated > 0) {
		return true
	}
	plain := func(s string) string { return continued.ReplaceAllString(s, "") }
	if plain(p.title) != "" && plain(p.title) != plain(first.title) {
		return false
	}
	if continued.MatchString(p.title) || slices.ContainsFunc(p.captions, func(l Line) bool { return continued.MatchString(l.Text) }) {
		return true
	}
	return repeated == first.head || repeated > 0 && repeated == p.head && first.numbersColumns(repeated+1) ||
		p.head == 0 && sameCaptions(first.captions, p.captions)
}

// numbersColumns says whether the rest of the head, from a row on, only numbers the columns (栏次),
// which some sheets print on their first page alone.
func (p *part) numbersColumns(from int) bool {
	m := newMatrix(p.grid)
	for r := from; r <= p.head; r++ {
		if !m.isColumnNumbers(r) {
			return false
		}
	}
	return from <= p.head
}

// sameCaptions says whether two tables have the same lines above them.
func sameCaptions(a, b []Line) bool {
	return len(a) > 0 && slices.EqualFunc(a, b, func(x, y Line) bool { return squeeze(x.Text) == squeeze(y.Text) })
}

// repeatedHead counts the rows at the top of a part that say the same as the head.
func (j *joining) repeatedHead(p *part) int {
	first := j.parts[0]
	a, b := newMatrix(first.grid), newMatrix(p.grid)
	n := 0
	for n < first.head && n < p.rows() && sameRow(a.starting(n+1), b.starting(n+1)) {
		n++
	}
	for n > 0 && leaves(p.grid, n) {
		n--
	}
	return n
}

// sameRow says whether two rows of cells say the same, and something.
func sameRow(a, b []*Cell) bool {
	words := func(cs []*Cell) string {
		var s strings.Builder
		for _, c := range cs {
			s.WriteString(squeeze(c.Text))
			s.WriteByte('|')
		}
		return strings.Trim(s.String(), "|")
	}
	return words(a) != "" && words(a) == words(b)
}

// leaves says whether a cell reaches from the first n rows into the next.
func leaves(g *grid, n int) bool {
	return slices.ContainsFunc(g.cells, func(c Cell) bool { return c.Row <= n && c.Row+c.RowSpan-1 > n })
}

// laidOn is column lines with the outer two moved to those of another piece: the sides of a piece
// that has none are only as wide as its text.
func laidOn(xs, on []float64) []float64 {
	out := slices.Clone(xs)
	last, n := len(out)-1, len(on)-1
	if math.Abs(out[0]-on[0]) < openSide {
		out[0] = on[0]
	}
	if math.Abs(out[last]-on[n]) < openSide {
		out[last] = on[n]
	}
	return out
}

// commonColumns is the column lines of two pieces of one table, in the place of the first: one of
// them has all lines of the other.
func commonColumns(a, b []float64) ([]float64, bool) {
	shift := a[0] - b[0]
	if math.Abs(shift) > sameLeft {
		return nil, false
	}
	moved := make([]float64, len(b))
	for i := range b {
		moved[i] = b[i] + shift
	}
	switch {
	case subset(moved, a):
		return a, true
	case subset(a, moved):
		return moved, true
	}
	return nil, false
}

// subset says whether every line of a stands among b, the last as the last.
func subset(a, b []float64) bool {
	if math.Abs(a[len(a)-1]-b[len(b)-1]) > sameColumn {
		return false
	}
	return !slices.ContainsFunc(a, func(x float64) bool { return nearest(b, x) < 0 })
}

// nearest is the index of the line at x, or -1.
func nearest(lines []float64, x float64) int {
	best := -1
	for i, l := range lines {
		if d := math.Abs(l - x); d <= sameColumn && (best < 0 || d < math.Abs(lines[best]-x)) {
			best = i
		}
	}
	return best
}

// table puts the joined parts together.
func (j *joining) table() Table {
	first := j.parts[0]
	t := Table{
		FirstPage: first.page, LastPage: j.last.page, Box: first.box(), Title: first.title,
		Captions: first.captions, Notes: j.notes(), HeaderRows: first.head, Columns: len(j.xs) - 1,
	}
	var up *part
	for i, p := range j.parts {
		t.Parts = append(t.Parts, Part{Page: p.page, Box: p.box(), FirstRow: t.Rows + 1})
		t.addRows(up, p, j.skip[i], j.xs)
		up = p
	}
	if len(j.parts) > 1 && first.head == first.rows() {
		t.HeaderRows += j.parts[1].head - j.skip[1]
	}
	return t
}

// notes is the notes under the parts, those that each page repeats once.
func (j *joining) notes() []Line {
	var out []Line
	for _, p := range j.parts {
		for _, n := range p.notes {
			if !slices.ContainsFunc(out, func(o Line) bool { return o.Text == n.Text }) {
				out = append(out, n)
			}
		}
	}
	return out
}

// addRows appends the rows of a part from row skip+1 on; up is the part before, or nil.
func (t *Table) addRows(up, p *part, skip int, xs []float64) {
	shift := xs[0] - p.xs[0]
	line := func(n int) int { return nearest(xs, p.xs[n]+shift) }
	var added []Cell
	for _, c := range p.cells {
		if c.Row <= skip {
			continue
		}
		from, to := line(c.Column-1), line(c.Column-1+c.ColSpan)
		c.Column, c.ColSpan = from+1, max(to-from, 1)
		c.Row += t.Rows - skip
		added = append(added, c)
	}
	if up != nil {
		added = t.extendSpans(added, up, p, skip)
		if rest, ok := t.finishRow(added); ok {
			added = rest
			skip++
		}
	}
	t.Cells = append(t.Cells, added...)
	t.Rows += p.rows() - skip
}

// extendSpans joins merged cells that a page break has cut: a cell at the top of the new page goes
// on with the cell above where neither is closed by a ruling, or where it is empty and one of both
// is merged. up is the part that ends above, p the part that begins.
func (t *Table) extendSpans(added []Cell, up, p *part, skip int) []Cell {
	above := make(map[int]*Cell)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row+c.RowSpan-1 == t.Rows {
			above[c.Column] = c
		}
	}
	open := openColumns(up, p, skip)
	return slices.DeleteFunc(added, func(c Cell) bool {
		a := above[c.Column]
		if c.Row != t.Rows+1 || a == nil || a.ColSpan != c.ColSpan {
			return false
		}
		if open[nearestColumn(p, c.Box.X0)] {
			return a.goOn(c)
		}
		if a.Row <= t.HeaderRows || c.Text != "" || a.Text == "" || isFigure(a.Text) || c.RowSpan == 1 && a.RowSpan == 1 {
			return false
		}
		a.RowSpan += c.RowSpan
		return true
	})
}

// openColumns tells in which columns of p no ruling parts its first row from the part above.
func openColumns(up, p *part, skip int) map[int]bool {
	open := make(map[int]bool)
	if skip > 0 {
		return open
	}
	shift := up.xs[0] - p.xs[0]
	for i := range p.cells {
		c := &p.cells[i]
		if !p.openAbove(c) {
			continue
		}
		from, to := nearest(up.xs, p.xs[c.Column-1]+shift), nearest(up.xs, p.xs[c.Column-1+c.ColSpan]+shift)
		if from < 0 || to < 0 {
			continue
		}
		m := up.at(up.rows(), from+1)
		open[c.Column] = m != nil && up.openBelow(m)
	}
	return open
}

// at is the cell of a part that covers a place, or nil.
func (p *part) at(row, col int) *Cell { return newMatrix(p.grid).at(row, col) }

// nearestColumn is the column of p, counting from 1, that begins at x; 0 if none does.
func nearestColumn(p *part, x float64) int { return nearest(p.xs, x) + 1 }

// goOn puts the rest of a cell that a page break cut to its beginning, unless both hold figures
// that differ. A line that both pages print, each the half of it, is kept once; of a figure that
// both print, the reading that kept its point.
func (c *Cell) goOn(rest Cell) bool {
	figures := isFigure(c.Text) || isFigure(rest.Text)
	alike := digitsOf(c.Text) == digitsOf(rest.Text)
	if c.Text != "" && rest.Text != "" && figures && !alike {
		return c.goOnFigure(rest)
	}
	c.RowSpan += rest.RowSpan
	switch {
	case rest.Text == "" || rest.Text == c.Text:
		return true
	case c.Text == "" || figures && strings.Contains(rest.Text, ".") && !strings.Contains(c.Text, "."):
		c.Text, c.Lines, c.Page, c.Box, c.Confidence = rest.Text, rest.Lines, rest.Page, rest.Box, rest.Confidence
		return true
	case figures:
		return true
	}
	lines := c.Lines
	if n := len(lines); n > 0 && len(rest.Lines) > 0 && wordsOf(lines[n-1].Text) == wordsOf(rest.Lines[0].Text) {
		if len(lines[n-1].Text) > len(rest.Lines[0].Text) {
			rest.Lines[0] = lines[n-1]
		}
		lines = lines[:n-1]
	}
	c.Lines = slices.Concat(lines, rest.Lines)
	c.Text = joinLines(c.Lines, c.Box)
	return true
}

// goOnFigure puts the rest of a figure that wraps over a page break to its beginning. What is no such
// figure stays in rows of its own.
func (c *Cell) goOnFigure(rest Cell) bool {
	lines := slices.Concat(c.Lines, rest.Lines)
	if wrapOf(lines, c.Box, usualPlaces) < likelyFigure {
		return false
	}
	c.RowSpan += rest.RowSpan
	c.Lines = lines
	c.Text, _ = figureOf(lines)
	return true
}

// digitsOf is the digits of s, made half-width.
func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if isDigit(c) {
			return c
		}
		return -1
	}, width.Fold.String(s))
}

// wordsOf is the letters and digits of s: the punctuation of a line that a page break cuts may be
// hidden on one page.
func wordsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, s)
}

// boxOf is the box of all lines.
func boxOf(ls []Line) page.Box {
	var b page.Box
	for _, l := range ls {
		b = b.Union(l.Box)
	}
	return b
}
