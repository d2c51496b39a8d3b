package review

import (
	"context"
	"image"
	"image/draw"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdfium"
)

// A page that lies on its side is read turned upright, and its figures stand where they are then. The dataset does not say which way it was
// turned: that the figures lie outside the page as it is tells that it was, and the ink below them which way.

// fitsOn says that boxes lie on a page.
func fitsOn(s size, boxes []page.Box) bool {
	const slack = 3 // points by which a box may pass the edge
	for _, b := range boxes {
		if b.X1 > s.Width+slack || b.Y1 > s.Height+slack {
			return false
		}
	}
	return true
}

// turn is by how many degrees clockwise a page must be turned for boxes to lie on what they hold: 0, 90 or 270. It is false where
// they lie on nothing in any way.
func (p *pictures) turn(ctx context.Context, sha256 string, number int, s size, boxes []page.Box) (degrees int, ok bool) {
	if fitsOn(s, boxes) {
		return 0, true
	}
	if !fitsOn(size{s.Height, s.Width}, boxes) {
		return 0, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	key := pageKey{sha256, number}
	if degrees, known := p.turned[key]; known {
		return degrees, true
	}
	f, err := p.file(sha256)
	if err != nil {
		return 0, false
	}
	out, err := f.Draw(ctx, pdfium.Page{Number: number, Width: pixels(s.Width, 1), Height: pixels(s.Height, 1)})
	if err != nil {
		return 0, false
	}
	degrees = 90
	if inked(turned(out.Image, 270), boxes) > inked(turned(out.Image, 90), boxes) {
		degrees = 270
	}
	p.turned[key] = degrees
	return degrees, true
}

// A pageKey names a page of a file.
type pageKey struct {
	sha256 string
	page   int
}

// turned is a picture turned clockwise by 0, 90 or 270 degrees.
func turned(img image.Image, degrees int) image.Image {
	if degrees == 0 {
		return img
	}
	b := img.Bounds()
	var out draw.Image = image.NewRGBA(image.Rect(0, 0, b.Dy(), b.Dx()))
	if _, grey := img.(*image.Gray); grey {
		out = image.NewGray(out.Bounds())
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			to := image.Pt(b.Dy()-1-y, x)
			if degrees == 270 {
				to = image.Pt(y, b.Dx()-1-x)
			}
			out.Set(to.X, to.Y, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// inked counts the boxes that hold something dark, on a picture with a pixel a point.
func inked(img image.Image, boxes []page.Box) int {
	const (
		dark  = 0x9000
		inset = 2 // the lines of the table are no writing
	)
	n := 0
	for _, b := range boxes {
		found := false
		for y := int(b.Y0) + inset; y < int(b.Y1)-inset && !found; y++ {
			for x := int(b.X0) + inset; x < int(b.X1)-inset && !found; x++ {
				r, g, bl, _ := img.At(x, y).RGBA()
				found = image.Pt(x, y).In(img.Bounds()) && max(r, g, bl) < dark
			}
		}
		if found {
			n++
		}
	}
	return n
}
