package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"testing"
)

// inColour is a page with a black number of four digits among others, and other things in colour.
func inColour(t *testing.T, more func(*image.RGBA)) (shades, lifted *image.Gray) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 1000, 700))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{240, 238, 230, 255}), image.Point{}, draw.Src)
	for x := 300; x < 380; x += 20 {
		fillRect(img, x, 300, x+4, 324, color.RGBA{30, 30, 35, 255})
	}
	for y := 20; y < 200; y += 40 { // and others, since most of a page is print
		for x := 100; x < 900; x += 20 {
			fillRect(img, x, y, x+4, y+24, color.RGBA{30, 30, 35, 255})
		}
	}
	more(img)
	return grayOf(img, 200)
}

// penned lays ink over a picture that lets such shares of red, green and blue through.
func penned(img *image.RGBA, r image.Rectangle, red, green, blue float64) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := img.PixOffset(x, y)
			for k, share := range []float64{red, green, blue} {
				img.Pix[i+k] = uint8(float64(img.Pix[i+k]) * share)
			}
		}
	}
}

func TestStrokesInColourOverPrintAreLifted(t *testing.T) {
	for name, ink := range map[string][3]float64{"blue": {0.3, 0.4, 0.8}, "red": {0.8, 0.25, 0.3}, "purple": {0.5, 0.25, 0.7}} {
		g, lifted := inColour(t, func(img *image.RGBA) {
			penned(img, image.Rect(280, 310, 400, 314), ink[0], ink[1], ink[2]) // through the digits
			penned(img, image.Rect(100, 600, 220, 604), ink[0], ink[1], ink[2]) // on paper alone
		})
		if v := g.GrayAt(392, 312).Y; v < 215 {
			t.Errorf("%s: the stroke is %d dark still", name, v)
		}
		if v := g.GrayAt(302, 312).Y; v > 90 {
			t.Errorf("%s: print below the stroke faded to %d", name, v)
		}
		if v := g.GrayAt(150, 602).Y; v > 170 {
			t.Errorf("%s: a stroke beside print faded to %d", name, v)
		}
		if lifted == nil || lifted.GrayAt(392, 312).Y == 0 || lifted.GrayAt(150, 602).Y != 0 {
			t.Errorf("%s: not told where a stroke was lifted, and where none was", name)
		}
	}
}

// What is printed in colour stays: characters, tables, and heads in white on a field.
func TestPrintInColourStays(t *testing.T) {
	for name, r := range map[string][]image.Rectangle{
		"digits that touch black ones":            {image.Rect(380, 300, 384, 324), image.Rect(384, 300, 396, 304)},
		"a table":                                 {image.Rect(50, 326, 950, 329), image.Rect(50, 290, 950, 293), image.Rect(380, 290, 383, 329)},
		"a number below a ruling that is its own": {image.Rect(300, 326, 304, 350), image.Rect(300, 326, 380, 329), image.Rect(376, 326, 380, 350)},
		"a field":                                 {image.Rect(250, 290, 450, 340)},
	} {
		g, lifted := inColour(t, func(img *image.RGBA) {
			for _, b := range r {
				penned(img, b, 0.2, 0.3, 0.7)
			}
		})
		if v := g.GrayAt(r[0].Min.X+1, r[0].Min.Y+1).Y; v > 140 || lifted != nil {
			t.Errorf("%s faded to %d", name, v)
		}
	}
}

// Where most is printed in colour, specks of its noise that are black and without colour are no print below it.
func TestPagesInColourStay(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 700))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	red, speck := color.RGBA{190, 40, 50, 255}, color.RGBA{60, 50, 55, 255}
	for y := 20; y < 600; y += 40 {
		for x := 100; x < 900; x += 20 {
			fillRect(img, x, y, x+16, y+4, red)
			fillRect(img, x, y, x+4, y+24, red)
			fillRect(img, x+1, y+10, x+3, y+14, speck)
		}
	}
	fillRect(img, 950, 20, 980, 690, color.Black)
	g, lifted := grayOf(img, 200)
	if v := g.GrayAt(102, 40).Y; lifted != nil || v > 120 {
		t.Errorf("print in red faded to %d", v)
	}
}

// A JPEG keeps colours more coarsely than shades: on coloured paper the edges of print have the paper's colour. They are no strokes over it.
func TestEdgesOfPrintOnColouredPaperStay(t *testing.T) {
	for name, paper := range map[string]color.RGBA{"pink": {250, 196, 205, 255}, "yellow": {255, 232, 150, 255}, "green": {150, 215, 160, 255}} {
		img := image.NewRGBA(image.Rect(0, 0, 1000, 700))
		draw.Draw(img, img.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
		for y := 21; y < 600; y += 41 {
			fillRect(img, 100, y-9, 900, y-6, color.RGBA{20, 20, 20, 255})
			for x := 103; x < 900; x += 19 {
				fillRect(img, x, y-6, x+3, y+23, color.RGBA{20, 20, 20, 255})
			}
		}
		fillRect(img, 940, 20, 990, 690, color.RGBA{20, 20, 20, 255})
		var file bytes.Buffer
		if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: 25}); err != nil {
			t.Fatal(err)
		}
		stored, err := jpeg.Decode(&file)
		if err != nil {
			t.Fatal(err)
		}
		if _, lifted := grayOf(stored, 200); lifted != nil {
			n := 0
			for _, v := range lifted.Pix {
				n += int(v) / 255
			}
			t.Errorf("%s: %d pixels of print taken for strokes over it", name, n)
		}
	}
}
