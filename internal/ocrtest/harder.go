package ocrtest

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
)

// Harder are wears that no page must be read from whole: what is wrong or missing in them must be told. Each is a class of
// faults that scanners, copiers, stamps and pens make. They are measured when asked for by name.
var Harder = []Wear{
	{Name: "bilevel by the page's own threshold, 250 dpi", DPI: 250, Skew: 0.003, apply: parted(0)},
	{Name: "grey JPEG of quality 30, 200 dpi", DPI: 200, Skew: 0.002, apply: blocked(30)},
	{Name: "turned by 0.7 degrees, 200 dpi", DPI: 200, Skew: 0.0122, apply: grain(6)},
	{Name: "photographed at a slant, 200 dpi", DPI: 200, apply: slanted},
	{Name: "shadow of a book's fold, 200 dpi", DPI: 200, Skew: 0.003, apply: folded},
	{Name: "red seal over figures, 200 dpi", DPI: 200, Skew: 0.003, apply: sealed},
	{Name: "salt and pepper, 200 dpi", DPI: 200, Skew: 0.003, apply: peppered},
	{Name: "thinned strokes, bilevel 200 dpi", DPI: 200, Skew: 0.003, apply: parted(-70)},
	{Name: "thickened strokes, bilevel 200 dpi", DPI: 200, Skew: 0.003, apply: parted(65)},
	{Name: "fax, 204 by 98 dpi", DPI: 204, apply: faxed},
	{Name: "grey paper, 200 dpi", DPI: 200, Skew: 0.003, apply: greyed},
	{Name: "back side shows through, 200 dpi", DPI: 200, Skew: 0.003, apply: shownThrough},
	{Name: "margins cut, 200 dpi", DPI: 200, Skew: 0.003, apply: cut},
	{Name: "white streaks through lines, 200 dpi", DPI: 200, apply: streaked},
	{Name: "underlined by pen, 200 dpi", DPI: 200, Skew: 0.003, apply: underlined},
	{Name: "pen strokes through figures, 200 dpi", DPI: 200, Skew: 0.003, apply: struck},
	{Name: "black stamp between rows, 200 dpi", DPI: 200, Skew: 0.003, apply: datestamped},
	{Name: "printed twice, 200 dpi", DPI: 200, Skew: 0.003, apply: doubled},
	{Name: "two colours, 200 dpi", DPI: 200, Skew: 0.003, apply: bilevel},
	{Name: "two colours, 150 dpi", DPI: 150, Skew: 0.003, apply: bilevel},
	{Name: "pale photo, 150 dpi", DPI: 150, Skew: 0.003, apply: pale},
	{Name: "stored at 130 dpi and enlarged, 200 dpi", DPI: 200, Skew: 0.003, apply: shrunk(0.65)},
	{Name: "out of focus, 200 dpi", DPI: 200, Skew: 0.003, apply: blurred},
	{Name: "dithered, 200 dpi", DPI: 200, Skew: 0.003, apply: dithered},
	{Name: "dithered, 300 dpi", DPI: 300, Skew: 0.003, apply: dithered},
	{Name: "bilevel by the page's own threshold, 200 dpi", DPI: 200, Skew: 0.003, apply: parted(0)},
	{Name: "yellow paper, 200 dpi", DPI: 200, Skew: 0.003, apply: tinted(255, 232, 130)},
	{Name: "green paper, 200 dpi", DPI: 200, Skew: 0.003, apply: tinted(150, 215, 160)},
	{Name: "flat contrast, 200 dpi", DPI: 200, Skew: 0.003, apply: flat},
	{Name: "ink that spread, 200 dpi", DPI: 200, Skew: 0.003, apply: spread(true)},
	{Name: "worn print, 200 dpi", DPI: 200, Skew: 0.003, apply: spread(false)},
	{Name: "black wedges of a straightened sheet, 200 dpi", DPI: 200, apply: wedged},
	{Name: "uneven light, 200 dpi", DPI: 200, Skew: 0.003, apply: unevenlyLit},
	{Name: "back side shows softly, 200 dpi", DPI: 200, Skew: 0.003, apply: shownSoftly},
	{Name: "lines of a fax, 200 dpi", DPI: 200, Skew: 0.002, apply: lined},
	{Name: "screened ground, 300 dpi", DPI: 300, Skew: 0.003, apply: screened},
	{Name: "ticks and scribbles by hand, 200 dpi", DPI: 200, Skew: 0.003, apply: scribbled},
}

