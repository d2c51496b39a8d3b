package raster

import (
	"image"
	"image/color"
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
