package raster

import (
	"encoding/binary"
	"image"
)

const (
	side      = 8      // of a square of pixels whose rows are taken as one number each
	transTile = 8 * 32 // pixels: both pictures' parts stay in the processor's cache
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

// exchangeSquare exchanges halves of a square, then quarters of the halves, then single pixels.
func exchangeSquare(out []uint8, outStride int, in []uint8, inStride int) {
	var r [side]uint64
	for i := range r {
		r[i] = binary.LittleEndian.Uint64(in[i*inStride:])
	}
	for i := range 4 {
		a, b := r[i], r[i+4]
		r[i], r[i+4] = a&0x00000000ffffffff|b<<32, a>>32|b&0xffffffff00000000
	}
	for _, i := range [...]int{0, 1, 4, 5} {
		a, b := r[i], r[i+2]
		r[i], r[i+2] = a&0x0000ffff0000ffff|b&0x0000ffff0000ffff<<16, a>>16&0x0000ffff0000ffff|b&0xffff0000ffff0000
	}
	for i := 0; i < side; i += 2 {
		a, b := r[i], r[i+1]
		r[i], r[i+1] = a&0x00ff00ff00ff00ff|b&0x00ff00ff00ff00ff<<8, a>>8&0x00ff00ff00ff00ff|b&0xff00ff00ff00ff00
	}
	for i, v := range r {
		binary.LittleEndian.PutUint64(out[i*outStride:], v)
	}
}
