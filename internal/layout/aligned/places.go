package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Places are the columns of a table on one more page. Their lines stand in the middle of the blanks that the pages before show, which is no more than a
// guess where names are longer here, or where a column holds figures here and nothing but its head there: a text stands in the column whose texts alone
// it stands below, and the line makes way.
type places struct {
	xs   []float64     // the column lines
	cols []column.Span // what texts of each column fill; none where that is not known
}

func placesOf(before *Before) places {
	p := places{xs: slices.Clone(before.Xs)}
	if len(before.Filled) == len(before.Xs)-1 {
		p.cols = slices.Clone(before.Filled)
	}
	return p
}

// hold says whether each text of a line stands in one column, and no two that are apart in the same, and moves lines out of the way of texts.
func (p *places) hold(atoms []text.Phrase) bool {
	moved := places{slices.Clone(p.xs), slices.Clone(p.cols)}
	before := 0
	for i, a := range atoms {
		at := moved.columnOf(a.Box)
		if at == 0 || moved.isBeyond(at, a.Box) {
			return false
		}
		if at == before && (text.Parted(atoms[i-1], a) || atoms[i-1].Figure || a.Figure) {
			return false
		}
		before = at
		moved.fill(at, a.Box)
	}
	*p = moved
	return true
}

// isBeyond says whether a text of a column reaches over the sides of the table, and stands below none of that column.
func (p *places) isBeyond(at int, b page.Box) bool {
	beyond := b.X0 < p.xs[0]-sameEnds || b.X1 > p.xs[len(p.xs)-1]+sameEnds
	return beyond && (len(p.cols) == 0 || !isBelow(b, p.cols[at-1]))
}

func isBelow(b page.Box, s column.Span) bool { return s.X0 < b.X1 && b.X0 < s.X1 }

// columnOf is the column that a text stands in, from 1 on; 0 if it is none, or several.
func (p *places) columnOf(b page.Box) int {
	from, to := grid.ColumnsUnder(p.xs, b)
	switch {
	case from == to:
		return from
	case len(p.cols) == 0:
		return 0
	}
	at := 0
	for c := from; c <= to; c++ {
		if isBelow(b, p.cols[c-1]) {
			if at > 0 {
				return 0
			}
			at = c
		}
	}
	return at
}

// fill notes that a text stands in a column, and moves the lines beside it between that and the texts of the next.
func (p *places) fill(at int, b page.Box) {
	if len(p.cols) == 0 {
		return
	}
	s := &p.cols[at-1]
	s.X0, s.X1 = math.Min(s.X0, b.X0), math.Max(s.X1, b.X1)
	switch {
	case b.X0 >= p.xs[at-1]:
	case at == 1:
		p.xs[0] = b.X0
	default:
		p.xs[at-1] = (p.cols[at-2].X1 + s.X0) / 2
	}
	switch {
	case b.X1 <= p.xs[at]:
	case at == len(p.cols):
		p.xs[at] = b.X1
	default:
		p.xs[at] = (s.X1 + p.cols[at].X0) / 2
	}
}
