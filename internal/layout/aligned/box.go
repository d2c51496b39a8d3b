package aligned

import (
	"math"
	"slices"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of boxes of amounts.
const (
	mostNameLines = 8    // lines of the name of a box
	nameLeading   = 2.2  // font sizes from one to the next at most
	evenLeading   = 0.05 // of that from one to the next, by which the others differ
	mostLinesOff  = 4    // lines without a figure between two rows of a box, or of its head
	offBox        = 0.8  // of the distance of rows by which its name stands off the middle of a box
)

// A box is rows of amounts of a form, above and below other boxes whose columns are others. What names it stands left of all of them, in their middle, and
// tells the unit of the amounts.
type box struct {
	candidate
	name text.Phrase
	from int // its first line on the page
	to   int // and its last
}

// readBoxes reads boxes of amounts as tables of their own.
func (f *finder) readBoxes() []*grid.Grid {
	var out []*grid.Grid
	for i := range f.Lines {
		b := f.boxAt(i)
		if b == nil {
			continue
		}
		g := b.grid(f.Number)
		if g == nil {
			continue
		}
		out = append(out, g)
		for n := b.from; n <= b.to; n++ {
			f.taken[n] = true
		}
	}
	return out
}

// boxAt is the box whose name has its last line on a line of the page; nil if there is none.
func (f *finder) boxAt(i int) *box {
	if end := text.LastRune(f.phrases[i][0].Text); !unicode.Is(unicode.Pe, end) {
		return nil // no bracket closes behind a unit
	}
	name := f.nameUpTo(i)
	for n := range name {
		var ps []text.Piece
		for _, k := range name[n:] {
			ps = append(ps, f.phrases[k][0].Pieces...)
		}
		if whole := text.NewPhrase(ps); caption.EndsInUnit(whole.Text) {
			if b := f.boxNamed(whole, name[n], i); b != nil {
				return b
			}
		}
	}
	return nil
}

// nameUpTo is the lines of the page that begin with texts of which each may go on in the next, the last of them on line i.
func (f *finder) nameUpTo(i int) []int {
	p := f.phrases[i][0]
	if f.taken[i] || p.Figure {
		return nil
	}
	name, step := []int{i}, 0.0
	for k := i - 1; k >= 0 && len(name) < mostNameLines; k-- {
		o := f.phrases[k][0]
		d := p.Pieces[0].Base - o.Pieces[0].Base
		if d > nameLeading*p.Pieces[0].Size {
			break
		}
		if o.Box.X0 >= p.Box.X1 {
			continue // what stands right of it
		}
		if f.taken[k] || o.Figure || !row.Alongside(p.Box, o.Box) || step > 0 && math.Abs(d-step) > evenLeading*step {
			break
		}
		name, p, step = append(name, k), o, d
	}
	slices.Reverse(name)
	return name
}

// boxNamed is the box of a name that stands on the lines from one to another; nil if what stands right of it is none.
func (f *finder) boxNamed(name text.Phrase, first, last int) *box {
	from, body, to := f.rowsBeside(first, last, name.Box.X1)
	if to < body {
		return nil
	}
	y := name.Box.Center().Y
	b := &box{candidate: candidate{unit: true}, name: name, from: f.inMiddle(from, body, to, y), to: to}
	amounts, decimals, rows := 0, false, 0.0
	for n := b.from; n <= to; n++ {
		l, ok := rightOf(f.Lines[n], name.Box.X1)
		if !ok {
			continue
		}
		ps := text.Phrases(&l)
		for _, p := range ps {
			if p.Figure && !figure.IsDash(p.Text) {
				amounts, decimals = amounts+1, decimals || figure.HasDecimals(p.Text)
			}
		}
		if text.IsBody(ps) {
			rows++
		}
		b.lines, b.phrases, b.index = append(b.lines, l), append(b.phrases, ps), append(b.index, n)
	}
	if b.lacksHead() || f.goesOnAround(b) {
		return nil
	}
	top, bottom := f.Lines[b.from].Box.Y0, f.Lines[to].Box.Y1
	if amounts < fewestAmounts || !decimals || len(b.lines) < 2 || math.Abs((top+bottom)/2-y) > offBox*(bottom-top)/rows {
		return nil
	}
	return b
}

// lacksHead says whether a box has no head, though figures stand beside each other in it, so that only one of them has its name at its left: a group of
// rows of a table, whose head stands over the name of the group too.
func (b *box) lacksHead() bool {
	return text.IsBody(b.phrases[0]) && slices.ContainsFunc(b.phrases, func(ps []text.Phrase) bool {
		for i := 1; i < len(ps); i++ {
			if ps[i-1].Figure && ps[i].Figure {
				return true
			}
		}
		return false
	})
}

// goesOnAround says whether the row above or below a box holds a figure set as one of the row of the box next to it: a group of rows of a table.
func (f *finder) goesOnAround(b *box) bool {
	return f.goesOn(b.from, b.from-1, -1) || f.goesOn(b.to, b.to+1, 1)
}

// goesOn says whether a row of a box goes on in the lines up or down from another. Lines of one text, which name groups of rows, are passed over.
func (f *finder) goesOn(of, n, step int) bool {
	for k := 0; k < mostLinesOff && n >= 0 && n < len(f.Lines) && !f.taken[n]; k++ {
		if f.setAlike(f.phrases[of], f.phrases[n]) {
			return true
		}
		if len(f.phrases[n]) > 1 {
			return false
		}
		n += step
	}
	return false
}

// rightOf is what of a line stands right of x.
func rightOf(l text.Line, x float64) (text.Line, bool) {
	l.Pieces = slices.DeleteFunc(slices.Clone(l.Pieces), func(p text.Piece) bool { return p.Box.Center().X < x })
	l.Box = page.Box{}
	for _, p := range l.Pieces {
		l.Box = l.Box.Union(p.Box)
	}
	return l, len(l.Pieces) > 0
}

// rowsBeside is the lines right of x around those of a name: the first that may be of the head of its rows, the first that may be of their body, and
// the last with a figure. Where other texts stand left of x, other boxes begin.
func (f *finder) rowsBeside(first, last int, x float64) (from, body, to int) {
	holds := func(n int) bool {
		return slices.ContainsFunc(f.phrases[n], func(p text.Phrase) bool { return p.Figure && p.Box.X0 > x })
	}
	within := func(n int) bool {
		return !f.taken[n] && f.phrases[n][0].Box.X0 >= x && !caption.AreCaptions(f.phrases[n])
	}
	near := func(a, b int) bool { return f.Lines[b].Box.Y0-f.Lines[a].Box.Y1 <= f.blank*f.Lines[b].Size }
	body, to = first, first-1
	for n := first; n < len(f.Lines) && n-max(to, last) <= mostLinesOff && (n <= last || within(n) && near(n-1, n)); n++ {
		if holds(n) {
			to = n
		}
	}
	for n := first - 1; n >= 0 && body-n <= mostLinesOff && within(n) && near(n, n+1); n-- {
		if holds(n) {
			body = n
		}
	}
	from = body
	for n := body - 1; n >= 0 && body-n <= mostLinesOff && within(n) && near(n, n+1); n-- {
		from = n
	}
	if to >= first {
		to = max(to, last)
	} else if body < first {
		to = last
	}
	return from, body, to
}

// inMiddle is the line of those from one up to the first of the body with which rows begin in whose middle a height stands: above may stand lines of
// other boxes, as those of the head do.
func (f *finder) inMiddle(from, body, to int, y float64) int {
	best, least := body, math.Inf(1)
	for n := from; n <= body; n++ {
		if off := math.Abs((f.Lines[n].Box.Y0+f.Lines[to].Box.Y1)/2 - y); off < least {
			best, least = n, off
		}
	}
	return best
}

// grid makes a grid of the box, whose first column is its name; nil if its rows and columns do not read as one.
func (b *box) grid(number int) *grid.Grid {
	a := b.align(true)
	if a == nil {
		return nil
	}
	g := a.grid(number)
	between := (b.name.Box.X1 + math.Max(a.cols[0].X0, b.name.Box.X1)) / 2
	g.Xs = slices.Concat([]float64{b.name.Box.X0, between}, g.Xs[1:])
	for i := range g.Cells {
		g.Cells[i].Column++
	}
	c := layout.Cell{Row: 1, Column: 1, RowSpan: g.Rows(), ColSpan: 1, Page: number}
	c.Box = g.Area(1, 1, c.RowSpan, 1)
	text.Fill(&c, b.name.Pieces)
	c.Box = text.BoxOf(c.Lines)
	g.Cells = slices.Insert(g.Cells, 0, c)
	return g
}
