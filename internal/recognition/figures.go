package recognition

import (
	"cmp"
	"image"
	"regexp"
	"slices"
	"sync"

	"github.com/mingxi/mingxi/internal/raster"
)

// Shapes of digits, as shares of the line's height.
const (
	digitLeast  = 0.78 // high
	digitNarrow = 0.08 // wide: a 1 without serifs in a light face
	digitWide   = 0.88 // wide: a 0 in a broad face; what is wider are two characters that touch
	pointHigh   = 0.45 // a full stop or comma, at the foot of the line
	pointWide   = 0.40
	dashHigh    = 0.30 // a dash, at half height
	dashLeast   = 0.20 // wide, of a dash that touches a digit
	figuresLong = 60   // components: what has more is not one figure
	dustSize    = 0.08 // high and wide: what is smaller is no point
	commaTail   = 0.06 // by how much a comma ends below the feet of the digits; a point ends higher
	ringLeast   = 0.25 // high, of the upper ring of %
	ringMost    = 0.65
	ringFoot    = 0.75 // that ring ends above this height
	sameColumn  = 0.5  // of the narrower one's width that must lie above or below the other: pieces of one broken digit, figures of one column
)

// looksLikeFigures says whether every piece of ink in a box has the shape and the place of a digit,
// a point, a comma, a dash or a bracket. Chinese characters break up into pieces of other heights;
// digits that touch do not pass, and are found out when they are read.
func looksLikeFigures(ink *raster.Bitmap, box image.Rectangle) bool {
	parts := ink.Components(box)
	if len(parts) == 0 || len(parts) > figuresLong {
		return false
	}
	h := float64(box.Dy())
	digits := 0
	var dash image.Rectangle
	for _, c := range parts {
		w, high := float64(c.Box.Dx())/h, float64(c.Box.Dy())/h
		top, foot := float64(c.Box.Min.Y-box.Min.Y)/h, float64(c.Box.Max.Y-box.Min.Y)/h
		switch {
		case high >= digitLeast && w >= digitNarrow && w <= digitWide:
			digits++
		case high <= pointHigh && w <= pointWide && foot > 0.75:
		case high <= dashHigh && top > 0.25 && foot < 0.85:
			if w >= dashLeast && !dash.Empty() && oneColumn(c.Box, dash) {
				return false // the two strokes of =
			}
			dash = c.Box
		default:
			return false
		}
	}
	return digits > 0
}

// sign is a character of a figure, by its ink.
type sign struct {
	box  image.Rectangle
	kind byte // 'd' a digit, '.' a point, ',' a comma, '-' a dash, 'o' a ring of %, '?' none of these
}

// signs parts the ink of a figure into characters: pieces above each other are one.
func signs(ink *raster.Bitmap, box image.Rectangle) []sign {
	parts := ink.Components(box)
	slices.SortStableFunc(parts, func(a, b raster.Component) int { return cmp.Compare(a.Box.Min.X, b.Box.Min.X) })
	dust := dustSize * float64(box.Dy())
	var out []sign
	for _, c := range parts {
		if float64(max(c.Box.Dx(), c.Box.Dy())) < dust {
			continue
		}
		if n := len(out) - 1; n >= 0 {
			last := &out[n].box
			if oneColumn(*last, c.Box) {
				*last = last.Union(c.Box)
				continue
			}
		}
		out = append(out, sign{box: c.Box})
	}
	foot := 0
	out = withoutTouch(ink, out, box)
	for i := range out {
		if out[i].kind = shapeOf(out[i].box, box); out[i].kind == 'd' {
			foot = max(foot, out[i].box.Max.Y)
		}
	}
	for i := range out {
		if out[i].kind == '.' && float64(out[i].box.Max.Y-foot) > commaTail*float64(box.Dy()) && digitsFrom(out[i+1:]) == 3 {
			out[i].kind = ',' // and stands before thousands
		}
	}
	return out
}

