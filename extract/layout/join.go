package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of joining tables over pages.
const (
	sameColumn = 4.0 // points by which a column line may stand elsewhere on the next page, after the left sides are laid on each other
	sameLeft   = 30  // points by which the left sides may differ: mirrored margins
)

// continued is what titles of continued tables carry: 续, 续表, (续).
var continued = regexp.MustCompile(`[（(]?续(上|前)?(表)?[一二三四五六七八九十\d]*[)）]?`)

// joinParts joins the pieces of tables on successive pages.
func joinParts(parts []*part) []Table {
	var out []Table
	var open *joining
	for _, p := range parts {
		if open != nil && open.take(p) {
			continue
		}
		if open != nil {
			out = append(out, open.table())
		}
		open = begin(p)
	}
	if open != nil {
		out = append(out, open.table())
	}
	return slices.DeleteFunc(out, isScrap)
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
	repeated := j.repeatedHead(p)
	if !j.follows(p) || !j.sameTitle(p, repeated) {
		return false
	}
	xs, ok := commonColumns(j.xs, p.xs)
	if !ok {
		return false
	}
	j.xs, j.last = xs, p
	j.parts, j.skip = append(j.parts, p), append(j.skip, repeated)
	return true
}

// follows says whether a part stands where a continuation would stand.
func (j *joining) follows(p *part) bool {
	return p.page == j.last.page+1 && p.opens && j.last.closes && len(j.last.notes) == 0
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
	return repeated > 0 && repeated == first.head
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
		Captions: first.captions, Notes: j.last.notes, HeaderRows: first.head, Columns: len(j.xs) - 1,
	}
	for i, p := range j.parts {
		t.Parts = append(t.Parts, Part{Page: p.page, Box: p.box(), FirstRow: t.Rows + 1})
		t.addRows(p, j.skip[i], j.xs)
	}
	return t
}

// addRows appends the rows of a part from row skip+1 on.
func (t *Table) addRows(p *part, skip int, xs []float64) {
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
	if len(t.Cells) > 0 {
		added = t.extendSpans(added)
	}
	t.Cells = append(t.Cells, added...)
	t.Rows += p.rows() - skip
}

// extendSpans joins merged cells that a page break has cut: an empty cell at the top of the new
// page under a merged cell, or one that is merged itself, goes on with the cell above.
func (t *Table) extendSpans(added []Cell) []Cell {
	above := make(map[int]*Cell)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row+c.RowSpan-1 == t.Rows {
			above[c.Column] = c
		}
	}
	return slices.DeleteFunc(added, func(c Cell) bool {
		up := above[c.Column]
		if c.Row != t.Rows+1 || c.Text != "" || up == nil || up.ColSpan != c.ColSpan || up.Text == "" || isFigure(up.Text) {
			return false
		}
		if up.Row <= t.HeaderRows || c.RowSpan == 1 && up.RowSpan == 1 {
			return false
		}
		up.RowSpan += c.RowSpan
		return true
	})
}

// boxOf is the box of all lines.
func boxOf(ls []Line) page.Box {
	var b page.Box
	for _, l := range ls {
		b = b.Union(l.Box)
	}
	return b
}
