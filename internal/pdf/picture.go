package pdf

import (
	"errors"
	"fmt"
	"image"
	"math"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

const (
	pictureEdge = 2.0  // points by which a scan may miss the page's edges
	pictureSkew = 0.02 // by how much its horizontal and vertical resolution may differ
)

// ErrNoPicture says that a page is not one plain picture: it has several, or one of a format that is
// not read here, or something is drawn beside it. A renderer is needed.
var ErrNoPicture = errors.New("the page is not one plain picture")

// A Picture is the scan that fills a page.
type Picture struct {
	Image   image.Image
	DPI     float64 // pixels an inch
	Turned  int     // degrees clockwise by which it is turned to stand as the page is seen: 0, 90, 180 or 270
	Problem string  // which part of it is damaged and was left white; empty if none is
}

// A picture is an image drawn on the page, with where its unit square went.
type picture struct {
	stream lib.Value
	ctm    matrix
}

// keepPicture notes a picture's data; more than one is no scan.
func (p *painter) keepPicture(x lib.Value) {
	if p.hidden == 0 && len(p.pictures) < 2 {
		p.pictures = append(p.pictures, picture{x, p.state.ctm})
	}
}

// Picture gives the picture that page n, counting from 1, consists of. The error is ErrNoPicture, with
// nothing but the Problem set where it is damaged; or it says what is wrong with its data. It is safe to
// call from several goroutines.
func (f *File) Picture(n int) (out Picture, err error) {
	defer func() {
		if x := recover(); x != nil {
			out, err = Picture{}, fmt.Errorf("page %d: its picture is damaged: %v", n, x)
		}
	}()
	if n < 1 || n > len(f.pages) {
		return Picture{}, fmt.Errorf("page %d: there are %d pages", n, len(f.pages))
	}
	p := f.paint(n, f.pages[n-1])
	if len(p.pictures) != 1 || !alone(p.page) {
		return Picture{}, ErrNoPicture
	}
	pic := p.pictures[0]
	turned, ok := pic.ctm.quarterTurns()
	if !ok {
		return Picture{}, ErrNoPicture
	}
	if out.Image, out.Problem, err = f.decodePicture(pic.stream); err != nil {
		return Picture{Problem: out.Problem}, fmt.Errorf("page %d: %w", n, err)
	}
	out.Turned = turned
	out.DPI, err = resolution(out.Image.Bounds(), p.page, turned)
	return out, err
}

// alone says whether a page's one picture covers it and nothing visible is drawn beside it.
func alone(p page.Page) bool {
	for _, r := range p.Runs {
		if !r.Invisible {
			return false
		}
	}
	if len(p.Images) != 1 || len(p.Rulings) > 0 || len(p.Fills) > 0 {
		return false
	}
	b := p.Images[0].Box
	return b.X0 <= pictureEdge && b.Y0 <= pictureEdge && b.X1 >= p.Width-pictureEdge && b.Y1 >= p.Height-pictureEdge
}

// quarterTurns is by how many degrees clockwise m turns a picture, which hangs upside down in PDF's
// unit square; false if it also mirrors or slants it.
func (m matrix) quarterTurns() (int, bool) {
	large := math.Abs(m.a) + math.Abs(m.b) + math.Abs(m.c) + math.Abs(m.d)
	zero := func(v float64) bool { return math.Abs(v) < 0.001*large }
	switch {
	case zero(m.b) && zero(m.c) && m.a > 0 && m.d < 0:
		return 0, true
	case zero(m.a) && zero(m.d) && m.b > 0 && m.c > 0:
		return 90, true
	case zero(m.b) && zero(m.c) && m.a < 0 && m.d > 0:
		return 180, true
	case zero(m.a) && zero(m.d) && m.b < 0 && m.c < 0:
		return 270, true
	}
	return 0, false
}

func resolution(b image.Rectangle, p page.Page, turned int) (float64, error) {
	w, h := p.Width, p.Height
	if turned%180 != 0 {
		w, h = h, w
	}
	x, y := float64(b.Dx())*72/w, float64(b.Dy())*72/h
	if math.Abs(x-y) > pictureSkew*x {
		return 0, ErrNoPicture
	}
	return x, nil
}
