package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Continues says whether a page begins with lines whose texts stand in the columns between some lines, those of a
// table on the page before.
func Continues(p *text.Page, xs []float64) bool {
	f := newFinder(p, nil)
	_, ok := f.continued(xs)
	return ok
}

// continued is the lines at the top of the page, below captions, whose texts stand between column lines, and lines
// between them of which one text stands over several columns. They are no table unless figures stand on one beside
// other texts.
func (f *finder) continued(xs []float64) (r candidate, ok bool) {
	var wide []int
	atoms := text.Atoms(f.Lines)
	for i, l := range atoms {
		caption := caption.AreCaptions(f.phrases[i])
		if caption && len(r.lines) == 0 {
			continue
		}
		fits := standBetween(l, xs)
		if caption || !fits && (len(r.lines) == 0 || len(wide) == leadingSingle) || len(r.lines) > 0 && f.isFar(&r, i-len(wide)) {
			break
		}
		if !fits {
			wide = append(wide, i)
			continue
		}
		for _, n := range append(wide, i) {
			f.add(&r, n)
		}
		wide = nil
		ok = ok || len(l) > 1 && slices.ContainsFunc(l[1:], func(p text.Phrase) bool { return p.Figure }) && text.IsBody(l)
	}
	for _, n := range wide {
		if l := atoms[n]; len(l) == 1 || !standBetween(l[1:], xs) || !text.IsBody(l[1:]) {
			break
		}
		f.add(&r, n) // a total whose name stands over several columns
	}
	return r, ok && !r.isTooLarge() && !beginsWithHead(text.Atoms(r.lines), xs) && !isProse(r.phrases, spansBetween(xs))
}

// beginsWithHead says whether a word stands above the first figure in a column of figures: the page has a head of its own.
func beginsWithHead(atoms [][]text.Phrase, xs []float64) bool {
	figures := make(map[int]int)
	for _, l := range atoms {
		for _, p := range l {
			if p.Figure {
				figures[grid.Band(xs, p.Box.Center().X)]++
			}
		}
	}
	body := max(slices.IndexFunc(atoms, text.IsBody), 0)
	return slices.ContainsFunc(slices.Concat(atoms[:body]...), func(p text.Phrase) bool {
		return !p.Figure && figures[grid.Band(xs, p.Box.Center().X)] > 1
	})
}

// standBetween says whether each text of a line stands in one column, and no two that are apart in the same.
func standBetween(atoms []text.Phrase, xs []float64) bool {
	before := 0
	for i, p := range atoms {
		from, to := grid.ColumnsUnder(xs, p.Box)
		if from != to || p.Box.X0 < xs[0]-sameEnds || p.Box.X1 > xs[len(xs)-1]+sameEnds {
			return false
		}
		if from == before && (text.Parted(atoms[i-1], p) || atoms[i-1].Figure || p.Figure) {
			return false
		}
		before = from
	}
	return true
}

// spansBetween is the stretches between column lines.
func spansBetween(xs []float64) []column.Span {
	var out []column.Span
	for i := 1; i < len(xs); i++ {
		out = append(out, column.Span{X0: xs[i-1], X1: xs[i]})
	}
	return out
}

// readContinued reads the lines at the top of a page that go on with a table whose columns stand between lines.
func (f *finder) readContinued(xs []float64) *grid.Grid {
	if len(xs) == 0 {
		return nil
	}
	r, ok := f.continued(xs)
	if !ok {
		return nil
	}
	r.headless = true
	return f.readIn(&r, xs)
}

// InColumns reads all lines of a page as one table whose columns stand between lines; nil if it has none.
func InColumns(p *text.Page, dividers []ruling.Edge, xs []float64) *grid.Grid {
	f := newFinder(p, dividers)
	var r candidate
	for i := range f.Lines {
		if !caption.AreCaptions(f.phrases[i]) || len(r.lines) > 0 {
			f.add(&r, i)
		}
	}
	if len(r.lines) == 0 || len(xs) < 2 || r.isTooLarge() {
		return nil
	}
	g := f.readIn(&r, xs)
	p.Drop(f.taken)
	return g
}

// readIn reads the lines of a candidate in the columns between some lines.
func (f *finder) readIn(r *candidate, xs []float64) *grid.Grid {
	last := r.lines[len(r.lines)-1].Box
	for _, e := range f.dividers {
		if r.lines[0].Box.Y0-blockGap*r.lines[0].Size < e.At && e.At < last.Y1+blockGap*r.lines[0].Size && e.Length() > wholeWidth*(last.X1-r.lines[0].Box.X0) {
			r.dividers = append(r.dividers, e)
		}
	}
	atoms := text.Atoms(r.lines)
	a := &alignment{candidate: r, xs: xs, cols: spansBetween(xs)}
	body := 0
	rows := r.bodyRows(atoms, 0, &body)
	if body != 0 || len(rows) == 0 {
		rows = r.text(atoms).Rows(0, 0)
	}
	a.take(atoms, rows, 0)
	for _, n := range r.index {
		f.taken[n] = true
	}
	return a.grid(f.Number)
}
