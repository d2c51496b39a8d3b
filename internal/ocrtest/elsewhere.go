package ocrtest

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
)

// Elsewhere are wears of papers that went through many hands before others scanned, faxed or photographed them. As of Harder, what is wrong
// or missing must be told.
var Elsewhere = []Wear{
	{Name: "JPEG of quality 12, 200 dpi", DPI: 200, Skew: 0.002, apply: blocked(12)},
	{Name: "printed in a screen, 200 dpi", DPI: 200, Skew: 0.003, apply: inScreen},
	{Name: "askew by 4 degrees, 200 dpi", DPI: 200, Skew: 0.07, apply: grain(8)},
	{Name: "pages lie in all directions, 200 dpi", DPI: 200, Skew: 0.004, apply: grain(8), lie: []int{90, 0, 180, 270}},
	{Name: "curved at the spine, 200 dpi", DPI: 200, apply: curved},
	{Name: "folded twice, 200 dpi", DPI: 200, Skew: 0.003, apply: creased},
	{Name: "punched and stapled, 200 dpi", DPI: 200, Skew: 0.003, apply: punched},
	{Name: "blue stamps over figures, 200 dpi", DPI: 200, Skew: 0.003, apply: blueStamped},
	{Name: "underlined and written over in ink, 200 dpi", DPI: 200, Skew: 0.003, apply: inked},
	{Name: "rows of a fax lost and moved, 200 dpi", DPI: 200, Skew: 0.002, apply: brokenRows},
	{Name: "grey, 100 dpi", DPI: 100, Skew: 0.003, apply: grain(6)},
	{Name: "patterned colour, 200 dpi", DPI: 200, Skew: 0.003, apply: patterned},
	{Name: "dark edges, 200 dpi", DPI: 200, Skew: 0.004, apply: darkEdged},
	{Name: "cut at the right, 200 dpi", DPI: 200, Skew: 0.003, apply: cutRight},
	{Name: "toner that ends, 200 dpi", DPI: 200, Skew: 0.003, apply: tonerEnds},
	{Name: "lid at two sides, 200 dpi", DPI: 200, Skew: 0.006, apply: lidded},
	{Name: "JPEG of quality 10 stored twice, 200 dpi", DPI: 200, Skew: 0.003, apply: storedTwice},
	{Name: "dark gamma, 200 dpi", DPI: 200, Skew: 0.003, apply: gammaDark},
	{Name: "newsprint, 150 dpi", DPI: 150, Skew: 0.003, apply: newsprint},
	{Name: "photographed screen, 150 dpi", DPI: 150, apply: screenPhoto},
}

// inScreen is a page whose ink and grounds were printed in a fine screen, which beats with the scanner's dots.
func inScreen(img *image.RGBA, r *rand.Rand) {
	const period = 200 / 92.0
	eachGrey(img, func(x, y int, v float64) float64 {
		u, w := float64(x)*0.966+float64(y)*0.259, float64(y)*0.966-float64(x)*0.259
		dot := math.Cos(u*2*math.Pi/period) + math.Cos(w*2*math.Pi/period)
		return 30 + v*0.72 + dot*(10+12*(1-v/255)) + r.NormFloat64()*5
	})
	stored(img, 60)
}

// curved bends lines down by 2 mm towards the spine at the left, narrows what stands there, and darkens it.
func curved(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	const mm = 200 / 25.4
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			bend := math.Exp(-float64(x) / (22 * mm))
			img.SetRGBA(x, y, between(in, float64(x)-2.5*mm*bend+2.5*mm*math.Exp(-float64(img.Rect.Dx())/(22*mm)), float64(y)-2*mm*bend))
		}
	}
	eachGrey(img, func(x, _ int, v float64) float64 {
		return (v*0.85+30)*(1-0.55*math.Exp(-float64(x)/(9*mm))) + r.NormFloat64()*6
	})
}

// creased has the lines of two folds, dark on one side and pale on the other, across ink whose toner came off.
func creased(img *image.RGBA, r *rand.Rand) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	crease := func(d, v float64) float64 {
		switch {
		case math.Abs(d) < 1.2:
			return v + (255-v)*0.75 - 45
		case d > 0 && d < 14:
			return v * (0.78 + d/14*0.22)
		}
		return v
	}
	eachGrey(img, func(x, y int, v float64) float64 {
		v = v*0.85 + 30
		for _, at := range []int{h / 3, h * 2 / 3} {
			v = crease(float64(y-at)+1.5*math.Sin(float64(x)/90), v)
		}
		return crease(float64(x-w/2)+1.5*math.Sin(float64(y)/70), v) + r.NormFloat64()*6
	})
}

// disc draws a filled circle.
func disc(img *image.RGBA, x, y, radius float64, c color.RGBA) {
	for j := int(y - radius); j <= int(y+radius); j++ {
		for i := int(x - radius); i <= int(x+radius); i++ {
			if p := image.Pt(i, j); p.In(img.Rect) && math.Hypot(float64(i)-x, float64(j)-y) <= radius {
				img.SetRGBA(i, j, c)
			}
		}
	}
}

// punched has the holes of a binder, some through the table's first column, and a staple's shadow in a corner.
func punched(img *image.RGBA, r *rand.Rand) {
	grain(6)(img, r)
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	const mm = 200 / 25.4
	for _, y := range []float64{h/2 - 40*mm, h/2 + 40*mm} {
		disc(img, 12*mm, y, 3*mm, color.RGBA{20, 20, 20, 255})
		disc(img, w*0.3, y+11*mm, 3*mm, color.RGBA{25, 25, 25, 255})
	}
	for i := range 90 {
		draw.Draw(img, image.Rect(60+i, 110-i, 64+i, 113-i), image.NewUniform(color.Gray{60}), image.Point{}, draw.Src)
	}
}

