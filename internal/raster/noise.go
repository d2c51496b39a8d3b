package raster

import (
	"image"
	"math"
	"slices"
)

// Grain of sensors and of paper, in shades.
const (
	noiseLeast = 4.0 // standard deviation: less, as compression leaves it, needs no smoothing
	noiseReach = 2.5 // deviations: a pixel that differs by more is writing, not grain
	noiseStep  = 7   // every seventh pixel is looked at
	noiseRest  = 0.4 // share of the grain that is left after smoothing
	noiseWhite = 3.0 // paper is darker than white by at most this many deviations of what is left
	noiseGamma = 1.7 // power by which pale strokes are darkened

	dotsLeast  = 0.005 // share of a picture's pixels that are dots by themselves where greys are shown by dots; dust is a tenth of it
	dotsShades = 0.01  // share of pixels between black and white at most, in a picture of two colours
)

// noise is the deviation of a picture's grain: most pixels are paper beside paper, so the median
// difference of neighbours tells it.
func noise(g *image.Gray) float64 {
	var hist [256]int
	n := 0
	w, h := g.Rect.Dx(), g.Rect.Dy()
	for y := 0; y < h; y += noiseStep {
		row := g.Pix[y*g.Stride : y*g.Stride+w]
		for x := 0; x+1 < w; x += noiseStep {
			if row[x] < 255 || row[x+1] < 255 { // overexposed paper tells nothing
				hist[abs(int(row[x])-int(row[x+1]))]++
				n++
			}
		}
	}
	if n*noiseStep*noiseStep*2 < w*h {
		return 0
	}
	const medianToDeviation = 0.954 // 0.6745 · √2
	left := n / 2
	at := slices.IndexFunc(hist[:], func(k int) bool { left -= k; return left < 0 })
	return float64(max(0, at)) / medianToDeviation
}

// dotted says whether a picture in two colours shows greys by dots, as scanners dither them: paper and shaded heads are full of
// black pixels with white ones all around.
func dotted(g *image.Gray) bool {
	dots, shades, n := 0, 0, 0
	w, h := g.Rect.Dx(), g.Rect.Dy()
	for y := 1; y+1 < h; y += noiseStep {
		for x := 1; x+1 < w; x++ {
			i := y*g.Stride + x
			n++
			switch p := g.Pix[i]; {
			case p > 15 && p < 240:
				shades++
			case p <= 15 && isDot(g, i):
				dots++
			}
		}
	}
	return float64(dots) >= dotsLeast*float64(n) && float64(shades) <= dotsShades*float64(n)
}

// isDot says whether all pixels around one are white.
func isDot(g *image.Gray, i int) bool {
	for _, row := range [3]int{i - g.Stride, i, i + g.Stride} {
		for k := row - 1; k <= row+1; k++ {
			if k != i && g.Pix[k] < 240 {
				return false
			}
		}
	}
	return true
}

// undotted makes greys of dots: each pixel becomes a mean of those around it, in which near ones count more.
func undotted(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(g.Rect)
	copy(out.Pix, g.Pix)
	for y := 1; y+1 < h; y++ {
		for x := 1; x+1 < w; x++ {
			at := func(row int) int { return int(g.Pix[row-1]) + 2*int(g.Pix[row]) + int(g.Pix[row+1]) }
			i := y*g.Stride + x
			out.Pix[i] = uint8((at(i-g.Stride) + 2*at(i) + at(i+g.Stride) + 8) / 16)
		}
	}
	return out
}

// smooth takes grain of the given deviation out: each pixel becomes the mean of those around it that
// differ from it by no more than grain does, so that strokes keep their edges (the sigma filter of
// J. S. Lee, 1983).
func smooth(g *image.Gray, deviation float64) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(g.Rect)
	copy(out.Pix, g.Pix)
	reach := int(math.Ceil(noiseReach * deviation))
	for y := 1; y+1 < h; y++ {
		for x := 1; x+1 < w; x++ {
			i := y*g.Stride + x
			out.Pix[i] = meanNear(g, i, reach)
		}
	}
	return out
}

// meanNear is the mean of the pixels around i, and of i twice, that differ from it by at most reach.
func meanNear(g *image.Gray, i, reach int) uint8 {
	c := int(g.Pix[i])
	sum, n := 2*c, 2
	for _, row := range [3]int{i - g.Stride, i, i + g.Stride} {
		for _, p := range g.Pix[row-1 : row+2] {
			if d := int(p) - c; d <= reach && -d <= reach {
				sum += int(p)
				n++
			}
		}
	}
	return uint8((sum + n/2) / n)
}

// stretch makes paper white where smoothing left some grain, and darkens the shades between paper and ink:
// thin strokes, which smoothing has paled.
func stretch(g *image.Gray, deviation float64) {
	white := 255 - noiseWhite*noiseRest*deviation
	var tone [256]uint8
	for v := range tone {
		tone[v] = uint8(255 * math.Pow(math.Min(1, float64(v)/white), noiseGamma))
	}
	for i, p := range g.Pix {
		g.Pix[i] = tone[p]
	}
}
