package text

import (
	"math"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of reading glyphs, in parts of the font size.
const (
	wordGap     = 0.20 // blank between two Latin words whose space is only a displacement; justified text sets spaces no narrower
	cjkGap      = 0.60 // blank between two ideographs that is printed as a space: evenly spread titles stay below
	figureGap   = 0.50 // the same between two figures: the blank that groups digits is 0.25 to 0.3 wide
	minGlyph    = 0.01 // points; narrower glyph boxes are combining marks or hold no ink
	widestDigit = 0.65 // width of a digit; the widest text fonts have 0.64
)

// spaced says whether a space is to be written between two glyphs; printed tells that the run has
// one.
func spaced(a, b *page.Glyph, printed bool, size float64) bool {
	gap := b.Box.X0 - inkEnd(a, size)
	if Ideographic(LastRune(a.Text)) || Ideographic(FirstRune(b.Text)) {
		return gap > cjkGap*size
	}
	if !printed && isFigureRune(LastRune(a.Text)) && isFigureRune(FirstRune(b.Text)) {
		return gap > figureGap*size // figures are letter-spaced where a font was replaced by a narrower one
	}
	return printed && gap > minGlyph || gap > wordGap*size
}

// inkEnd is where the ink of a glyph ends at the latest: some producers give digits the width of
// an ideograph and set them closer.
func inkEnd(g *page.Glyph, size float64) float64 {
	if c := FirstRune(g.Text); c >= '0' && c <= '9' || c == '.' || c == ',' {
		return math.Min(g.Box.X1, g.Box.X0+widestDigit*size)
	}
	return g.Box.X1
}

// glyphText is what glyphs say.
func glyphText(gs []page.Glyph) string {
	var b strings.Builder
	for i := range gs {
		b.WriteString(strings.TrimSpace(gs[i].Text))
	}
	return b.String()
}
