package text

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// Tolerances of cutting a piece at a ruling.
const (
	splitGap = 0.15 // blank at a ruling that makes two texts of one run: figures set tight to the ruling leave 0.2
	overrun  = 0.10 // gap or overlap of two characters of one text at most
	across   = 0.20 // by which a character begins before a ruling that it lies across
	straddle = 0.30 // of a glyph's width on each side of a ruling, from which the glyph lies across it
)

// SplitAt cuts a piece at a ruling that runs through a blank in it, or between a figure and words.
func (p Piece) SplitAt(x float64) (head, tail Piece, ok bool) {
	left, right := -1, -1
	for g := range p.glyphs {
		gl := &p.glyphs[g]
		if blank(gl.Text) {
			continue
		}
		if (gl.Box.X0+inkEnd(gl, p.Size))/2 < x {
			left = g
		} else if right < 0 {
			right = g
		}
	}
	if left < 0 || right < 0 || left > right || !parted(p, left, right, x) {
		return p, p, false
	}
	return p.cut(p.glyphs[:left+1]), p.cut(p.glyphs[right:]), true
}

// parted says whether the glyphs left and right of the ruling at x are two texts.
func parted(p Piece, left, right int, x float64) bool {
	a, b := &p.glyphs[left], &p.glyphs[right]
	end := inkEnd(a, p.Size)
	if end-x > straddle*a.Box.Width() || x-b.Box.X0 > straddle*b.Box.Width() {
		return false
	}
	if b.Box.X0-end > splitGap*p.Size || figure.IsDigit(LastRune(a.Text)) != figure.IsDigit(FirstRune(b.Text)) {
		return true
	}
	return twoAmounts(glyphText(p.glyphs[:left+1]), glyphText(p.glyphs[right:]))
}

// twoAmounts says whether a is an amount, and b begins with one of as many decimals: columns so narrow
// that amounts touch.
func twoAmounts(a, b string) bool {
	decimals, point := figure.Decimals(a), strings.IndexByte(b, '.')
	if decimals == 0 || point < 0 || len(b) <= point+decimals {
		return false
	}
	return figure.IsWhole(a) && figure.IsWhole(b[:point+decimals+1])
}

// Overruns says whether a piece begins with the end of a name, label, which runs over the side of its cell at
// x: it goes on with the name without a gap, or its first character lies across the side and a character has
// no room between both.
func (p Piece) Overruns(label Piece, x float64) bool {
	if label.angled || p.angled || math.Abs(p.Base-label.Base) > chainBase*label.Size || math.Abs(p.Size-label.Size) > chainBase*label.Size {
		return false
	}
	if !unicode.Is(unicode.Han, LastRune(label.Text)) || !unicode.Is(unicode.Han, FirstRune(p.Text)) {
		return false
	}
	gap := p.Box.X0 - label.Box.X1
	return math.Abs(gap) <= overrun*p.Size || gap > 0 && gap < p.Size && x-p.Box.X0 >= across*p.Size
}

// SplitAmount parts the words that a piece begins with from the amount that stands behind them, after a blank.
func (p Piece) SplitAmount() (words, amount Piece, ok bool) {
	last := -1
	for g := range p.glyphs {
		gl := &p.glyphs[g]
		switch {
		case blank(gl.Text):
		case unicode.Is(unicode.Han, FirstRune(gl.Text)):
			last = g
		case last < 0 || gl.Box.X0-inkEnd(&p.glyphs[last], p.Size) < splitGap*p.Size:
			return p, p, false
		default:
			words, amount = p.cut(p.glyphs[:last+1]), p.cut(p.glyphs[g:])
			return words, amount, figure.IsWhole(amount.Text)
		}
	}
	return p, p, false
}

// BeforeAmount says whether a piece is words, and b an amount that stands behind them on their line, after a
// blank.
func (p Piece) BeforeAmount(b Piece) bool {
	words := !strings.ContainsFunc(p.Text, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
	return words && figure.IsWhole(b.Text) && math.Abs(p.Base-b.Base) <= sameBase*p.Size && b.Box.X0-p.Box.X1 >= splitGap*p.Size
}

// PartBetween cuts the text of the page where rulings run through its boxes and a blank, or between a figure and words.
func (p *Page) PartBetween(cuts func(page.Box) []float64) {
	var out []Piece
	for _, x := range p.Rest() {
		for _, at := range cuts(x.Box) {
			if head, tail, ok := x.SplitAt(at); ok {
				tail.parted = true
				out, x = append(out, head), tail
			}
		}
		out = append(out, x)
	}
	p.SetRest(out)
}

// PartAt cuts the text of the page at column lines, each character to the side on which its middle stands.
func (p *Page) PartAt(xs []float64) {
	column := func(g *page.Glyph) int { n, _ := slices.BinarySearch(xs, g.Box.Center().X); return n }
	var out []Piece
	for _, x := range p.Rest() {
		first := 0
		for g := 1; g < len(x.glyphs) && !x.angled; g++ {
			if column(&x.glyphs[g]) != column(&x.glyphs[g-1]) {
				out, first = append(out, x.atom(first, g)), g
			}
		}
		if first > 0 {
			x = x.atom(first, len(x.glyphs))
		}
		if !blank(x.Text) {
			out = append(out, x)
		}
	}
	p.SetRest(out)
}
