package aligned

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// fullSlack is by how many font sizes a text that fills its column may be shorter than the room for it.
const fullSlack = 0.2

// nearSide is by how many points text may reach over a ruled side of its column: glyph boxes are wider than their ink.
const nearSide = 1.5

// sidesIn is where sides run through a box.
func (r *candidate) sidesIn(b page.Box) []float64 {
	var out []float64
	for _, e := range r.sides {
		if y := b.Center().Y; e.From <= y && y <= e.To && b.X0+nearSide < e.At && e.At < b.X1-nearSide {
			out = append(out, e.At)
		}
	}
	return out
}

// sidesAround is the stretch between the sides that run left and right of a box at its height.
func (r *candidate) sidesAround(b page.Box) column.Span {
	out, mid := column.Span{X0: math.Inf(-1), X1: math.Inf(1)}, b.Center()
	for _, e := range r.sides {
		switch {
		case mid.Y < e.From || e.To < mid.Y:
		case e.At <= mid.X:
			out.X0 = math.Max(out.X0, e.At)
		default:
			out.X1 = math.Min(out.X1, e.At)
		}
	}
	return out
}

// sideBetween says whether a side runs between two neighbouring pieces of a line.
func (r *candidate) sideBetween(a, b *text.Piece) bool {
	return slices.ContainsFunc(r.sides, func(e ruling.Edge) bool {
		y := a.Box.Center().Y
		return e.From <= y && y <= e.To && a.Box.Center().X < e.At && e.At < b.Box.Center().X && a.Box.X1 <= e.At+nearSide && e.At-nearSide <= b.Box.X0
	})
}

// slabs is the stretches between the sides, from one end of the candidate to the other.
func (r *candidate) slabs() []column.Span {
	left, right := r.extent()
	xs := []float64{math.Inf(-1)}
	for _, e := range r.sides {
		if e.At-xs[len(xs)-1] >= ruling.Thinnest {
			xs = append(xs, e.At)
		}
	}
	var out []column.Span
	for i, x := range append(xs, math.Inf(1)) {
		if i > 0 {
			out = append(out, column.Span{X0: xs[i-1], X1: x})
		}
	}
	out[0].X0, out[len(out)-1].X1 = math.Min(left, out[0].X1), math.Max(right, out[len(out)-1].X0)
	return out
}

// columnsOf is the columns of rows below the leaves of a head: between two sides those that the texts within show.
func (r *candidate) columnsOf(rows [][]text.Phrase, leaves []text.Phrase) []column.Span {
	if len(r.sides) == 0 {
		return column.Near(rows, leaves)
	}
	var out []column.Span
	for _, s := range r.slabs() {
		within := func(ps []text.Phrase) []text.Phrase {
			var in []text.Phrase
			for _, p := range ps {
				if s.X0-nearSide <= p.Box.X0 && p.Box.X1 <= s.X1+nearSide {
					in = append(in, p)
				}
			}
			return in
		}
		var in [][]text.Phrase
		for _, row := range rows {
			if ps := within(row); len(ps) > 0 {
				in = append(in, ps)
			}
		}
		heads := within(leaves)
		for _, c := range columnsWithin(in, heads) {
			out = append(out, column.Span{X0: math.Max(c.X0, s.X0), X1: math.Min(c.X1, s.X1)})
		}
	}
	return out
}

// columnsWithin is the columns between two sides: one where no row holds two texts there and no two heads stand there.
func columnsWithin(rows [][]text.Phrase, heads []text.Phrase) []column.Span {
	if len(heads) > 1 || slices.ContainsFunc(rows, func(ps []text.Phrase) bool { return len(ps) > 1 }) {
		return column.Near(append(slices.Clip(rows), heads), heads)
	}
	var all page.Box
	for _, p := range append(slices.Concat(rows...), heads...) {
		all = all.Union(p.Box)
	}
	if all == (page.Box{}) {
		return nil
	}
	return []column.Span{{X0: all.X0, X1: all.X1}}
}

// A room is a stretch between two sides, and how wide texts in it may be.
type room struct {
	column.Span
	width float64
}

// rooms is the stretches between the sides. As near as some text comes to one of two sides, others keep off both.
func (r *candidate) rooms() []room {
	var out []room
	for _, s := range r.slabs() {
		off := math.Inf(1)
		for _, p := range slices.Concat(r.phrases...) {
			if s.X0 <= p.Box.X0 && p.Box.X1 <= s.X1 {
				off = math.Min(off, math.Min(p.Box.X0-s.X0, s.X1-p.Box.X1))
			}
		}
		out = append(out, room{s, s.X1 - s.X0 - 2*off})
	}
	return out
}

// fullIn says whether a text leaves no room between the sides around it for the first character of the next.
func fullIn(rooms []room) func(above, next text.Phrase) bool {
	return func(above, next text.Phrase) bool {
		mid, first := above.Box.Center().X, next.Box.Width()/math.Max(float64(utf8.RuneCountInString(next.Text)), 1)
		n := slices.IndexFunc(rooms, func(s room) bool { return s.X0 <= mid && mid <= s.X1 })
		return n >= 0 && above.Box.Width()+first+fullSlack*above.Pieces[0].Size > rooms[n].width
	}
}

// text is the lines of the candidate with their texts.
func (r *candidate) text(atoms [][]text.Phrase) *row.Text {
	t := &row.Text{Lines: r.lines, Atoms: atoms, Parted: r.ruledApart}
	if len(r.sides) > 0 {
		t.Full = fullIn(r.rooms())
	}
	return t
}
