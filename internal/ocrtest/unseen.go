package ocrtest

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
)

// Unseen are wears that were thought of after pages in all others were read: only the first nine were looked at since, the rest tell what
// scans are read like that nobody prepared for. As of Harder, what is wrong or missing must be told.
var Unseen = []Wear{
	{Name: "copied twice, 200 dpi", DPI: 200, Skew: 0.008, apply: copiedTwice},
	{Name: "oversharpened, 200 dpi", DPI: 200, Skew: 0.004, apply: sharpened},
	{Name: "keystone at the side and a shadow's slope, 200 dpi", DPI: 200, apply: keystone},
	{Name: "pink paper, JPEG 25, 200 dpi", DPI: 200, Skew: 0.003, apply: pinkBlocked},
	{Name: "bands of low toner, 200 dpi", DPI: 200, Skew: 0.003, apply: lowToner},
	{Name: "bold bleed, bilevel 200 dpi askew", DPI: 200, apply: boldTilted},
	{Name: "curled corner, 200 dpi", DPI: 200, Skew: 0.002, apply: curled},
	{Name: "light blue print, 200 dpi", DPI: 200, Skew: 0.003, apply: bluePrint},
	{Name: "cleaned by a phone's filter, 180 dpi", DPI: 180, Skew: 0.004, apply: filtered},
	{Name: "fax stretched, 204 by 98 dpi, scanned", DPI: 200, Skew: 0.005, apply: faxPrinted},
	{Name: "halftone of a newspaper, 200 dpi", DPI: 200, Skew: 0.003, apply: halftoned},
	{Name: "washed out by gamma, 200 dpi", DPI: 200, Skew: 0.003, apply: washedOut},
	{Name: "askew by 1.5 degrees, grey, 150 dpi", DPI: 150, Skew: -0.026, apply: grain(9)},
	{Name: "bilevel, turned afterwards, 200 dpi", DPI: 200, apply: tiltedBilevel},
	{Name: "ground of a grey pattern of words, 200 dpi", DPI: 200, Skew: 0.003, apply: wordGround},
	{Name: "colours apart and lines of the sensor, 200 dpi", DPI: 200, Skew: 0.003, apply: sensorLines},
	{Name: "threshold by neighbours hollows strokes, 200 dpi", DPI: 200, Skew: 0.003, apply: hollowed},
	{Name: "rows tremble, 200 dpi", DPI: 200, Skew: 0.003, apply: trembling},
	{Name: "spots removed by medians, 170 dpi", DPI: 170, Skew: 0.004, apply: medianed},
}

// soften makes each pixel a mean of those about it.
func soften(img *image.RGBA) {
	around(img, func(v [9]float64) float64 {
		return (v[0] + v[2] + v[6] + v[8] + 2*(v[1]+v[3]+v[5]+v[7]) + 4*v[4]) / 16
	})
}

// copiedTwice went through two copiers, each with specks, more contrast and another size.
func copiedTwice(img *image.RGBA, r *rand.Rand) {
	for range 2 {
		around(img, func(v [9]float64) float64 {
			m := (v[0] + v[2] + v[6] + v[8] + 2*(v[1]+v[3]+v[5]+v[7]) + 4*v[4]) / 16
			return 255 / (1 + math.Exp(-(m-150+r.NormFloat64()*9)/22))
		})
		for range img.Rect.Dx() * img.Rect.Dy() / 9000 {
			disc(img, float64(r.IntN(img.Rect.Dx())), float64(r.IntN(img.Rect.Dy())), 0.4+r.Float64()*1.1, color.RGBA{40, 40, 40, 255})
		}
		in := copied(img)
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				img.SetRGBA(x, y, between(in, float64(x)*0.993+2.3, float64(y)*0.993+3.1+float64(x)*0.002))
			}
		}
	}
	grain(4)(img, r)
}

// sharpened has white edges around its strokes, as of a scanner that sharpens too much.
func sharpened(img *image.RGBA, r *rand.Rand) {
	grain(7)(img, r)
	soft := copied(img)
	for range 3 {
		soften(soft)
	}
	eachGrey(img, func(x, y int, v float64) float64 { return v + 2.6*(v-float64(soft.Pix[soft.PixOffset(x, y)])) })
	stored(img, 75)
}

