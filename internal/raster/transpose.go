package raster

import (
	"encoding/binary"
	"image"
)

const (
	side      = 8     // of a square of pixels whose rows are taken as one number each
	transTile = 8 * 8 // pixels: both pictures' parts stay in the processor's cache
)

// transpose exchanges rows and columns.
func (b *Bitmap) transpose() *Bitmap {
	t := NewBitmap(b.H, b.W)
	exchange(t.Pix, t.W, b.Pix, b.W, b.W, b.H)
	return t
}

// transposed is a picture with rows for columns.
func transposed(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, h, w))
	exchange(out.Pix, out.Stride, g.Pix, g.Stride, w, h)
	return out
}

// exchange writes rows of w pixels as columns. Squares of eight by eight are turned in the registers of the processor: each pixel by itself takes five times as long,
// since those of a column lie apart.
func exchange(out []uint8, outStride int, in []uint8, inStride, w, h int) {
	even, low := w/side*side, h/side*side
	for x0 := 0; x0 < even; x0 += transTile {
		for y := 0; y < low; y += side {
			for x := x0; x < min(x0+transTile, even); x += side {
				exchangeSquare(out[x*outStride+y:], outStride, in[y*inStride+x:], inStride)
			}
		}
	}
	for y := range h {
		from := 0
		if y < low {
			from = even
		}
		for x := from; x < w; x++ {
			out[x*outStride+y] = in[y*inStride+x]
		}
	}
}

// exchangeSquare exchanges halves of a square, then quarters of the halves, then single pixels. It is written out, since the rows stay in registers then.
func exchangeSquare(out []uint8, outStride int, in []uint8, inStride int) {
	row := func(i int) uint64 { return binary.LittleEndian.Uint64(in[i*inStride:]) }
	a, e := crossed(row(0), row(4), 32, 0x00000000ffffffff)
	b, f := crossed(row(1), row(5), 32, 0x00000000ffffffff)
	c, g := crossed(row(2), row(6), 32, 0x00000000ffffffff)
	d, h := crossed(row(3), row(7), 32, 0x00000000ffffffff)
	a, c = crossed(a, c, 16, 0x0000ffff0000ffff)
	b, d = crossed(b, d, 16, 0x0000ffff0000ffff)
	e, g = crossed(e, g, 16, 0x0000ffff0000ffff)
	f, h = crossed(f, h, 16, 0x0000ffff0000ffff)
	a, b = crossed(a, b, 8, 0x00ff00ff00ff00ff)
	c, d = crossed(c, d, 8, 0x00ff00ff00ff00ff)
	e, f = crossed(e, f, 8, 0x00ff00ff00ff00ff)
	g, h = crossed(g, h, 8, 0x00ff00ff00ff00ff)
	put := func(i int, v uint64) { binary.LittleEndian.PutUint64(out[i*outStride:], v) }
	put(0, a)
	put(1, b)
	put(2, c)
	put(3, d)
	put(4, e)
	put(5, f)
	put(6, g)
	put(7, h)
}

// crossed exchanges the upper parts of a with the lower parts of b, so many bits wide; low are the lower ones.
func crossed(a, b uint64, bits int, low uint64) (uint64, uint64) {
	return a&low | b&low<<bits, a>>bits&low | b&^low
}
