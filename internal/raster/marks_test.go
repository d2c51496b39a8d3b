package raster

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// The marks of figures stay, a point of which one pixel is left among them; dust of that size goes wherever it lies.
func TestMarksOfFiguresStay(t *testing.T) {
	for _, test := range []struct {
		what  string
		mark  image.Rectangle // from the left end of the gap between two digits, and from their foot
		stays bool
	}{
		{"a point", image.Rect(2, -2, 4, 0), true},
		{"a comma", image.Rect(2, -2, 4, 3), true},
		{"a pale point", image.Rect(3, -1, 4, 0), true},
		{"dust between two digits", image.Rect(3, -12, 4, -11), false},
		{"dust over a digit", image.Rect(-8, -26, -7, -25), false},
		{"dust below the line", image.Rect(3, 6, 4, 7), false},
		{"a dash before a digit", image.Rect(-26, -11, -18, -10), true},
		{"a dash of one pixel's height alone", image.Rect(100, -11, 108, -10), true},
	} {
		g := image.NewGray(image.Rect(0, 0, 600, 400))
		draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
		black := image.NewUniform(color.Gray{Y: 40})
		draw.Draw(g, image.Rect(188, 180, 200, 200), black, image.Point{}, draw.Src)
		draw.Draw(g, image.Rect(207, 180, 219, 200), black, image.Point{}, draw.Src)
		at := test.mark.Add(image.Pt(200, 200))
		draw.Draw(g, at, black, image.Point{}, draw.Src)
		s, err := Prepare(Picture{Image: g, DPI: 200}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if kept := s.Ink.Count(at) > 0 && s.Gray.GrayAt(at.Min.X, at.Min.Y).Y < 200; kept != test.stays {
			t.Errorf("%s: kept %v", test.what, kept)
		}
	}
}