// keystone was seen from the right, and darkens to one corner.
func keystone(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			fx := float64(x) / w
			by := 1 + 0.022*(1-fx)
			img.SetRGBA(x, y, between(in, w/2+(float64(x)-w/2)*1.01, h/2+(float64(y)-h/2)*by+0.006*(float64(x)-w/2)))
		}
	}
	eachGrey(img, func(x, y int, v float64) float64 {
		return (v*0.8+40)*(1-0.5*float64(x)/w*float64(y)/h) + r.NormFloat64()*5
	})
}

// pinkBlocked is pink paper in a poor JPEG, whose colours are coarser than its shades.
func pinkBlocked(img *image.RGBA, r *rand.Rand) {
	tinted(250, 196, 205)(img, r)
	stored(img, 25)
}

// lowToner has bands of 6 mm along the sheet with a quarter of the ink.
func lowToner(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(x, y int, v float64) float64 {
		strength := 1.0
		if m := math.Mod(float64(x)/200*25.4+3, 31); m < 6 {
			strength = 0.25 + 0.12*math.Sin(float64(y)/300)
		} else if m < 8 {
			strength = 0.6
		}
		return 240 - (255-v)*0.85*strength + r.NormFloat64()*5
	})
}

// tilted turns a picture by an angle in radians.
func tilted(img *image.RGBA, angle float64) {
	out := skewed(img, angle)
	copy(img.Pix, out.Pix)
}

// boldTilted is thick print in two colours, askew.
func boldTilted(img *image.RGBA, r *rand.Rand) {
	tilted(img, 0.014)
	around(img, func(v [9]float64) float64 { return min(v[1], v[3], v[4], v[5], v[7], (v[0]+v[4])/2) })
	eachGrey(img, func(x, y int, v float64) float64 {
		if v+r.NormFloat64()*25 > 140 {
			return 255
		}
		return 0
	})
}

// curled has a lower right corner that curls up, and its shadow.
func curled(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			d := math.Max(0, (float64(x)/w+float64(y)/h-1.1)/0.9)
			img.SetRGBA(x, y, between(in, float64(x)+26*d*d, float64(y)+20*d*d-6*math.Sin(d*3)))
		}
	}
	eachGrey(img, func(x, y int, v float64) float64 {
		d := math.Max(0, (float64(x)/w+float64(y)/h-1.1)/0.9)
		return (v*0.82+36)*(1-0.35*math.Sin(math.Min(1, d*1.3)*math.Pi)) + r.NormFloat64()*6
	})
	stored(img, 60)
}

// bluePrint is print in pale blue.
func bluePrint(img *image.RGBA, r *rand.Rand) {
	for i := 0; i < len(img.Pix); i += 4 {
		v, n := float64(img.Pix[i])/255, r.NormFloat64()*6
		for k, c := range [3]float64{95, 125, 205} {
			img.Pix[i+k] = uint8(math.Min(math.Max(c+v*(242-c)+n, 0), 255))
		}
	}
	stored(img, 70)
}

// localMean is the mean grey of a square about each pixel.
func localMean(img *image.RGBA, half int) []float64 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	sum := make([]float64, (w+1)*(h+1))
	for y := range h {
		row := 0.0
		for x := range w {
			row += float64(img.Pix[img.PixOffset(x, y)])
			sum[(y+1)*(w+1)+x+1] = sum[y*(w+1)+x+1] + row
		}
	}
	out := make([]float64, w*h)
	for y := range h {
		for x := range w {
			x0, x1, y0, y1 := max(0, x-half), min(w, x+half+1), max(0, y-half), min(h, y+half+1)
			out[y*w+x] = (sum[y1*(w+1)+x1] - sum[y0*(w+1)+x1] - sum[y1*(w+1)+x0] + sum[y0*(w+1)+x0]) / float64((x1-x0)*(y1-y0))
		}
	}
	return out
}

// filtered is what a phone makes of a photograph to clean its paper: each pixel against the mean around it.
func filtered(img *image.RGBA, r *rand.Rand) {
	slanted(img, r)
	mean := localMean(img, 14)
	w := img.Rect.Dx()
	eachGrey(img, func(x, y int, v float64) float64 {
		return 255 / (1 + math.Exp(-(v-mean[y*w+x]+16)/9))
	})
	stored(img, 40)
}

// faxPrinted is a fax of half the rows that was printed and scanned.
func faxPrinted(img *image.RGBA, r *rand.Rand) {
	tilted(img, -0.004)
	h := img.Rect.Dy()
	in := copied(img)
	eachGrey(img, func(x, y int, _ float64) float64 {
		return 0.5*float64(in.Pix[in.PixOffset(x, y/2*2)]) + 0.5*float64(in.Pix[in.PixOffset(x, min(h-1, y/2*2+1))])
	})
	eachGrey(img, func(x, y int, v float64) float64 {
		if v > 150 {
			return 255
		}
		return 0
	})
	soften(img)
	grain(7)(img, r)
}

