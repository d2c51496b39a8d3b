package pdf

import (
	"image"
	"math"

	"github.com/mingxi/mingxi/extract/page"
)

const (
	pictureEdge = 2.0  // points by which a scan may miss the page's edges
	pictureSkew = 0.02 // by how much its horizontal and vertical resolution may differ
)

// A Scan is the one picture that a page consists of.
type Scan struct {
	Width, Height int         // pixels, as the page is seen
	Problem       string      // which part of it is damaged; empty if none is
	Lost          page.Box    // what of the page has no picture, as damage took its rows; empty if nothing is known to be missing
	Plain         bool        // drawing it takes no more work than its pixels do
	Image         image.Image // its pixels where it is a common JPEG, which needs no drawing; else nil
	Turned        int         // degrees clockwise by which Image is turned to stand as the page is seen: 0, 90, 180 or 270
}

// Scan is the picture that page n, counting from 1, consists of; false if the page has several or none, or
// something is drawn beside it. It is safe to call from several goroutines.
func (f *File) Scan(n int) (out Scan, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			out, ok = Scan{}, false
		}
	}()
	if n < 1 || n > len(f.pages) {
		return Scan{}, false
	}
	p := f.paint(n, f.pages[n-1])
	if len(p.pictures) != 1 || p.page.Turned != 0 || !alone(p.page) {
		return Scan{}, false
	}
	pic := p.pictures[0]
	turned, ok := pic.ctm.quarterTurns()
	if !ok {
		return Scan{}, false
	}
	w, h := int(get(pic.stream, "Width").Int64()), int(get(pic.stream, "Height").Int64())
	if w <= 0 || h <= 0 || float64(w)*float64(h) > maxPixels {
		return Scan{}, false
	}
	img, problem, kept := f.look(pic.stream, w, h)
	if img != nil { // its data know better than what is said of them
		w, h = img.Bounds().Dx(), img.Bounds().Dy()
	}
	out = Scan{Image: img, Turned: turned, Width: w, Height: h, Problem: problem, Plain: p.cheap() && get(f.pages[n-1].dict, "Annots").Len() == 0 && f.plainPicture(pic.stream)}
	if turned%180 != 0 {
		out.Width, out.Height = h, w
	}
	out.Lost = lost(p.page, turned, kept)
	across, down := float64(out.Width)/p.page.Width, float64(out.Height)/p.page.Height
	return out, math.Abs(across-down) <= pictureSkew*across
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

// lost is the part of a page that the lower rows of its picture would cover, of which a share is kept.
func lost(p page.Page, turned int, kept float64) page.Box {
	b := page.Box{X1: p.Width, Y1: p.Height}
	if kept >= 1 {
		return page.Box{}
	}
	switch turned {
	case 0:
		b.Y0 = kept * p.Height
	case 90:
		b.X1 = (1 - kept) * p.Width
	case 180:
		b.Y1 = (1 - kept) * p.Height
	case 270:
		b.X0 = kept * p.Width
	}
	return b
}
