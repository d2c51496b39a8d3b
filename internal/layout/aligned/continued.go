package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// rowSlack is by how many font sizes rows may stand further apart than on the page before.
const rowSlack = 0.5

// Continues says whether a page begins with lines whose texts stand in the columns of the table before, and whether these print its
// head again.
func Continues(p *text.Page, before *Before) (ok, repeats bool) {
	f := newFinder(p, nil)
	_, head, _, ok := f.continued(before)
	return ok, head != nil
}

// continued is the lines at the top of the page, below captions, whose texts stand in the columns of the table before, and lines
// between them of which one text stands over several columns. They are no table unless figures stand on one beside
// other texts. The first ones may print the head again.
func (f *finder) continued(before *Before) (r candidate, head *headZone, in places, ok bool) {
	xs, atoms := before.Xs, text.Atoms(f.Lines)
	in = placesOf(before)
	first := f.firstLine()
	n, head := f.repeated(before, first)
	for i := first; i < first+n; i++ {
		f.add(&r, i)
	}
	var wide []int
	for i := first + n; i < len(atoms); i++ {
		l, caption := atoms[i], caption.AreCaptions(f.phrases[i])
		if caption && len(r.lines) == 0 {
			continue
		}
		fits := in.hold(l)
		if caption || !fits && (len(r.lines) == 0 || len(wide) == leadingSingle) || len(r.lines) > 0 && f.isFar(&r, i-len(wide), max(blockGap, before.Blank/f.Lines[i].Size+rowSlack)) {
			break
		}
		if ok {
			if n := f.headsAnew(&r, before, i); n > 0 {
				for len(r.lines) > n {
					r.dropLast()
				}
				break
			}
		}
		if !fits {
			wide = append(wide, i)
			continue
		}
		for _, n := range append(wide, i) {
			f.add(&r, n)
		}
		wide = nil
		ok = ok || head != nil || len(l) > 1 && slices.ContainsFunc(l[1:], func(p text.Phrase) bool { return p.Figure }) && text.IsBody(l)
	}
	for _, n := range wide {
		if l := atoms[n]; len(l) == 1 || !in.hold(l[1:]) || !text.IsBody(l[1:]) {
			break
		}
		f.add(&r, n) // a total whose name stands over several columns
	}
	ok = ok && !r.isTooLarge() && !isProse(r.phrases[n:], spansBetween(xs)) && (head != nil || !beginsWithHead(text.Atoms(r.lines), xs))
	return r, head, in, ok
}

// headsAnew says how many lines of rows that go on with a table stand above the head of another, which is line i with names alone above it: further
// below them than tables go on without one before. A head is different words, one over each column of figures, of which there are several; what
// the head of the table says too is no other. It is 0 where the line is none.
func (f *finder) headsAnew(r *candidate, before *Before, i int) int {
	rows := f.linesFarAbove(r, i)
	if rows == 0 {
		return 0
	}
	isData := func(p text.Phrase) bool { return p.Figure && !figure.IsYear(p.Text) }
	figures, said := make(map[int]bool), make(map[string]bool)
	for _, p := range slices.Concat(text.Atoms(r.lines)...) {
		if isData(p) {
			figures[grid.Band(before.Xs, p.Box.Center().X)] = true
		}
	}
	several, again := len(figures) > 1, true
	for _, p := range text.Atoms(f.Lines[i : i+1])[0] {
		s := words.Squeeze(p.Text)
		if isData(p) || said[s] {
			return 0
		}
		said[s] = true
		again = again && slices.ContainsFunc(before.Head, func(c layout.Cell) bool { return words.Squeeze(c.Text) == s })
		delete(figures, grid.Band(before.Xs, p.Box.Center().X))
	}
	if again || !several || len(figures) > 0 {
		return 0
	}
	return rows
}

// linesFarAbove is how many lines of a candidate stand further above line i, or above names that stand between, than tables go on without a head; 0 if
// none does before its last row with figures.
func (f *finder) linesFarAbove(r *candidate, i int) int {
	for n := len(r.lines); n > 0; n-- {
		if f.Lines[i].Box.Y0-r.lines[n-1].Box.Y1 > blockGap*f.Lines[i].Size {
			return n
		}
		if i = r.index[n-1]; text.IsBody(r.phrases[n-1]) {
			break
		}
	}
	return 0
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

// spansBetween is the stretches between column lines.
func spansBetween(xs []float64) []column.Span {
	var out []column.Span
	for i := 1; i < len(xs); i++ {
		out = append(out, column.Span{X0: xs[i-1], X1: xs[i]})
	}
	return out
}

// readContinued reads the lines at the top of a page that go on with the table before.
func (f *finder) readContinued(before *Before) *grid.Grid {
	if before == nil {
		return nil
	}
	r, head, in, ok := f.continued(before)
	if !ok {
		return nil
	}
	r.headless = true
	return f.readIn(&r, before.Xs, in.xs, head)
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
	g := f.readIn(&r, xs, xs, nil)
	p.Drop(f.taken)
	return g
}

// readIn reads the lines of a candidate in the columns between some lines, which on its page stand elsewhere in the blanks; the first ones may be
// a head.
func (f *finder) readIn(r *candidate, xs, here []float64, head *headZone) *grid.Grid {
	last := r.lines[len(r.lines)-1].Box
	for _, e := range f.dividers {
		if r.lines[0].Box.Y0-blockGap*r.lines[0].Size < e.At && e.At < last.Y1+blockGap*r.lines[0].Size && e.Length() > wholeWidth*(last.X1-r.lines[0].Box.X0) {
			r.dividers = append(r.dividers, e)
		}
	}
	atoms := text.Atoms(r.lines)
	a := &alignment{candidate: r, xs: xs, cols: spansBetween(here), head: head}
	from := 0
	if head != nil {
		from = head.end
	}
	body := from
	rows := r.bodyRows(atoms, from, &body)
	if body != from || len(rows) == 0 {
		rows = r.text(atoms).Rows(from, from)
	}
	a.take(atoms, rows, from)
	for _, n := range r.index {
		f.taken[n] = true
	}
	return a.grid(f.Number)
}