// halftoned is printed in dots of a screen at 45 degrees.
func halftoned(img *image.RGBA, r *rand.Rand) {
	const period = 200 / 65.0
	eachGrey(img, func(x, y int, v float64) float64 {
		u, w := (float64(x)+float64(y))*0.7071, (float64(x)-float64(y))*0.7071
		screen := 128 + 60*(math.Cos(u*2*math.Pi/period)+math.Cos(w*2*math.Pi/period))
		ink := 0.86*v + 18
		return 255 / (1 + math.Exp(-(ink-screen+8)/14))
	})
	soften(img)
	grain(5)(img, r)
}

// washedOut is a scan whose shades are far too pale.
func washedOut(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(x, y int, v float64) float64 {
		v = math.Min(math.Max(v*0.72+60+r.NormFloat64()*4, 0), 255) / 255
		return 255 * math.Pow(v, 1/2.4)
	})
	stored(img, 60)
}

// tiltedBilevel is in two colours and was turned by 0.7 degrees afterwards, pixel by pixel.
func tiltedBilevel(img *image.RGBA, r *rand.Rand) {
	parted(0)(img, r)
	in := copied(img)
	sin, cos := math.Sincos(0.013)
	cx, cy := float64(img.Rect.Dx())/2, float64(img.Rect.Dy())/2
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			p := image.Pt(int(math.Round(cx+dx*cos+dy*sin)), int(math.Round(cy-dx*sin+dy*cos)))
			c := color.RGBA{255, 255, 255, 255}
			if p.In(in.Rect) {
				c = in.RGBAAt(p.X, p.Y)
			}
			img.SetRGBA(x, y, c)
		}
	}
}

// wordGround has a grey ground of strokes like words, at a slant.
func wordGround(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(x, y int, v float64) float64 {
		u, w := (x*2+y)/2%140, (y*2-x+4000)/2%60
		ground := 255.0
		if u < 110 && w < 26 && (u%28 < 4 || w < 4 || w > 21 || u%28 > 13 && u%28 < 17) {
			ground = 205
		}
		return math.Min(v, ground)*0.88 + 22 + r.NormFloat64()*5
	})
	stored(img, 65)
}

// sensorLines has a sensor's coloured lines, and three colours that lie a pixel apart.
func sensorLines(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var lines []int
	for range 25 {
		lines = append(lines, r.IntN(w))
	}
	for y := range h {
		for x := range w {
			i := img.PixOffset(x, y)
			for k := range 3 {
				from := in.PixOffset(x, min(max(y+(k-1), 0), h-1))
				img.Pix[i+k] = uint8(math.Min(math.Max(float64(in.Pix[from+k])*0.84+32+r.NormFloat64()*6, 0), 255))
			}
		}
	}
	for j, x := range lines {
		for y := range h {
			i := img.PixOffset(x, y)
			img.Pix[i+j%3] = uint8(float64(img.Pix[i+j%3]) * 0.55)
		}
	}
	stored(img, 75)
}

// hollowed is in two colours by the mean of near pixels, which hollows thick strokes.
func hollowed(img *image.RGBA, r *rand.Rand) {
	grain(6)(img, r)
	mean := localMean(img, 4)
	w := img.Rect.Dx()
	eachGrey(img, func(x, y int, v float64) float64 {
		if v > mean[y*w+x]-14 {
			return 255
		}
		return 0
	})
}

// trembling has rows that tremble aside, as of a scanner that was knocked.
func trembling(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	for y := range img.Rect.Dy() {
		off := 1.6*math.Sin(float64(y)/9) + r.NormFloat64()*0.5
		for x := range img.Rect.Dx() {
			img.SetRGBA(x, y, between(in, float64(x)+off, float64(y)+0.9*math.Sin(float64(y)/5.3)))
		}
	}
	grain(6)(img, r)
}

// medianed is a noisy scan of which medians took the noise and thin strokes.
func medianed(img *image.RGBA, r *rand.Rand) {
	grain(14)(img, r)
	around(img, func(v [9]float64) float64 {
		slices.Sort(v[:])
		return v[4]
	})
	stored(img, 35)
}
