package raster

import (
	"bytes"
	"image"
	"math/rand/v2"
	"testing"

	scale "golang.org/x/image/draw"
)

// A picture is enlarged to the very shades that the library makes of it, whose curve it is: at its edges, where shades jump from white to black and back, and of
// the narrowest.
func TestEnlargesAsTheLibrary(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range []image.Point{{1, 1}, {1, 7}, {2, 3}, {3, 2}, {61, 47}, {200, 31}} {
		in := image.NewGray(image.Rect(0, 0, size.X, size.Y))
		for i := range in.Pix {
			in.Pix[i] = []uint8{0, 255, uint8(random.Uint32())}[random.IntN(3)]
		}
		for _, k := range []float64{2, 2.5, 3, 4.5} {
			w, h := int(k*float64(size.X)), int(k*float64(size.Y))
			want := image.NewRGBA(image.Rect(0, 0, w, h))
			scale.CatmullRom.Scale(want, want.Rect, in, in.Rect, scale.Src, nil)
			greys := make([]uint8, w*h)
			for i := range greys {
				greys[i] = want.Pix[4*i]
			}
			if got := scaled(in, w, h); !bytes.Equal(got.Pix, greys) {
				t.Errorf("%v times %v: other shades than the library makes", size, k)
			}
		}
	}
}

func BenchmarkEnlarge(b *testing.B) {
	in := image.NewGray(image.Rect(0, 0, 675, 390))
	for i := range in.Pix {
		in.Pix[i] = uint8(i * i >> 7)
	}
	b.ReportAllocs()
	for b.Loop() {
		scaled(in, 1687, 975)
	}
}

func BenchmarkEnlargeByTheLibrary(b *testing.B) {
	in := image.NewGray(image.Rect(0, 0, 675, 390))
	b.ReportAllocs()
	for b.Loop() {
		out := image.NewRGBA(image.Rect(0, 0, 1687, 975))
		scale.CatmullRom.Scale(out, out.Rect, in, in.Rect, scale.Src, nil)
	}
}