// blueStamped has round and square stamps in blue ink, with strokes as of characters, over rows of figures.
func blueStamped(img *image.RGBA, r *rand.Rand) {
	grain(5)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	ink := func(x, y int) {
		if p := image.Pt(x, y); p.In(img.Rect) {
			i := img.PixOffset(x, y)
			img.Pix[i], img.Pix[i+1] = img.Pix[i]/3, img.Pix[i+1]/2
		}
	}
	for _, c := range []image.Point{{w / 2, h * 3 / 10}, {w * 7 / 10, h / 2}, {w * 4 / 10, h * 7 / 10}} {
		for y := -70; y <= 70; y++ {
			for x := -160; x <= 160; x++ {
				frame := max(abs(x)-156, abs(y)-66) >= 0
				stroke := abs(y) < 40 && (x+160)%64 > 10 && ((x+160)%64 < 15 || (x+160)%64 > 54 && (x+160)%64 < 59 || (y+40)%22 < 4)
				if frame || stroke {
					ink(c.X+x, c.Y+y)
				}
			}
		}
	}
}

func abs(n int) int { return max(n, -n) }

// inked has long lines of a pen under and through rows, and digits and loops by hand over figures, dark blue and red.
func inked(img *image.RGBA, r *rand.Rand) {
	grain(6)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	colours := []color.RGBA{{40, 50, 140, 255}, {190, 40, 50, 255}}
	for i := range 8 {
		x, y, c := r.IntN(w/2), h/6+r.IntN(h*2/3), colours[i%2]
		for k := range 150 + r.IntN(350) {
			disc(img, float64(x+k), float64(y)+2*math.Sin(float64(k)/41), 1.3, c)
		}
	}
	for i := range 30 {
		x, y, c := float64(80+r.IntN(w-200)), float64(h/6+r.IntN(h*2/3)), colours[i%2]
		size, turns := 8+8*r.Float64(), 4+r.Float64()*4
		for k := range 160 {
			a := float64(k) / 160 * turns
			disc(img, x+size*math.Sin(a)+float64(k)/5, y+1.3*size*math.Cos(a*1.3), 1.2, c)
		}
	}
}

// brokenRows is a fax in which some rows of dots are lost, some stand twice and some bands begin some dots farther right.
func brokenRows(img *image.RGBA, r *rand.Rand) {
	parted(10)(img, r)
	in := copied(img)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	from, aside := 0, 0
	for y := range h {
		switch r.IntN(60) {
		case 0:
			from = min(from+1, 3)
		case 1:
			from = max(from-1, -3)
		case 2:
			aside = r.IntN(5) - 2
		}
		line := min(max(y+from, 0), h-1)
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			if p := image.Pt(x-aside, line); p.In(in.Rect) {
				c = in.RGBAAt(p.X, p.Y)
			}
			img.SetRGBA(x, y, c)
		}
		if r.IntN(90) == 0 {
			draw.Draw(img, image.Rect(r.IntN(w), y, w, y+1), image.White, image.Point{}, draw.Src)
		}
	}
}

// patterned is paper with a ground of fine waves in colour, as against copying, in bands of two colours.
func patterned(img *image.RGBA, r *rand.Rand) {
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			i := img.PixOffset(x, y)
			wave := math.Sin((float64(y) + 9*math.Sin(float64(x)/31)) * 2 * math.Pi / 13)
			ground := [3]float64{238, 214, 190}
			if x/420%2 == 1 {
				ground = [3]float64{196, 222, 240}
			}
			for k := range ground {
				v := math.Min(float64(img.Pix[i+k]), 255) / 255 * (ground[k] - 24*math.Max(0, wave))
				img.Pix[i+k] = uint8(math.Min(math.Max(v+20+r.NormFloat64()*5, 0), 255))
			}
		}
	}
}

// darkEdged has the shadow of a lid that was open: black at the left and below, which pales over 10 mm.
func darkEdged(img *image.RGBA, r *rand.Rand) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	const mm = 200 / 25.4
	eachGrey(img, func(x, y int, v float64) float64 {
		near := math.Min(float64(x)+3*mm*math.Sin(float64(y)/h*3), math.Min(h-float64(y), w-float64(x)+3*mm))
		light := math.Min(1, math.Max(0, (near-6*mm)/(10*mm)))
		return (v*0.8+40)*(0.06+0.94*light) + r.NormFloat64()*6
	})
}

// cutRight ends in the middle of a column, at three quarters of the width; what lies beyond is not in the picture.
func cutRight(img *image.RGBA, r *rand.Rand) {
	grain(6)(img, r)
	w := img.Rect.Dx()
	draw.Draw(img, image.Rect(w*3/4, 0, w, img.Rect.Dy()), image.White, image.Point{}, draw.Src)
}

// screenPhoto is a screen that was photographed: the grid of its dots beats with the camera's, it is bluish, brighter in the middle, and
// lies at a slant.
func screenPhoto(img *image.RGBA, r *rand.Rand) {
	slanted(img, r)
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			i := img.PixOffset(x, y)
			fx, fy := float64(x), float64(y)
			beat := 14*math.Sin(fx*2*math.Pi/2.17+fy/47) + 9*math.Sin(fy*2*math.Pi/2.31+fx/71)
			light := 1 - 0.35*math.Hypot(fx/w-0.5, fy/h-0.45)
			for k, share := range [3]float64{0.84, 0.92, 1} {
				v := (float64(img.Pix[i+k])*0.85+25+beat)*light*share + r.NormFloat64()*5
				img.Pix[i+k] = uint8(math.Min(math.Max(v, 0), 255))
			}
		}
	}
	stored(img, 55)
}
