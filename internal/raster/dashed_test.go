package raster

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"
)

// Rows of dashes and columns of bars are the rulings of a table. Dots that lead to a page, a column of the digit 1 and dashes that stand
// for nothing in cells are not.
func TestDashedLines(t *testing.T) {
	g := paper(1100, 700)
	at := []int{92, 300, 500, 780}
	for y := 100; y <= 400; y += 60 {
		for x := 100; x < 780; x += 8 {
			if (x < 300 || x >= 340) && !slices.Contains(at, x) { // a column's dashes may be shorter than it is wide
				fillRect(g, x, y, x+6, y+2, color.Black)
			}
		}
	}
	for _, x := range at {
		for y := 92; y < 400; y += 30 {
			fillRect(g, x+2, y, x+4, y+25, color.Black)
		}
	}
	inside := word(g, 320, 118, 5)
	for y := 120; y < 400; y += 32 {
		fillRect(g, 900, y, 903, y+22, color.Black) // 1
	}
	for x := 100; x < 780; x += 8 {
		fillRect(g, x, 500, x+3, 503, color.Black) // leads to a page
	}
	fillRect(g, 100, 560, 110, 563, color.Black)
	fillRect(g, 300, 560, 310, 563, color.Black)
	s := prepare(t, g)
	if h, v := len(s.Rulings.Horizontal), len(s.Rulings.Vertical); h != 12 || v != 4 || len(s.Cells) != 15 {
		t.Errorf("%d lines across, %d down, %d cells; want 12, 4 and 15", h, v, len(s.Cells))
	}
	for what, c := range map[string]struct {
		at   image.Rectangle
		left bool
	}{
		"dashes": {image.Rect(92, 396, 790, 410), false}, "bars": {image.Rect(296, 104, 310, 156), false}, "a word": {inside, true},
		"a column of 1": {image.Rect(900, 120, 903, 400), true}, "dots": {image.Rect(100, 500, 780, 503), true}, "dashes in cells": {image.Rect(300, 560, 310, 563), true},
	} {
		if left := s.Ink.Count(c.at) > 0; left != c.left {
			t.Errorf("%s: left %v", what, left)
		}
	}
}

// Brackets about small figures, in lines as close as they are printed, are no bars.
func TestBracketsOneBelowTheOtherStay(t *testing.T) {
	g := paper(900, 600)
	const high, wide, pitch = 17, 4, 21 // 6 pt at 200 dpi, lines 1.25 as far apart
	for n := range 12 {
		y := 100 + n*pitch
		for x := 400; x < 490; x += 12 {
			fillRect(g, x, y+1, x+8, y+14, color.Black)
			fillRect(g, x+2, y+3, x+6, y+12, color.White) // 0
		}
		for k := range high {
			d := 2*float64(k)/(high-1) - 1
			x := int(math.Round(d * d * (wide - 2)))
			fillRect(g, 390+x, y+k, 392+x, y+k+1, color.Black)
			fillRect(g, 500-x, y+k, 502-x, y+k+1, color.Black)
		}
	}
	s := prepare(t, g)
	for _, x := range []int{390, 498} {
		if n := s.Ink.Count(image.Rect(x, 100, x+wide, 100+12*pitch)); n < 12*2*high {
			t.Errorf("%d pixels are left of the brackets at %d", n, x)
		}
	}
}

// Hyphens that stand for nothing in a cell are writing, however many; a row of dashes that parts the cell beside it is a ruling.
func TestHyphensInACellStay(t *testing.T) {
	g := paper(1100, 500)
	for _, y := range []int{100, 160, 220, 280} {
		fillRect(g, 100, y, 903, y+3, color.Black)
	}
	for _, x := range []int{100, 500, 900} {
		fillRect(g, x, 100, x+3, 280, color.Black)
	}
	for n := range 16 {
		fillRect(g, 200+n*8, 190, 206+n*8, 192, color.Black)
	}
	for x := 506; x < 890; x += 8 {
		fillRect(g, x, 190, x+6, 192, color.Black)
	}
	s := prepare(t, g)
	if n := s.Ink.Count(image.Rect(200, 188, 345, 194)); n < 16*12 {
		t.Errorf("%d pixels are left of the hyphens", n)
	}
	if n := s.Ink.Count(image.Rect(504, 188, 899, 194)); n > 0 || len(s.Cells) != 7 {
		t.Errorf("%d pixels are left of the ruling, %d cells; want 0 and 7", n, len(s.Cells))
	}
}
