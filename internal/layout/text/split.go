package text

import (
	"strings"

	"github.com/mingxi/mingxi/internal/layout/figure"
)

// Tolerances of cutting a piece at a ruling.
const (
	splitGap = 0.15 // blank at a ruling that makes two texts of one run: figures set tight to the ruling leave 0.2
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
