package raster

import (
	"image"
	"image/color"
	"image/draw"
)

// Seals (公章) are round or square stamps in red ink, 30 to 58 mm wide by rule (国发〔1999〕25号: 42 to
// 60 mm for organs of state; seals of finance offices are smaller).
const (
	sealMin    = 20.0 // mm
	sealMax    = 70.0 // mm
	sealAspect = 1.7  // longer over shorter side: what is longer is a line of red text
	sealGap    = 1.0  // mm: the ring's ink is broken by at most this
	sealRed    = 36   // how far red stands above green and blue, on white paper, in the palest stamp still seen as one
)

// What a negative is: white writing on black.
const (
	negativePale  = 0.20  // of the pixels are paler than the rest, at most: the sheet on a dark table covers more
	negativeLeast = 0.002 // and at least: a black page is no negative
	negativeDark  = 64    // mean shade of the rest, at most: paper that is badly lit is paler
)

// isNegative says whether a picture shows white writing on black.
func isNegative(g *image.Gray) bool {
	at := otsu(g)
	dark, sum := 0, 0
	for _, p := range g.Pix {
		if int(p) < at {
			dark++
			sum += int(p)
		}
	}
	pale := 1 - float64(dark)/float64(max(1, len(g.Pix)))
	return pale >= negativeLeast && pale <= negativePale && float64(sum) <= negativeDark*float64(dark)
}

func invert(g *image.Gray) {
	for i, p := range g.Pix {
		g.Pix[i] = 255 - p
	}
}

// grayOf turns a picture into shades of gray. The ink of red seals becomes paper, and so do strokes of pens and stamps in any colour that lie
// over print; where those were is given, too. What is printed below them in black stays, since it is dark in each channel, and so does
// other red (headings, negative amounts).
func grayOf(img image.Image, dpi float64) (shades, lifted *image.Gray) {
	if g, ok := img.(*image.Gray); ok {
		return cloneGray(g), nil
	}
	rgba, ok := img.(*image.RGBA)
	if b := img.Bounds(); !ok || b.Min != (image.Point{}) || rgba.Stride != 4*b.Dx() || !rgba.Opaque() {
		rgba = image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
		draw.Draw(rgba, rgba.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(rgba, rgba.Bounds(), img, b.Min, draw.Over)
	}
	g := luma(rgba)
	paper := paperColour(rgba)
	seals := liftSeals(g, rgba, paper, dpi)
	return g, liftOverlays(g, rgba, paper, seals, dpi)
}

func cloneGray(g *image.Gray) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, g.Rect.Dx(), g.Rect.Dy()))
	for y := range out.Rect.Dy() {
		i := g.PixOffset(g.Rect.Min.X, g.Rect.Min.Y+y)
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], g.Pix[i:i+out.Rect.Dx()])
	}
	return out
}

func luma(img *image.RGBA) *image.Gray {
	g := image.NewGray(img.Rect)
	for i := range g.Pix {
		p := img.Pix[4*i : 4*i+3 : 4*i+3]
		g.Pix[i] = uint8((299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000)
	}
	return g
}

// liftSeals replaces the shade of red pixels inside seals by their red channel. It gives the seals.
func liftSeals(g *image.Gray, img *image.RGBA, paper [3]int, dpi float64) []image.Rectangle {
	red := redInk(img, paper)
	seals := sealBoxes(red, dpi)
	for _, seal := range seals {
		for y := seal.Min.Y; y < seal.Max.Y; y++ {
			for x := seal.Min.X; x < seal.Max.X; x++ {
				i := y*g.Stride + x
				if red.Pix[i] != 0 {
					g.Pix[i] = max(g.Pix[i], img.Pix[4*i])
				}
			}
		}
	}
	return seals
}

// redInk is what is redder than the paper, whose colour is given: pink paper is no ink.
func redInk(img *image.RGBA, paper [3]int) *Bitmap {
	b := NewBitmap(img.Rect.Dx(), img.Rect.Dy())
	var onWhite [3][256]int
	for k := range onWhite {
		for v := range onWhite[k] {
			onWhite[k][v] = min(255, v*255/paper[k])
		}
	}
	for i := range b.Pix {
		p := img.Pix[4*i : 4*i+3 : 4*i+3]
		if onWhite[0][p[0]]-max(onWhite[1][p[1]], onWhite[2][p[2]]) >= sealRed {
			b.Pix[i] = 1
		}
	}
	return b
}

// sealBoxes finds seals among red ink. Shrinking the bitmap closes the gaps in their rings.
func sealBoxes(red *Bitmap, dpi float64) []image.Rectangle {
	mm := dpi / 25.4
	f := max(1, int(sealGap*mm))
	small := red.shrink(f)
	var out []image.Rectangle
	for _, c := range small.Components(small.Bounds()) {
		w, h := float64(c.Box.Dx()*f)/mm, float64(c.Box.Dy()*f)/mm
		if min(w, h) < sealMin || max(w, h) > sealMax || max(w, h) > sealAspect*min(w, h) {
			continue
		}
		r := image.Rectangle{Min: c.Box.Min.Mul(f), Max: c.Box.Max.Mul(f)}
		out = append(out, r.Inset(-f).Intersect(red.Bounds()))
	}
	return out
}