// eachGrey sets each pixel to what f makes of its grey at its place.
func eachGrey(img *image.RGBA, f func(x, y int, v float64) float64) {
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			i := img.PixOffset(x, y)
			v := uint8(math.Min(math.Max(f(x, y, float64(img.Pix[i])), 0), 255))
			img.Pix[i], img.Pix[i+1], img.Pix[i+2] = v, v, v
		}
	}
}

func copied(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	copy(out.Pix, img.Pix)
	return out
}

// middle is Otsu's threshold: the one between the two groups of greys that differ most.
func middle(img *image.RGBA) int {
	var count [256]float64
	all, sum := 0.0, 0.0
	for i := 0; i < len(img.Pix); i += 4 {
		count[img.Pix[i]]++
		all++
		sum += float64(img.Pix[i])
	}
	best, most, below, part := 0, -1.0, 0.0, 0.0
	for v := range 256 {
		below += count[v]
		part += float64(v) * count[v]
		if below == 0 || below == all {
			continue
		}
		d := part/below - (sum-part)/(all-below)
		if apart := below * (all - below) * d * d; apart > most {
			most, best = apart, v
		}
	}
	return best
}

// parted leaves black and white by Otsu's threshold and so much; below it strokes are thinner, above it thicker.
func parted(more int) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		at := float64(middle(img) + more)
		eachGrey(img, func(_, _ int, v float64) float64 {
			if v+r.NormFloat64()*8 > at {
				return 255
			}
			return 0
		})
	}
}

// stored is what a JPEG keeps of a picture.
func stored(img *image.RGBA, quality int) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // of a picture in memory
	}
	again, err := jpeg.Decode(&file)
	if err != nil {
		panic(err)
	}
	draw.Draw(img, img.Rect, again, image.Point{}, draw.Src)
}

func blocked(quality int) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		grain(6)(img, r)
		stored(img, quality)
	}
}

// slanted makes the upper edge 1.5% narrower than the lower one.
func slanted(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	for y := range img.Rect.Dy() {
		by := 1 + 0.015*(1-float64(y)/h)
		for x := range img.Rect.Dx() {
			img.SetRGBA(x, y, between(in, w/2+(float64(x)-w/2)*by, float64(y)))
		}
	}
	grain(8)(img, r)
}

// folded is dark to one side, as pages of books are at their fold, down to three tenths.
func folded(img *image.RGBA, r *rand.Rand) {
	w := float64(img.Rect.Dx())
	eachGrey(img, func(x, _ int, v float64) float64 {
		return v*(0.3+0.7*math.Min(1, float64(x)/(0.25*w))) + r.NormFloat64()*5
	})
}

// sealed puts red seals, rings and strokes as of characters, over the middle and the lower half.
func sealed(img *image.RGBA, r *rand.Rand) {
	grain(5)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	radius := 20.0 * 200 / 25.4
	for _, c := range []image.Point{{w * 6 / 10, h * 4 / 10}, {w * 8 / 10, h * 6 / 10}} {
		for y := range h {
			for x := range w {
				dx, dy := float64(x-c.X), float64(y-c.Y)
				d, angle := math.Hypot(dx, dy), math.Atan2(dy, dx)
				writing := d > radius*0.68 && d < radius*0.92 && math.Sin(angle*14) > 0.1 && math.Sin(angle*56+d) > 0.2
				if math.Abs(d-radius) < 6 || d < radius/5 || writing {
					i := img.PixOffset(x, y)
					img.Pix[i+1], img.Pix[i+2] = img.Pix[i+1]/4, img.Pix[i+2]/4
				}
			}
		}
	}
}

// peppered sets one pixel in 300 to black or white, and one spot of four pixels in 6000.
func peppered(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(_, _ int, v float64) float64 {
		if r.IntN(300) == 0 {
			return 255 * float64(r.IntN(2))
		}
		return v
	})
	for range img.Rect.Dx() * img.Rect.Dy() / 6000 {
		x, y, v := r.IntN(img.Rect.Dx()-2), r.IntN(img.Rect.Dy()-2), uint8(255*r.IntN(2))
		draw.Draw(img, image.Rect(x, y, x+2, y+2), image.NewUniform(color.Gray{v}), image.Point{}, draw.Src)
	}
}

