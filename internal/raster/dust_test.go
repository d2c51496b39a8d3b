package raster

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

// sprinkle draws so many black specks of the given size at any place.
func sprinkle(g *image.Gray, n, size int, r *rand.Rand) {
	for range n {
		x, y := r.IntN(g.Rect.Dx()-size), r.IntN(g.Rect.Dy()-size)
		fillRect(g, x, y, x+size, y+size, color.Black)
	}
}

// Of a picture full of specks those of one pixel are cleared, and larger ones but between characters, where they may be points; the picture
// says that it is full of them. Points stay, and all specks of a picture with few.
func TestDustInMasses(t *testing.T) {
	for what, c := range map[string]struct {
		specks int
		told   bool
	}{"many": {2000, true}, "few": {60, false}} {
		g := paper(1000, 800)
		sprinkle(g, c.specks, 1, rand.New(rand.NewPCG(1, 2)))
		fillRect(g, 90, 90, 210, 130, color.White)
		grid(g, []int{300, 500, 900}, []int{300, 500, 700}) // lies straight
		word(g, 100, 100, 2)
		fillRect(g, 139, 122, 141, 124, color.Black) // a point between digits
		word(g, 144, 100, 2)
		fillRect(g, 84, 122, 86, 124, color.Black) // a speck before them
		s := prepare(t, g)
		if s.Problem != "" != c.told {
			t.Errorf("%s: told %q", what, s.Problem)
		}
		if n := s.Ink.Count(image.Rect(139, 122, 141, 124)); n == 0 {
			t.Errorf("%s: the point is lost", what)
		}
		if n := s.Ink.Count(image.Rect(84, 122, 86, 124)); c.told && n != 0 {
			t.Errorf("%s: %d pixels of the speck are left", what, n)
		}
	}
}

// The points of coarse print are no dust, however many there are: digits stand beside them.
func TestPointsAreNoDust(t *testing.T) {
	g := paper(800, 800)
	points := 0
	for y := 10; y < 770; y += 30 {
		for x := 10; x < 760; x += 46 {
			word(g, x, y, 1)
			fillRect(g, x+18, y+23, x+19, y+24, color.Black)
			word(g, x+21, y, 1)
			points++
		}
	}
	if clearDots(g, 150) {
		t.Errorf("%d points in %d pixels are taken for dust", points, len(g.Pix))
	}
}
