package raster

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// punch draws a black disc as a binder's hole is scanned.
func punch(g *image.Gray, x, y int, radius float64) {
	for j := range g.Rect.Dy() {
		for i := range g.Rect.Dx() {
			if math.Hypot(float64(i-x), float64(j-y)) <= radius {
				g.SetGray(i, j, color.Gray{20})
			}
		}
	}
}

func TestHolesAreNoWriting(t *testing.T) {
	for name, tt := range map[string]struct {
		x, y   int
		radius float64
		told   bool
	}{
		"across a ruling":    {200, 220, 3 * mm200, true},
		"beside the table":   {50, 220, 3 * mm200, false},
		"no larger than a ■": {200, 190, 1.4 * mm200, false},
	} {
		g := paper(900, 600)
		grid(g, []int{100, 300, 500, 800}, []int{100, 160, 220, 280, 340})
		box := word(g, 350, 235, 5)
		punch(g, tt.x, tt.y, tt.radius)
		s := prepare(t, g)
		if n := len(s.Cells); n != 12 {
			t.Errorf("%s: %d cells, want 12", name, n)
		}
		if s.Ink.Count(box) == 0 {
			t.Errorf("%s: the writing went with the hole", name)
		}
		r := int(tt.radius) + 1
		hole := s.Ink.Count(image.Rect(tt.x-r, tt.y-r, tt.x+r, tt.y+r))
		if gone := hole == 0; gone != (tt.radius > 2*mm200) || (s.Hidden != "") != tt.told {
			t.Errorf("%s: %d pixels are left, told %q", name, hole, s.Hidden)
		}
	}
}

// A black square is one of a code or a legend, and hides nothing.
func TestSquaresAreNoBlots(t *testing.T) {
	g := paper(900, 600)
	grid(g, []int{100, 300, 500, 800}, []int{100, 160, 220, 280, 340})
	square := image.Rect(400, 232, 440, 272)
	for y := square.Min.Y; y < square.Max.Y; y++ {
		for x := square.Min.X; x < square.Max.X; x++ {
			g.SetGray(x, y, color.Gray{Y: 20})
		}
	}
	if s := prepare(t, g); s.Hidden != "" || s.Ink.Count(square) == 0 {
		t.Errorf("told %q, %d pixels are left", s.Hidden, s.Ink.Count(square))
	}
}