// faxed has every other row twice, in two colours.
func faxed(img *image.RGBA, r *rand.Rand) {
	for y := 0; y+1 < img.Rect.Dy(); y += 2 {
		for x := range img.Rect.Dx() {
			c := img.RGBAAt(x, y)
			img.SetRGBA(x, y+1, c)
		}
	}
	parted(20)(img, r)
}

// greyed is recycled paper: dark, with fibres.
func greyed(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(_, _ int, v float64) float64 { return 30 + v*0.5 + r.NormFloat64()*9 })
	for range img.Rect.Dx() * img.Rect.Dy() / 4000 {
		x, y, angle := float64(r.IntN(img.Rect.Dx())), float64(r.IntN(img.Rect.Dy())), r.Float64()*6.28
		for range 5 + r.IntN(12) {
			x, y = x+math.Cos(angle), y+math.Sin(angle)
			img.SetRGBA(int(x), int(y), color.RGBA{110, 110, 110, 255})
		}
	}
}

// shownThrough has the page's mirror image behind it.
func shownThrough(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	w := img.Rect.Dx()
	eachGrey(img, func(x, y int, v float64) float64 {
		back := float64(in.Pix[in.PixOffset(w-1-x, min(in.Rect.Dy()-1, y+9))])
		return math.Min(v, 255-(255-back)*0.3)*0.9 + 15 + r.NormFloat64()*6
	})
}

// cut is white, or black as a lid's edge, in the outer 4% of its width and height.
func cut(img *image.RGBA, r *rand.Rand) {
	grain(6)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	eachGrey(img, func(x, y int, v float64) float64 {
		if x > w*90/100 || y > h*92/100 {
			return 255
		}
		if x < w*2/100 {
			return 10
		}
		return v
	})
}

// streaked has white streaks of one and two pixels across and along, as of a dirty drum: rulings and strokes are broken.
func streaked(img *image.RGBA, r *rand.Rand) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for range 60 {
		x := r.IntN(w)
		draw.Draw(img, image.Rect(x, 0, x+1+r.IntN(2), h), image.White, image.Point{}, draw.Src)
		y := r.IntN(h)
		draw.Draw(img, image.Rect(0, y, w, y+1+r.IntN(2)), image.White, image.Point{}, draw.Src)
	}
	grain(6)(img, r)
}

// pen draws a slightly wavy dark line of so many pixels.
func pen(img *image.RGBA, x, y, length, thick int, r *rand.Rand) {
	phase := r.Float64() * 6
	for i := range length {
		top := y + int(1.5*math.Sin(phase+float64(i)/23))
		draw.Draw(img, image.Rect(x+i, top, x+i+1, top+thick), image.NewUniform(color.Gray{45}), image.Point{}, draw.Src)
	}
}

// underlined has 40 short lines at any place, some of which touch the feet of figures.
func underlined(img *image.RGBA, r *rand.Rand) {
	for range 40 {
		pen(img, r.IntN(img.Rect.Dx()-130), r.IntN(img.Rect.Dy()), 60+r.IntN(70), 2, r)
	}
	grain(6)(img, r)
}

// struck has steep and flat strokes of a pen over it.
func struck(img *image.RGBA, r *rand.Rand) {
	for range 60 {
		x, y := r.IntN(img.Rect.Dx()-40), r.IntN(img.Rect.Dy()-40)
		slope := r.Float64()*2 - 1
		for i := range 34 {
			at := image.Pt(x+i, y+20+int(slope*float64(i)))
			draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(2, 2))}, image.NewUniform(color.Gray{50}), image.Point{}, draw.Src)
		}
	}
	grain(6)(img, r)
}

