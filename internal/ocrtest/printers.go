package ocrtest

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
)

// tonerEnds has bands along the sheet of a third of the ink, as of a printer whose toner runs out.
func tonerEnds(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(x, _ int, v float64) float64 {
		strength := 0.65 + 0.33*math.Cos(float64(x)*2*math.Pi/(46*200/25.4))
		return 245 - (255-v)*0.9*strength + r.NormFloat64()*5
	})
}

// lidded has the black edge of an open lid at the left and above, where the sheet lay askew.
func lidded(img *image.RGBA, r *rand.Rand) {
	const mm = 200 / 25.4
	eachGrey(img, func(x, y int, v float64) float64 {
		if float64(x) < 6*mm+0.004*float64(y) || float64(y) < 5*mm+0.003*float64(x) {
			return 12 + r.NormFloat64()*4
		}
		return v*0.85 + 28 + r.NormFloat64()*5
	})
}

// storedTwice is a JPEG of quality 10 that was stored again, a little larger, with 30.
func storedTwice(img *image.RGBA, r *rand.Rand) {
	grain(5)(img, r)
	stored(img, 10)
	again := copied(img)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			img.SetRGBA(x, y, between(again, float64(x)*0.998, float64(y)*0.998))
		}
	}
	stored(img, 30)
}

// gammaDark is a scan whose shades are squared: paper is grey and edges are dark.
func gammaDark(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(_, _ int, v float64) float64 {
		v = math.Min(math.Max(v*0.82+30+r.NormFloat64()*5, 0), 255) / 255
		return 255 * v * v
	})
}

// newsprint is a sheet of grey paper with fibres, on which ink ran.
func newsprint(img *image.RGBA, r *rand.Rand) {
	around(img, func(v [9]float64) float64 { return (v[4] + min(v[1], v[3], v[4], v[5], v[7])) / 2 })
	eachGrey(img, func(x, y int, v float64) float64 {
		cloud := 10 * math.Sin(float64(x)/83) * math.Sin(float64(y)/61)
		return 45 + v*0.55 + cloud + r.NormFloat64()*11
	})
	for range img.Rect.Dx() * img.Rect.Dy() / 3000 {
		x, y := r.IntN(img.Rect.Dx()), r.IntN(img.Rect.Dy())
		img.SetRGBA(x, y, color.RGBA{95, 95, 95, 255})
	}
}
