package raster

import (
	"image"
	"math"
)

// Dust in masses, as a bad sensor and copies of copies leave it: dots of one pixel, black on paper and white in ink, and larger ones among them.
const (
	dustApart = 60    // shades by which such a dot differs from all pixels around it: grain does so once in a million
	dustAlone = 0.8   // mm around it without another dark pixel where it counts: a point has digits there
	dustLeast = 4e-4  // of a picture's pixels are such dots: of clean scans a hundredth of it, of two colours with specks a quarter
	dustDPI   = 150.0 // in less, the point of print may be one pixel
	dustLarge = 0.4   // mm: larger dust there, but where it may be a point
	dustPoint = 1.5   // mm at most from a point to the digits beside it
)

// dusty is the Problem of a picture that is full of dust.
const dusty = "the picture is full of specks: points may be lost or made up"

// clearDots takes dots of one pixel out of a picture that is full of them, and says whether it is.
func clearDots(g *image.Gray, dpi float64) bool {
	if dpi < dustDPI || !isDusty(g, int(dustAlone*dpi/25.4)) {
		return false
	}
	in := cloneGray(g)
	w, h := g.Rect.Dx(), g.Rect.Dy()
	for y := 1; y+1 < h; y++ {
		for x := 1; x+1 < w; x++ {
			i := y*g.Stride + x
			switch p, around := in.Pix[i], shadesAround(in, i); {
			case isApart(p, around.least):
				g.Pix[i] = around.least
			case isApart(around.most, p):
				g.Pix[i] = around.most
			}
		}
	}
	return true
}

// isDusty says whether a picture is full of dark dots without others near them, by every so many of its rows.
func isDusty(g *image.Gray, alone int) bool {
	dots, n := 0, 0
	w, h := g.Rect.Dx(), g.Rect.Dy()
	for y := alone; y+alone < h; y += noiseStep {
		n += w
		for x := alone; x+alone < w; x++ {
			i := y*g.Stride + x
			if p := g.Pix[i]; p <= 255-dustApart && isApart(p, g.Pix[i-1]) && isApart(p, shadesAround(g, i).least) && isAlone(g, i, alone) {
				dots++
			}
		}
	}
	return float64(dots) >= dustLeast*float64(n)
}

// isApart says whether a shade is so much darker than another that it is none of its grain.
func isApart(dark, pale uint8) bool { return pale > dark && pale-dark >= dustApart }

// isAlone says whether a dark pixel is darker than all that are as near to it as given.
func isAlone(g *image.Gray, i, near int) bool {
	for y := -near; y <= near; y++ {
		row := g.Pix[i+y*g.Stride-near : i+y*g.Stride+near+1]
		for x, p := range row {
			if (x != near || y != 0) && !isApart(g.Pix[i], p) {
				return false
			}
		}
	}
	return true
}

// shadesAround are the darkest and the palest of the eight pixels around one.
func shadesAround(g *image.Gray, i int) (of struct{ least, most uint8 }) {
	of.least = 255
	for _, row := range [3]int{i - g.Stride, i, i + g.Stride} {
		for k := row - 1; k <= row+1; k++ {
			if k != i {
				of.least, of.most = min(of.least, g.Pix[k]), max(of.most, g.Pix[k])
			}
		}
	}
	return of
}

// isBetween says whether a speck has ink on both sides, as near as the point of a figure has digits.
func (s *Prepared) isBetween(speck image.Rectangle) bool {
	near := int(math.Ceil(dustPoint * s.mm()))
	beside := func(left, right int) bool {
		return s.Ink.Count(image.Rect(left, speck.Min.Y-near, right, speck.Max.Y)) > 0
	}
	return beside(speck.Min.X-near, speck.Min.X) && beside(speck.Max.X, speck.Max.X+near)
}
