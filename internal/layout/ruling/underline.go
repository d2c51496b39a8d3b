package ruling

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of telling the underline of words, or of a blank of a sentence or a form, from a divider, in font sizes unless
// said otherwise.
const (
	blankBelow = 0.55 // from the base line down to an underline at most
	blankAbove = 0.10 // the same upwards
	blankNear  = 0.85 // from an underline to the words that go on beside it at most
	widestLine = 0.6  // of the page's width that an underline takes at most
	endsAlike  = 0.15 // by which an underline ends beside its words at most
)

// fewestUnderlined is of how many different widths words are that begin at one place and are underlined, where those beside figures are.
const fewestUnderlined = 3

// underText is by how many points underlines of one column begin, or end, apart where they are as wide.
const underText = 1.5

// withoutUnderlines leaves out the horizontal edges that underline words, or blanks among the words of a line, and marks what
// was filled into those of sentences.
func (e Edges) withoutUnderlines(p *text.Page) Edges {
	var kept, besideFigures, under []Edge // under is those that begin and end with words
	for _, h := range e.Horizontal {
		if h.Length() > widestLine*p.Width || slices.ContainsFunc(e.Vertical, func(v Edge) bool { return crosses(h, v) }) {
			kept = append(kept, h)
			continue
		}
		words, alone := false, false
		for i := 0; i < len(p.Lines) && !alone; i++ {
			l := &p.Lines[i]
			if d := h.At - l.Base; d < -blankAbove*l.Size || d > blankBelow*l.Size {
				continue
			}
			ends := endsWithWords(h, l)
			words = words || ends
			alone = ends && !slices.ContainsFunc(l.Pieces, func(p text.Piece) bool { return figure.Is(p.Text) }) || e.underlinesBlank(h, l)
		}
		if words {
			under = append(under, h)
		}
		switch {
		case alone:
		case words:
			besideFigures = append(besideFigures, h)
		default:
			kept = append(kept, h)
		}
	}
	slices.SortStableFunc(under, func(a, b Edge) int { return cmp.Compare(a.From, b.From) })
	e.Horizontal = append(kept, slices.DeleteFunc(besideFigures, func(h Edge) bool { return endsDiffer(under, h.From) })...)
	slices.SortFunc(e.Horizontal, byPosition)
	return e
}

// endsWithWords says whether an edge begins and ends with words of a line, as short rules below heads do.
func endsWithWords(h Edge, l *text.Line) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) <= endsAlike*l.Size }
	first := slices.IndexFunc(l.Pieces, func(p text.Piece) bool { return near(p.Box.X0, h.From) })
	last := slices.IndexFunc(l.Pieces, func(p text.Piece) bool { return near(p.Box.X1, h.To) })
	for i := first + 1; first >= 0 && i <= last; i++ {
		if l.Pieces[i].Box.X0-l.Pieces[i-1].Box.X1 > blankNear*l.Size {
			return false // the line below heads, from the first to the last
		}
	}
	return first >= 0 && first <= last && !slices.ContainsFunc(l.Pieces[first:last+1], func(p text.Piece) bool { return figure.Is(p.Text) })
}

// endsDiffer says whether edges that begin at a place end now here, now there, with the words over them: they underline these. A row is ruled off
// as far as the others are. The edges are sorted by where they begin.
func endsDiffer(under []Edge, from float64) bool {
	lo, _ := slices.BinarySearchFunc(under, from-underText, func(e Edge, x float64) int { return cmp.Compare(e.From, x) })
	var ends []float64
	for _, e := range under[lo:] {
		if e.From > from+underText || len(ends) == fewestUnderlined {
			break
		}
		if !slices.ContainsFunc(ends, func(x float64) bool { return math.Abs(x-e.To) <= underText }) {
			ends = append(ends, e.To)
		}
	}
	return len(ends) == fewestUnderlined
}

// underlinesBlank says whether an edge underlines a blank of a line: nothing stands over its ends, and the line's
// words go on right behind it, or ask right before it for what is filled in. Words over an edge that do not go on from those left of them are
// the name of columns, whatever stands near behind.
func (e Edges) underlinesBlank(h Edge, l *text.Line) bool {
	var filled []int
	var before, after *text.Piece
	words := false
	for i := range l.Pieces {
		p := &l.Pieces[i]
		slack := text.Overhang * p.Size
		switch {
		case p.Box.X0 >= h.From-slack && p.Box.X1 <= h.To+slack:
			filled, words = append(filled, i), words || !figure.Is(p.Text)
		case p.Box.X1 > h.From+slack && p.Box.X0 < h.To-slack:
			return false
		case p.Box.X1 <= h.From+slack && h.From-p.Box.X1 <= blankNear*p.Size:
			before = p
		case p.Box.X0 >= h.To-slack && after == nil && p.Box.X0-h.To <= blankNear*p.Size:
			after = p
		}
	}
	if words && before == nil && l.Pieces[0].Box.X1 <= h.From {
		return false
	}
	if e.goesOn(after, h.At) {
		for _, i := range filled {
			l.Pieces[i].Filled = true
		}
		return true
	}
	return before != nil && strings.ContainsRune(":：", text.LastRune(before.Text))
}

// goesOn says whether a piece beside an edge at the given height is words that are not underlined.
func (e Edges) goesOn(p *text.Piece, at float64) bool {
	if p == nil || figure.Is(p.Text) {
		return false
	}
	if c := text.FirstRune(p.Text); !unicode.IsLetter(c) && !strings.ContainsRune("%％，。；、）", c) {
		return false
	}
	x := p.Box.Center().X
	return !slices.ContainsFunc(Near(e.Horizontal, at), func(o Edge) bool { return o.From < x && x < o.To })
}