// oneColumn says whether one box lies above or below most of the other.
func oneColumn(a, b image.Rectangle) bool {
	common := min(a.Max.X, b.Max.X) - max(a.Min.X, b.Min.X)
	return float64(common) >= sameColumn*float64(min(a.Dx(), b.Dx()))
}

// withoutTouch parts a dash at the front from the digit that it touches: the first columns of a dash have ink
// at half height alone, those of no digit have.
func withoutTouch(ink *raster.Bitmap, all []sign, line image.Rectangle) []sign {
	if len(all) == 0 || float64(all[0].box.Dx()) <= digitWide*float64(line.Dy()) {
		return all
	}
	b, x := all[0].box, all[0].box.Min.X
	for ; x < b.Max.X; x++ {
		if !atHalfHeight(inkBox(ink, image.Rect(x, b.Min.Y, x+1, b.Max.Y)), line) {
			break
		}
	}
	if float64(x-b.Min.X) < dashLeast*float64(line.Dy()) {
		return all
	}
	dash := inkBox(ink, image.Rect(b.Min.X, b.Min.Y, x, b.Max.Y))
	digit := inkBox(ink, image.Rect(x, b.Min.Y, b.Max.X, b.Max.Y))
	return append([]sign{{box: dash}, {box: digit}}, all[1:]...)
}

// inkBox is the smallest box around the ink in r.
func inkBox(ink *raster.Bitmap, r image.Rectangle) image.Rectangle {
	var box image.Rectangle
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if ink.Row(y)[x] != 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// digitsFrom counts the digits at the beginning.
func digitsFrom(all []sign) int {
	n := slices.IndexFunc(all, func(s sign) bool { return s.kind != 'd' })
	if n < 0 {
		return len(all)
	}
	return n
}

// shapeOf tells digits, points and dashes apart by height and place in the line.
func shapeOf(c, line image.Rectangle) byte {
	h := float64(line.Dy())
	high, foot := float64(c.Dy())/h, float64(c.Max.Y-line.Min.Y)/h
	switch {
	case high >= digitLeast && float64(c.Dx()) > digitWide*h:
		return '?'
	case high >= digitLeast:
		return 'd'
	case high <= pointHigh && float64(c.Dx()) <= pointWide*h && foot > 0.75:
		return '.'
	case c.Dx() > c.Dy() && atHalfHeight(c, line):
		return '-'
	case high >= ringLeast && high <= ringMost && foot < ringFoot:
		return 'o'
	}
	return '?'
}

// atHalfHeight says whether ink lies in a line where dashes do.
func atHalfHeight(c, line image.Rectangle) bool {
	h := float64(line.Dy())
	return float64(c.Dy()) <= dashHigh*h && float64(c.Min.Y-line.Min.Y) > 0.25*h && float64(c.Max.Y-line.Min.Y) < 0.85*h
}

// fits says whether a text has, in this order, the characters that the ink has the shapes of.
func fits(text string, all []sign) bool {
	runes := []rune(text)
	if n := len(runes) - 1; n >= 0 && runes[n] == '%' && len(all) > n && len(all) <= n+3 {
		runes, all = runes[:n], all[:n] // % has up to three pieces
	}
	if len(runes) != len(all) {
		return false
	}
	for i, r := range runes {
		switch all[i].kind {
		case 'd':
			if r == '.' || r == ',' || r == '-' {
				return false
			}
		case '.', ',':
			if r != rune(all[i].kind) {
				return false
			}
		case '-':
			if r != '-' {
				return false
			}
		case 'o':
			return false
		case '?':
			if r == '-' && len(runes) > 1 { // alone, a dash has no height to lie at half of
				return false
			}
		}
	}
	return true
}

// wellFormed says whether a figure is written as figures are: no digit 0 in front of others, three
// digits between commas, at most one point. Codes are written without points and commas.
func wellFormed(s string) bool { return figureForm().MatchString(s) }

// figureForm is made when the first figure is read: most runs recognise nothing.
var figureForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\(?-{0,2}(\d+|(0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d*)(\.\d+)?)%?\)?$|^-+$`)
})

func isDigit(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }
