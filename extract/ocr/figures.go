package ocr

import (
	"cmp"
	"image"
	"slices"

	"github.com/mingxi/mingxi/extract/raster"
)

// Shapes of digits, as shares of the line's height.
const (
	digitLeast  = 0.78 // high
	digitNarrow = 0.08 // wide: a 1 without serifs in a light face
	digitWide   = 0.88 // wide: a 0 in a broad face
	pointHigh   = 0.45 // a full stop or comma, at the foot of the line
	pointWide   = 0.40
	dashHigh    = 0.30 // a dash, at half height
	figuresLong = 60   // components: what has more is not one figure
	dustSize    = 0.08 // high and wide: what is smaller is no point
	sameColumn  = 0.5  // of the narrower piece's width under another: pieces of one broken digit
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
	for _, c := range parts {
		w, high := float64(c.Box.Dx())/h, float64(c.Box.Dy())/h
		top, foot := float64(c.Box.Min.Y-box.Min.Y)/h, float64(c.Box.Max.Y-box.Min.Y)/h
		switch {
		case high >= digitLeast && w >= digitNarrow && w <= digitWide:
			digits++
		case high <= pointHigh && w <= pointWide && foot > 0.75:
		case high <= dashHigh && top > 0.25 && foot < 0.85:
		default:
			return false
		}
	}
	return digits > 0
}

// signs counts the characters of a figure by its ink: pieces above each other are one.
func signs(ink *raster.Bitmap, box image.Rectangle) int {
	parts := ink.Components(box)
	slices.SortStableFunc(parts, func(a, b raster.Component) int { return cmp.Compare(a.Box.Min.X, b.Box.Min.X) })
	dust := dustSize * float64(box.Dy())
	n := 0
	var last image.Rectangle
	for _, c := range parts {
		if float64(max(c.Box.Dx(), c.Box.Dy())) < dust {
			continue
		}
		common := min(last.Max.X, c.Box.Max.X) - max(last.Min.X, c.Box.Min.X)
		if n > 0 && float64(common) >= sameColumn*float64(min(last.Dx(), c.Box.Dx())) {
			last = last.Union(c.Box)
			continue
		}
		n++
		last = c.Box
	}
	return n
}
