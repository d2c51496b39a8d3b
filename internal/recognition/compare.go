package recognition

import (
	"cmp"
	"image"
	"slices"

	"github.com/mingxi/mingxi/internal/raster"
)

// Shapes of ≥ and ≤, as shares of the line's height. The engine's Chinese model does not know them and
// reads 二, 过 or a digit instead.
const (
	signWide   = 0.35 // at least
	barHigh    = 0.28 // at most, of the stroke below
	barLong    = 0.6  // at least, of the width of the sign above it
	signApart  = 0.2  // of its width: how far the point of > lies from its two ends, at least
	signLowest = 0.45 // of the line's height: the stroke lies below this
	signEven   = 0.2  // of its width: how far the stroke's ends may lie from those of the angle
	signGap    = 0.03 // of the line's height between angle and stroke: a broken digit has less
	signBroad  = 1.2  // times the width of the digits behind it: a broken 2 is as wide as they are
)

// comparison finds a leading ≥ or ≤ by its shape and gives it with its place and that of the rest; an
// empty sign if there is none.
func comparison(ink *raster.Bitmap, box image.Rectangle) (sign string, place, rest image.Rectangle) {
	parts := ink.Components(box)
	if len(parts) < 3 {
		return "", place, rest
	}
	slices.SortStableFunc(parts, func(a, b raster.Component) int { return cmp.Compare(a.Box.Min.X, b.Box.Min.X) })
	a, b := parts[0].Box, parts[1].Box
	if a.Min.Y > b.Min.Y {
		a, b = b, a
	}
	both := a.Union(b)
	if parts[2].Box.Min.X < both.Max.X || !signShaped(a, b, box) {
		return "", place, rest
	}
	rest = box
	rest.Min.X = parts[2].Box.Min.X
	if d := digitWidth(ink, rest); float64(both.Dx()) < signBroad*float64(d) {
		return "", place, rest
	}
	high := max(1, a.Dy()/4)
	top := meanX(ink, image.Rect(a.Min.X, a.Min.Y, a.Max.X, a.Min.Y+high))
	foot := meanX(ink, image.Rect(a.Min.X, a.Max.Y-high, a.Max.X, a.Max.Y))
	point := meanX(ink, image.Rect(a.Min.X, a.Min.Y+a.Dy()*3/8, a.Max.X, a.Max.Y-a.Dy()*3/8))
	switch apart := signApart * float64(a.Dx()); {
	case point-max(top, foot) > apart:
		return "≥", both, rest
	case min(top, foot)-point > apart:
		return "≤", both, rest
	}
	return "", place, rest
}

// signShaped says whether a lies above b as the angle above the stroke of ≥ and ≤.
func signShaped(a, b, line image.Rectangle) bool {
	h := float64(line.Dy())
	return float64(a.Dx()) >= signWide*h && a.Dy() > b.Dy() &&
		float64(b.Dy()) <= barHigh*h && float64(b.Dx()) >= barLong*float64(a.Dx()) &&
		float64(b.Min.Y-line.Min.Y) >= signLowest*h && float64(b.Min.Y-a.Max.Y) >= signGap*h &&
		float64(max(abs(a.Min.X-b.Min.X), abs(a.Max.X-b.Max.X))) <= signEven*float64(a.Dx())
}

// digitWidth is the width of the widest digit in a box; 0 if there is none.
func digitWidth(ink *raster.Bitmap, box image.Rectangle) int {
	most := 0
	for _, s := range signs(ink, box) {
		if s.kind == 'd' {
			most = max(most, s.box.Dx())
		}
	}
	return most
}

// meanX is the mean place of the ink in r.
func meanX(ink *raster.Bitmap, r image.Rectangle) float64 {
	sum, n := 0, 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if ink.Row(y)[x] != 0 {
				sum += x
				n++
			}
		}
	}
	return float64(sum) / float64(max(1, n))
}

func abs(n int) int { return max(n, -n) }
