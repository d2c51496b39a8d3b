package review

import (
	"context"
	"image"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
)

// A page that lies on its side is read turned upright, and a scan that lies askew is read straightened; figures stand where they are then. The
// dataset does not say how that was: where the figures lie and what is printed below them tells it.

// fitsOn says that what was read lies on a page.
func fitsOn(s size, read []print) bool {
	const slack = 3 // points by which a box may pass the edge
	return !slices.ContainsFunc(read, func(b print) bool { return b.X1 > s.Width+slack || b.Y1 > s.Height+slack })
}

// A print is a text at its place.
type print struct {
	page.Box
	text string
	line bool // of the narrative, where text goes on on other lines; otherwise it fills a cell
}

const (
	attitudeDPI = 150.0 // of the drawing that is looked at: a scan is read at no less
	surer       = 0.15  // by how much another attitude must fit better than that in which the page is shown
)

// attitude is how a page must be laid for what was read to lie on what it prints. It is false where it lies on nothing in any way. Only a page that
// was recognised can have been straightened, or stand on its head.
func (p *pictures) attitude(ctx context.Context, sha256 string, number int, s size, read []print, recognised bool) (a attitude, ok bool) {
	upright, sideways := fitsOn(s, read), fitsOn(size{s.Height, s.Width}, read)
	if upright && (!recognised || len(read) == 0) {
		return attitude{}, true
	}
	if !upright && !sideways {
		return attitude{}, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	key := pageKey{sha256, number}
	if a, known := p.laid[key]; known {
		return a, true
	}
	f, err := p.file(sha256)
	if err != nil {
		return attitude{}, false
	}
	out, err := f.Draw(ctx, pdfium.Page{Number: number, Width: pixels(s.Width, attitudeDPI/72), Height: pixels(s.Height, attitudeDPI/72)})
	if err != nil {
		return attitude{}, false
	}
	a = fitting(out.Image, read, upright, sideways, recognised)
	p.laid[key] = a
	return a, true
}

// fitting is the attitude in which what was read lies best on what a picture shows.
func fitting(img image.Image, read []print, upright, sideways, recognised bool) (best attitude) {
	most := math.Inf(-1)
	for _, pair := range [][]int{{0, 180}, {90, 270}} {
		askew := 0.0 // the same of a page on its head
		switch {
		case pair[0] == 0 && !upright || pair[0] == 90 && !sideways:
			continue
		case recognised:
			askew = raster.Askew(raster.Picture{Image: img, DPI: attitudeDPI}, pair[0]) * 180 / math.Pi
		}
		for _, degrees := range pair {
			a := attitude{degrees, askew}
			fits := a.fit(img, read)
			if degrees == 0 {
				fits += surer
			}
			if fits > most {
				best, most = a, fits
			}
		}
	}
	return best
}

// fit tells how well what was read lies on a picture: by the share of it that lies on ink; by whether there is more ink in cells in which more was
// read; and by how much of the ink about lines of the narrative lies in these, and not between them.
func (a attitude) fit(img image.Image, read []print) float64 {
	dark := a.ink(img)
	var long, inked []float64
	on, in, about := 0, 0, 0
	for _, r := range read {
		n := dark(inside(r.Box, border, border))
		if n > 0 {
			on++
		}
		if r.line {
			in, about = in+dark(r.Box), about+dark(inside(r.Box, 0, -r.Height()/2))
		} else {
			long, inked = append(long, float64(len(r.text))), append(inked, math.Sqrt(float64(n)))
		}
	}
	return float64(on)/float64(max(1, len(read))) + correlation(long, inked) + float64(in)/float64(max(1, about))
}

// border is what is left out of a cell at its edges, points: the lines of the table are no writing.
const border = 2.0

// inside is a box without so much at its sides, and at its top and bottom.
func inside(b page.Box, side, top float64) page.Box {
	return page.Box{X0: b.X0 + side, Y0: b.Y0 + top, X1: b.X1 - side, Y1: b.Y1 - top}
}

// ink gives what counts the dark pixels in a box of the page as it was read.
func (a attitude) ink(img image.Image) func(page.Box) int {
	const (
		dark = 0x9000
		step = 72 / attitudeDPI
	)
	turned := turned(img, a.degrees)
	b := turned.Bounds()
	sin, cos := math.Sincos(a.askew * math.Pi / 180)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	all := page.Box{X1: float64(b.Dx()) * step, Y1: float64(b.Dy()) * step}
	return func(box page.Box) (n int) {
		box = box.Intersect(all) // a dataset that was made by hand may say anything
		for y := box.Y0; y < box.Y1; y += step {
			for x := box.X0; x < box.X1; x += step {
				dx, dy := x/step-cx, y/step-cy
				at := image.Pt(int(cx+dx*cos-dy*sin), int(cy+dx*sin+dy*cos))
				if !at.In(b) {
					continue
				}
				if r, g, bl, _ := turned.At(at.X, at.Y).RGBA(); max(r, g, bl) < dark {
					n++
				}
			}
		}
		return n
	}
}

// correlation is that of two measures of the same things, -1 to 1; 0 where one of them is the same of all.
func correlation(a, b []float64) float64 {
	n := float64(len(a))
	var sa, sb, saa, sbb, sab float64
	for i := range a {
		sa, sb, saa, sbb, sab = sa+a[i], sb+b[i], saa+a[i]*a[i], sbb+b[i]*b[i], sab+a[i]*b[i]
	}
	spread := math.Sqrt((n*saa - sa*sa) * (n*sbb - sb*sb))
	if !(spread > 1e-9) {
		return 0
	}
	return (n*sab - sa*sb) / spread
}
