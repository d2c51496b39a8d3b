package raster

import (
	"image"
	"slices"
)

// A Bitmap says which pixels carry ink.
type Bitmap struct {
	W, H int
	Pix  []uint8 // by rows; 1 is ink, 0 is paper
}

// NewBitmap returns a bitmap without ink.
func NewBitmap(w, h int) *Bitmap {
	return &Bitmap{W: w, H: h, Pix: make([]uint8, w*h)}
}

func (b *Bitmap) clone() *Bitmap { return &Bitmap{W: b.W, H: b.H, Pix: slices.Clone(b.Pix)} }

// Bounds is the bitmap's area.
func (b *Bitmap) Bounds() image.Rectangle { return image.Rect(0, 0, b.W, b.H) }

// Row is row y's pixels.
func (b *Bitmap) Row(y int) []uint8 { return b.Pix[y*b.W : (y+1)*b.W] }

// Count is the number of ink pixels in r.
func (b *Bitmap) Count(r image.Rectangle) int {
	r = r.Intersect(b.Bounds())
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for _, p := range b.Row(y)[r.Min.X:r.Max.X] {
			n += int(p)
		}
	}
	return n
}

// Clear takes the ink out of r.
func (b *Bitmap) Clear(r image.Rectangle) {
	r = r.Intersect(b.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		clear(b.Row(y)[r.Min.X:r.Max.X])
	}
}

// mirrored is the bitmap with the right side at the left.
func (b *Bitmap) mirrored() *Bitmap {
	m := b.clone()
	for y := range m.H {
		slices.Reverse(m.Row(y))
	}
	return m
}

// shrink divides both sides by f; a pixel of the result is ink where at least one of its own was.
func (b *Bitmap) shrink(f int) *Bitmap {
	s := NewBitmap((b.W+f-1)/f, (b.H+f-1)/f)
	for y := 0; y < b.H; y++ {
		out := s.Row(y / f)
		for x, p := range b.Row(y) {
			out[x/f] |= p
		}
	}
	return s
}
