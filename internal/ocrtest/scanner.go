package ocrtest

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"

	"github.com/mingxi/mingxi/internal/raster"
)

// A Wear is what printing, handling and scanning make of a clean page.
type Wear struct {
	Name   string
	DPI    float64
	Turned int     // degrees clockwise by which the picture must be turned to stand upright
	Skew   float64 // radians by which lines run down to the right
	apply  func(*image.RGBA, *rand.Rand)
	lie    []int // degrees clockwise by which its pages lie in turn, which nothing tells; none lie so if empty
}

// Picture is the scan of a clean picture of page number of a document.
func (w Wear) Picture(page image.Image, number int) raster.Picture {
	seen := w.scan(page)
	if len(w.lie) > 0 {
		seen = turned(seen, w.lie[number%len(w.lie)])
	}
	return raster.Picture{Image: seen, DPI: w.DPI, Turned: w.Turned}
}

// Wears are the scans that are made of each page that recognition is measured on.
var Wears = []Wear{
	{Name: "grey, 200 dpi, noise", DPI: 200, Skew: 0.006, apply: grain(18)},
	{Name: "two colours, 300 dpi, specks", DPI: 300, Skew: -0.004, apply: bilevel},
	{Name: "colour, 200 dpi, red stamp, shadow", DPI: 200, Skew: 0.006, apply: stamped},
	{Name: "grey, 200 dpi, sideways, 1.5 degrees askew", DPI: 200, Turned: 90, Skew: 0.026, apply: grain(8)},
	{Name: "grey, 150 dpi, noise", DPI: 150, Skew: 0.006, apply: grain(12)},
}

// Pale is a scan with little contrast, much noise and the blocks of a JPEG.
var Pale = Wear{Name: "pale, 200 dpi, JPEG", DPI: 200, Skew: 0.003, apply: pale}

// scan makes a scan of a clean picture of a page: the same one each time. Positions stay where they are,
// but for the skew, which is about the middle of the page.
func (w Wear) scan(page image.Image) *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	out := skewed(page, w.Skew)
	w.apply(out, r)
	return turned(out, (360-w.Turned)%360)
}

// skewed turns a picture about its middle by a small angle in radians, as a scanner sees it: each pixel
// is a mean of the four it falls between.
func skewed(img image.Image, angle float64) *image.RGBA {
	in := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(in, in.Rect, img, img.Bounds().Min, draw.Src)
	out := image.NewRGBA(in.Rect)
	sin, cos := math.Sincos(angle)
	cx, cy := float64(in.Rect.Dx())/2, float64(in.Rect.Dy())/2
	for y := range in.Rect.Dy() {
		for x := range in.Rect.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			out.SetRGBA(x, y, between(in, cx+dx*cos+dy*sin, cy-dx*sin+dy*cos))
		}
	}
	return out
}

// between is the colour between four pixels; paper outside the picture.
func between(img *image.RGBA, x, y float64) color.RGBA {
	fx, fy := x-math.Floor(x), y-math.Floor(y)
	var sum [3]float64
	for _, c := range []struct {
		dx, dy int
		share  float64
	}{{0, 0, (1 - fx) * (1 - fy)}, {1, 0, fx * (1 - fy)}, {0, 1, (1 - fx) * fy}, {1, 1, fx * fy}} {
		at := image.Pt(int(math.Floor(x))+c.dx, int(math.Floor(y))+c.dy)
		p := color.RGBA{255, 255, 255, 255}
		if at.In(img.Rect) {
			p = img.RGBAAt(at.X, at.Y)
		}
		sum[0] += c.share * float64(p.R)
		sum[1] += c.share * float64(p.G)
		sum[2] += c.share * float64(p.B)
	}
	return color.RGBA{uint8(sum[0]), uint8(sum[1]), uint8(sum[2]), 255}
}

// turned turns a picture clockwise by 0, 90, 180 or 270 degrees.
func turned(img *image.RGBA, degrees int) *image.RGBA {
	for ; degrees > 0; degrees -= 90 {
		w, h := img.Rect.Dx(), img.Rect.Dy()
		out := image.NewRGBA(image.Rect(0, 0, h, w))
		for y := range h {
			for x := range w {
				out.SetRGBA(h-1-y, x, img.RGBAAt(x, y))
			}
		}
		img = out
	}
	return img
}

// grain adds noise of the given deviation, and greys paper and ink.
func grain(deviation float64) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		for i := 0; i < len(img.Pix); i += 4 {
			v := float64(img.Pix[i])*0.8 + 40 + r.NormFloat64()*deviation
			b := uint8(math.Min(math.Max(v, 0), 255))
			img.Pix[i], img.Pix[i+1], img.Pix[i+2] = b, b, b
		}
	}
}

// bilevel leaves black and white, with specks.
func bilevel(img *image.RGBA, r *rand.Rand) {
	for i := 0; i < len(img.Pix); i += 4 {
		b := uint8(0)
		if img.Pix[i] > 150 {
			b = 255
		}
		if r.IntN(4000) == 0 {
			b = 255 - b
		}
		img.Pix[i], img.Pix[i+1], img.Pix[i+2] = b, b, b
	}
}

// stamped puts a red seal of 40 mm over the middle of the upper half, and a shadow on one side.
func stamped(img *image.RGBA, _ *rand.Rand) {
	const dpi, shadow = 200, 0.35
	w, h := img.Rect.Dx(), img.Rect.Dy()
	radius := 20.0 * dpi / 25.4
	for y := range h {
		for x := range w {
			i := img.PixOffset(x, y)
			for k := range 3 {
				img.Pix[i+k] = uint8(float64(img.Pix[i+k]) * (1 - shadow*float64(x)/float64(w)))
			}
			d := math.Hypot(float64(x-w/2), float64(y-h/4))
			if math.Abs(d-radius) < 5 || d < radius/4 {
				img.Pix[i+1], img.Pix[i+2] = img.Pix[i+1]/3, img.Pix[i+2]/3 // red ink lets red through
			}
		}
	}
}

// pale leaves half of the contrast, adds noise, and stores that as a poor JPEG.
func pale(img *image.RGBA, r *rand.Rand) {
	const ink, paper, deviation, quality = 110, 235, 14, 45
	for i := 0; i < len(img.Pix); i += 4 {
		v := ink + float64(img.Pix[i])*(paper-ink)/255 + r.NormFloat64()*deviation
		b := uint8(math.Min(math.Max(v, 0), 255))
		img.Pix[i], img.Pix[i+1], img.Pix[i+2] = b, b, b
	}
	stored(img, quality)
}