// datestamped has stamps of strokes like digits, in black, between rows and over them.
func datestamped(img *image.RGBA, r *rand.Rand) {
	ink := image.NewUniform(color.Gray{70})
	for range 6 {
		x, y := r.IntN(img.Rect.Dx()-260), r.IntN(img.Rect.Dy()-50)
		for i := range 8 {
			left := x + i*26
			if r.IntN(2) == 0 {
				draw.Draw(img, image.Rect(left, y, left+4, y+30), ink, image.Point{}, draw.Src)
				continue
			}
			for _, bar := range []int{0, 13, 26} {
				draw.Draw(img, image.Rect(left, y+bar, left+16, y+bar+4), ink, image.Point{}, draw.Src)
			}
			draw.Draw(img, image.Rect(left+13, y, left+17, y+30), ink, image.Point{}, draw.Src)
		}
	}
	grain(6)(img, r)
}

// doubled has the page a second time, paler, two pixels to the right and one below.
func doubled(img *image.RGBA, r *rand.Rand) {
	in := copied(img)
	eachGrey(img, func(x, y int, v float64) float64 {
		ghost := float64(in.Pix[in.PixOffset(max(0, x-2), max(0, y-1))])
		return math.Min(v, 255-(255-ghost)*0.55)*0.9 + 15 + r.NormFloat64()*5
	})
}

// shrunk has what is left of a picture of so much of its width, stored as a JPEG and enlarged again.
func shrunk(share float64) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		grain(4)(img, r)
		w, h := int(float64(img.Rect.Dx())*share), int(float64(img.Rect.Dy())*share)
		small := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				at := func(dx, dy float64) color.RGBA { return between(img, (float64(x)+dx)/share, (float64(y)+dy)/share) }
				a, b, c, d := at(0.1, 0.1), at(0.6, 0.1), at(0.1, 0.6), at(0.6, 0.6)
				v := uint8((int(a.R) + int(b.R) + int(c.R) + int(d.R)) / 4)
				small.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			}
		}
		stored(small, 60)
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				img.SetRGBA(x, y, between(small, float64(x)*share, float64(y)*share))
			}
		}
	}
}

// around gives f the greys of the nine pixels about each.
func around(img *image.RGBA, f func(v [9]float64) float64) {
	in := copied(img)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	eachGrey(img, func(x, y int, _ float64) float64 {
		var v [9]float64
		for i := range v {
			v[i] = float64(in.Pix[in.PixOffset(min(max(x+i%3-1, 0), w-1), min(max(y+i/3-1, 0), h-1))])
		}
		return f(v)
	})
}

func blurred(img *image.RGBA, r *rand.Rand) {
	for range 2 {
		around(img, func(v [9]float64) float64 {
			return (v[0] + v[2] + v[6] + v[8] + 2*(v[1]+v[3]+v[5]+v[7]) + 4*v[4]) / 16
		})
	}
	grain(5)(img, r)
}

// dithered is black and white in which dots make greys: each pixel hands on what it is off to those after it.
func dithered(img *image.RGBA, r *rand.Rand) {
	grain(4)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	off := make([]float64, (w+2)*(h+2))
	eachGrey(img, func(x, y int, v float64) float64 {
		at := y*(w+2) + x + 1
		v += off[at]
		black := 0.0
		if v > 127 {
			black = 255
		}
		e := v - black
		off[at+1] += e * 7 / 16
		off[at+w+1] += e * 3 / 16
		off[at+w+2] += e * 5 / 16
		off[at+w+3] += e / 16
		return black
	})
}

// tinted is print on coloured paper.
func tinted(red, green, blue float64) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		for i := 0; i < len(img.Pix); i += 4 {
			v, noise := float64(img.Pix[i])/255, r.NormFloat64()*6
			for k, c := range []float64{red, green, blue} {
				img.Pix[i+k] = uint8(math.Min(math.Max(25+v*(c-25)+noise, 0), 255))
			}
		}
	}
}

// flat leaves a quarter of the contrast.
func flat(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(_, _ int, v float64) float64 { return 125 + v/4 + r.NormFloat64()*3 })
}

// spread is ink that ran half a pixel over the edges of letters, or stayed away from them.
func spread(out bool) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		around(img, func(v [9]float64) float64 {
			end := v[4]
			for _, k := range []int{1, 3, 5, 7} {
				if out {
					end = math.Min(end, v[k])
				} else {
					end = math.Max(end, v[k])
				}
			}
			return (v[4] + end) / 2
		})
		grain(5)(img, r)
	}
}

