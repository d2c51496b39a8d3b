package raster

import (
	"image"
	"math/rand/v2"
	"testing"
)

// Rows and columns are exchanged pixel by pixel, whether a side is a multiple of eight or not, and so is a picture turned.
func TestTransposes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range []image.Point{{1, 1}, {8, 8}, {7, 9}, {16, 5}, {300, 17}, {17, 300}, {264, 40}} {
		g := image.NewGray(image.Rect(0, 0, size.X, size.Y))
		for i := range g.Pix {
			g.Pix[i] = uint8(random.Uint32())
		}
		b := &Bitmap{W: size.X, H: size.Y, Pix: g.Pix}
		across, right, left, over := b.transpose(), turn(g, 90), turn(g, 270), turn(g, 180)
		if across.W != size.Y || across.H != size.X || right.Rect != image.Rect(0, 0, size.Y, size.X) || left.Rect != right.Rect || over.Rect != g.Rect {
			t.Fatalf("%v: other sizes", size)
		}
		for y := range size.Y {
			for x := range size.X {
				want := g.GrayAt(x, y)
				if across.Row(x)[y] != want.Y || right.GrayAt(size.Y-1-y, x) != want || left.GrayAt(y, size.X-1-x) != want || over.GrayAt(size.X-1-x, size.Y-1-y) != want {
					t.Fatalf("%v: another pixel for (%d, %d)", size, x, y)
				}
			}
		}
	}
}

func BenchmarkTranspose(b *testing.B) {
	in := NewBitmap(1687, 975)
	for b.Loop() {
		in.transpose()
	}
}
