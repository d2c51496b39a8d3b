package raster

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// reverse exchanges black and white in a part of a picture, for a shade and white.
func reverse(g *image.Gray, r image.Rectangle, shade uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if g.GrayAt(x, y).Y == 0 {
				g.SetGray(x, y, color.Gray{255})
			} else {
				g.SetGray(x, y, color.Gray{shade})
			}
		}
	}
}

// A head in white on a dark ground is read as one in black on white, with the cells it has; what is black on a dark ground stays so.
func TestReversedHeads(t *testing.T) {
	for what, c := range map[string]struct {
		draw   func(g *image.Gray)
		inkAt  image.Rectangle // all that is left in the head
		blank  image.Rectangle
		cells  int
		lifted bool
	}{
		"white on black with rulings": {func(g *image.Gray) { reverse(g, image.Rect(99, 99, 702, 159), 0) }, image.Rect(120, 118, 236, 142), image.Rect(240, 104, 290, 154), 18, true},
		"white on blue":               {func(g *image.Gray) { reverse(g, image.Rect(99, 99, 702, 159), 142) }, image.Rect(120, 118, 236, 142), image.Rect(240, 104, 290, 154), 18, true},
		"white on grey below":         {func(g *image.Gray) { reverse(g, image.Rect(99, 400, 702, 462), 90) }, image.Rect(120, 418, 236, 442), image.Rect(240, 406, 290, 454), 18, true},
		"black on grey":               {func(g *image.Gray) { shade(g, image.Rect(102, 102, 699, 158), 150) }, image.Rect(120, 118, 236, 142), image.Rect(240, 104, 290, 154), 18, true},
	} {
		g := paper(900, 600)
		front(g, color.Black)
		c.draw(g)
		s := prepare(t, g)
		if len(s.Cells) != c.cells {
			t.Errorf("%s: %d cells, want %d", what, len(s.Cells), c.cells)
		}
		if n, all := s.Ink.Count(c.inkAt), c.inkAt.Dx()*c.inkAt.Dy(); n < all/8 || n > all/2 || s.Ink.Count(c.blank) > 0 {
			t.Errorf("%s: %d of %d pixels are ink where a word is, and %d where none is", what, n, all, s.Ink.Count(c.blank))
		}
	}
}

// shade makes white parts of a picture as dark.
func shade(g *image.Gray, r image.Rectangle, shade uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if g.GrayAt(x, y).Y == 255 {
				g.SetGray(x, y, color.Gray{shade})
			}
		}
	}
}

// A dark frame about white boxes keeps what is written in these, and a dark bar without writing stays dark.
func TestFieldsWithoutWritingStay(t *testing.T) {
	g := paper(900, 600)
	fillRect(g, 100, 100, 700, 300, color.Gray{60})
	fillRect(g, 120, 130, 400, 270, color.White)
	inside := word(g, 150, 160, 6)
	fillRect(g, 100, 400, 700, 440, color.Gray{60})
	before := image.NewGray(g.Rect)
	draw.Draw(before, g.Rect, g, image.Point{}, draw.Src)
	liftReversed(g, 200)
	for _, r := range []image.Rectangle{inside, image.Rect(100, 400, 700, 440)} {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if g.GrayAt(x, y) != before.GrayAt(x, y) {
					t.Fatalf("%v was %v and is %v", image.Pt(x, y), before.GrayAt(x, y), g.GrayAt(x, y))
				}
			}
		}
	}
}

// White boxes in a grey form keep the figures that fill them.
func TestFilledBoxesInFieldsStay(t *testing.T) {
	g := paper(900, 600)
	fillRect(g, 100, 100, 700, 300, color.Gray{150})
	var boxes []image.Rectangle
	for y := 120; y < 260; y += 60 {
		boxes = append(boxes, image.Rect(150, y, 312, y+32))
		fillRect(g, 150, y, 312, y+32, color.White)
		word(g, 153, y+4, 8)
	}
	s := prepare(t, g)
	for _, b := range boxes {
		if n, all := s.Ink.Count(b), b.Dx()*b.Dy(); n < all/8 || n > all/2 {
			t.Errorf("%d of %d pixels in %v are ink", n, all, b)
		}
	}
}