// wedged is a sheet that lay askew by a degree and was turned upright: what lay outside of it is black.
func wedged(img *image.RGBA, r *rand.Rand) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	sin, cos := math.Sincos(0.0175)
	eachGrey(img, func(x, y int, v float64) float64 {
		dx, dy := float64(x)-w/2, float64(y)-h/2
		if math.Abs(dx*cos+dy*sin) > w/2-6 || math.Abs(dy*cos-dx*sin) > h/2-6 {
			return 8 + r.NormFloat64()*4
		}
		return v*0.85 + 30 + r.NormFloat64()*5
	})
}

// unevenlyLit has half of the light in one corner, and stripes of a worn lamp.
func unevenlyLit(img *image.RGBA, r *rand.Rand) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	eachGrey(img, func(x, y int, v float64) float64 {
		light := 1 - 0.5*math.Hypot(float64(x)/w, float64(y)/h)/math.Sqrt2
		return v*light*(1+0.04*math.Sin(float64(x)/9)) + r.NormFloat64()*5
	})
}

// shownSoftly has the page's mirror image behind it, paler and out of focus, as paper lets light through.
func shownSoftly(img *image.RGBA, r *rand.Rand) {
	back := copied(img)
	for range 2 {
		around(back, func(v [9]float64) float64 {
			return (v[0] + v[2] + v[6] + v[8] + 2*(v[1]+v[3]+v[5]+v[7]) + 4*v[4]) / 16
		})
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	eachGrey(img, func(x, y int, v float64) float64 {
		b := float64(back.Pix[back.PixOffset(w-1-x, min(h-1, y+9))])
		return math.Min(v, 255-(255-b)*0.22)*0.9 + 15 + r.NormFloat64()*5
	})
}

// lined has black lines and white ones of one pixel across the page, as of lost and stuck dots, in two colours.
func lined(img *image.RGBA, r *rand.Rand) {
	parted(0)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for range 8 {
		y := r.IntN(h)
		from := r.IntN(w / 2)
		draw.Draw(img, image.Rect(from, y, from+w/4+r.IntN(w/2), y+1), image.Black, image.Point{}, draw.Src)
		y = r.IntN(h)
		draw.Draw(img, image.Rect(0, y, w, y+1), image.White, image.Point{}, draw.Src)
	}
	x := r.IntN(w)
	draw.Draw(img, image.Rect(x, 0, x+1, h), image.Black, image.Point{}, draw.Src)
}

// screened has a ground of dots in a screen of 45 degrees, in bands, as coloured cells are printed.
func screened(img *image.RGBA, r *rand.Rand) {
	eachGrey(img, func(x, y int, v float64) float64 {
		if y/190%2 == 0 {
			u, w := float64(x+y)/1.414, float64(x-y)/1.414
			const period = 300 / 85.0
			if math.Cos(u*2*math.Pi/period)+math.Cos(w*2*math.Pi/period) > 1.1 {
				v = math.Min(v, 110)
			}
		}
		return v*0.85 + 30 + r.NormFloat64()*4
	})
	around(img, func(v [9]float64) float64 { return (4*v[4] + v[1] + v[3] + v[5] + v[7]) / 8 })
}

// scribbled has ticks and curls of a blue pen.
func scribbled(img *image.RGBA, r *rand.Rand) {
	grain(6)(img, r)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	dot := func(x, y float64) {
		draw.Draw(img, image.Rect(int(x), int(y), int(x)+3, int(y)+3), image.NewUniform(color.RGBA{45, 60, 150, 255}), image.Point{}, draw.Src)
	}
	for range 25 {
		x, y := float64(r.IntN(w-60)), float64(30+r.IntN(h-60))
		for i := range 10 {
			dot(x+float64(i)*0.7, y+float64(i))
		}
		for i := range 24 {
			dot(x+7+float64(i)*0.8, y+10-float64(i))
		}
	}
	for range 12 {
		x, y, a := float64(60+r.IntN(w-200)), float64(60+r.IntN(h-120)), r.Float64()*6
		for i := range 130 {
			a += math.Sin(float64(i)/9) * 0.35
			x, y = x+1.1*math.Abs(math.Cos(a)), y+1.4*math.Sin(a)
			dot(x, y)
		}
	}
}
