package raster

import "math"

// Sheets lie askew in the feeder by up to 3 degrees; phone pictures by more.
const (
	skewMost   = 6.0   // degrees looked at on either side
	skewCoarse = 0.25  // degrees between the first tries
	skewFine   = 0.02  // degrees between the last tries: 1/3 pixel over a table 1000 pixels wide
	skewLeast  = 0.03  // degrees: less is not worth a resampling
	skewPixels = 1000  // the ink is shrunk to this many pixels: one try then takes less than a millisecond
	skewInk    = 60000 // ink pixels looked at
)

// skew is the angle in radians by which lines run down to the right: the angle at which the ink's
// horizontal projection is sharpest.
func skew(ink *Bitmap) float64 {
	f := max(1, max(ink.W, ink.H)/skewPixels)
	pts := edgePoints(ink, f)
	if len(pts) == 0 {
		return 0
	}
	best := sharpest(pts, 0, skewMost, skewCoarse)
	best = sharpest(pts, best, skewCoarse, skewCoarse/5)
	best = sharpest(pts, best, skewCoarse/5, skewFine)
	if math.Abs(best) < skewLeast {
		return 0
	}
	return best * math.Pi / 180
}

type inkPoint struct{ x, y float64 }

// edgePoints samples ink with paper below it: the feet of letters and the lower sides of rulings,
// in units of f pixels.
func edgePoints(ink *Bitmap, f int) []inkPoint {
	var pts []inkPoint
	for y := 0; y+1 < ink.H; y++ {
		row, below := ink.Row(y), ink.Row(y+1)
		for x := range row {
			if row[x] != 0 && below[x] == 0 {
				pts = append(pts, inkPoint{float64(x-ink.W/2) / float64(f), float64(y) / float64(f)})
			}
		}
	}
	step := len(pts)/skewInk + 1
	out := pts[:0]
	for i := 0; i < len(pts); i += step {
		out = append(out, pts[i])
	}
	return out
}

// sharpest tries the angles around middle, in degrees; of equally sharp ones it takes the least.
func sharpest(pts []inkPoint, middle, reach, step float64) float64 {
	n := int(math.Round(reach / step))
	best, at := -1.0, middle
	for i := -n; i <= n; i++ {
		a := middle + float64(i)*step
		s := sharpness(pts, a)
		if s > best || s == best && math.Abs(a) < math.Abs(at) {
			best, at = s, a
		}
	}
	return at
}

// sharpness is the sum of squares of the projection along lines at the angle, in degrees.
func sharpness(pts []inkPoint, degrees float64) float64 {
	t := math.Tan(degrees * math.Pi / 180)
	const bins = 1 << 12
	var hist [bins]int
	for _, p := range pts {
		hist[int(p.y-p.x*t+bins/4)&(bins-1)]++
	}
	sum := 0.0
	for _, n := range hist {
		sum += float64(n) * float64(n)
	}
	return sum
}
