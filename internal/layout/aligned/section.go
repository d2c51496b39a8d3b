package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of words that stand over columns of figures within a body: the name of a group of rows (Women), or the unit of those below (1,000 acres).
const (
	sectionColumns = 3   // columns of a table that has such rows at least
	sectionOff     = 0.6 // font sizes by which such a text stands off the middle of the columns that it spans
)

// figureColumns says of each column whether figures are what the rows of the body hold there.
func (a *alignment) figureColumns() []bool {
	figures, texts := make([]int, len(a.cols)), make([]int, len(a.cols))
	for i, l := range a.phrases {
		if !text.IsBody(l) || a.head != nil && i < a.head.end { // words alone tell nothing of the columns they stand over
			continue
		}
		for _, p := range l {
			first, last := column.Covers(p, a.cols)
			if first != last {
				continue
			}
			if texts[first]++; p.Figure {
				figures[first]++
			}
		}
	}
	return column.OfFigures(figures, texts)
}

// sectionSpans is, by phrase, the columns that words of a line span which name a group of rows, or tell the unit of those below them: no name of a row
// stands left of them, they stand where else figures do, and in the middle of columns that are all of the table's, or all behind the names. It is nil of other lines.
func (a *alignment) sectionSpans(line []text.Phrase, figures func() []bool) [][2]int {
	if len(a.cols) < sectionColumns {
		return nil
	}
	for _, p := range line {
		from, to := column.Covers(p, a.cols)
		if p.Figure || figure.IsDash(p.Text) || figure.IsMissing(p.Text) || from == 0 && (len(line) > 1 || p.Box.X0 < a.cols[0].X0+p.Pieces[0].Size) {
			return nil
		}
		for n := max(from, 1); n <= to; n++ {
			if !figures()[n] {
				return nil
			}
		}
	}
	left, right := a.extent()
	t := &parting{line: line, cols: a.cols, left: left, right: right}
	off, best := t.from(0, 1)
	if len(line) == 1 {
		if whole := t.off(0, 0, len(a.cols)-1); whole < off {
			off, best = whole, [][2]int{{0, len(a.cols) - 1}}
		}
	}
	if math.IsInf(off, 1) {
		return nil
	}
	return best
}

// A parting looks for the columns that each of some texts of a line spans, which together are all from one on.
type parting struct {
	line        []text.Phrase
	cols        []column.Span
	left, right float64 // of the table
}

// from parts the columns from one on among the texts from one on, so that these stand off their middle least.
func (t *parting) from(n, first int) (float64, [][2]int) {
	if n == len(t.line)-1 {
		return t.off(n, first, len(t.cols)-1), [][2]int{{first, len(t.cols) - 1}}
	}
	least, best := math.Inf(1), [][2]int(nil)
	for last := first; last+len(t.line)-n-1 < len(t.cols); last++ {
		off := t.off(n, first, last)
		if off >= least {
			continue
		}
		if rest, spans := t.from(n+1, last+1); off+rest < least {
			least, best = off+rest, append([][2]int{{first, last}}, spans...)
		}
	}
	return least, best
}

// off is by how much a text stands off the middle of columns, wherever in the blanks beside these their sides are; infinite if that is too much, or if it
// stands on others.
func (t *parting) off(n, first, last int) float64 {
	p := t.line[n]
	if from, to := column.Covers(p, t.cols); from < first || to > last {
		return math.Inf(1)
	}
	lo, hi := t.left+t.cols[last].X1, t.cols[first].X0+t.right
	if first > 0 {
		lo = t.cols[first-1].X1 + t.cols[last].X1
	}
	if last+1 < len(t.cols) {
		hi = t.cols[first].X0 + t.cols[last+1].X0
	}
	x, size := p.Box.Center().X, p.Pieces[0].Size
	off := math.Max(0, math.Max(lo/2-x, x-hi/2))
	if off > sectionOff*size {
		return math.Inf(1)
	}
	return off
}

// sectionAbove is the first line of the body, if that begins with words over columns of figures that name the first group of rows or tell its unit: fewer
// than the columns that the head above names, and none where names of rows stand.
func sectionAbove(atoms [][]text.Phrase, first, body int) int {
	if n := body - 1; n > first && len(atoms[n-1]) > len(atoms[n]) && namesGroup(atoms, []int{n}, []int{body}) {
		return n
	}
	return body
}

// namesGroup says whether a row is words alone that stand right of the name of the row below it, over its figures, and fewer than these: the name of a group of rows, or their unit.
func namesGroup(atoms [][]text.Phrase, row, next []int) bool {
	if len(row) > 1 || len(next) > 1 {
		return false
	}
	l, below := atoms[row[0]], atoms[next[0]]
	if len(below) <= 2 || len(l) >= len(below)-1 || l[0].Box.X0 <= below[0].Box.X1 || len(figuresOf(l)) > 0 ||
		float64(len(figuresOf(below[1:]))) < denseShare*float64(len(below)-1) {
		return false
	}
	return !slices.ContainsFunc(l, func(p text.Phrase) bool {
		return slices.ContainsFunc(below, func(o text.Phrase) bool { return !o.Figure && o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 })
	})
}
