package extract

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
	"github.com/mingxi/mingxi/internal/recognition"
)

// A table that was pasted as a picture into a page of text.
const (
	pastedWide  = 90.0  // points; two columns of figures
	pastedHigh  = 24.0  // points; two rows
	mostImages  = 2000  // of a page, strips each by itself
	mostPlates  = 16    // of a page: what has more is a page of pictures
	stripApart  = 1.0   // points between the strips of one picture
	pastedDPI   = 200.0 // dots an inch at which such a page is drawn at least
	pastedTable = "the page holds a table that is a picture: it must be recognised (OCR)"
	pastedPart  = "a table on it that is a picture cannot be recognised: %w"
)

// errOtherWay is why the place of a table's figures on its page is not known.
var errOtherWay = errors.New("its writing runs in another direction than that of the page")

// errNotAlone is why the figures of a table in a picture are not taken: what stands beside them may be taken for some of them.
var errNotAlone = errors.New("other writing stands beside it or another table lies over it")

// pasted finds the pictures of tables on a page of text. Only what this program decodes itself is looked at, so that a page has the same tables
// whether or not it is drawn, and a document without any costs no renderer.
func (r *recogniser) pasted(p *page.Page) {
	if p.Unread {
		return
	}
	found := plates(p)
	if len(found) > mostPlates {
		return
	}
	var mixed []page.Box
	decoded := r.file.Pictures(p.Number, found)
	for i, b := range found {
		if decoded[i] == nil {
			continue
		}
		dpi := float64(decoded[i].Bounds().Dx()) * 72 / shownBox(p, b).Width()
		framed, _ := raster.Framed(decoded[i], decoded[i].Bounds(), dpi)
		holds, alone := raster.HoldsTable(raster.Picture{Image: framed, DPI: dpi, Turned: p.Turned})
		if !holds {
			continue
		}
		for _, o := range p.Pasted {
			if !o.Intersect(b).Empty() {
				mixed = append(mixed, o)
				alone = false
			}
		}
		if p.Pasted = append(p.Pasted, b); !alone {
			mixed = append(mixed, b)
		}
	}
	if len(p.Pasted) > 0 {
		p.Unread = true
		if p.Problem == "" {
			p.Problem = pastedTable
		}
		r.mixed.Store(p.Number, mixed)
	}
}

// plates are the pictures of a page that are large enough for a table and have no text of the page over or below them, seen or not: with it, what
// they say would be there twice. Strips of one are one.
func plates(p *page.Page) []page.Box {
	if len(p.Images) > mostImages {
		return nil
	}
	var all []page.Box
	for _, img := range p.Images {
		b := img.Box
		i := slices.IndexFunc(all, func(o page.Box) bool {
			return math.Abs(o.X0-b.X0) <= stripApart && math.Abs(o.X1-b.X1) <= stripApart && o.Y0 <= b.Y1+stripApart && b.Y0 <= o.Y1+stripApart
		})
		if i < 0 {
			all = append(all, b)
			continue
		}
		all[i].Y0, all[i].Y1 = min(all[i].Y0, b.Y0), max(all[i].Y1, b.Y1)
	}
	all = slices.DeleteFunc(all, func(b page.Box) bool { return b.Width() < pastedWide || b.Height() < pastedHigh })
	if len(all) == 0 {
		return nil
	}
	for i := range p.Runs {
		if strings.TrimSpace(p.Runs[i].Text) == "" {
			continue
		}
		for _, g := range p.Runs[i].Glyphs {
			all = slices.DeleteFunc(all, func(b page.Box) bool { return b.Contains(g.Box.Center()) })
		}
	}
	return all
}

// drawnAt is a page as a viewer shows it.
func (r *recogniser) drawnAt(ctx context.Context, p *page.Page, dpi float64) (image.Image, float64, error) {
	w, h := unturned(*p)
	asked := pdfium.Page{Number: p.Number, Width: max(1, int(math.Round(w*dpi/72))), Height: max(1, int(math.Round(h*dpi/72)))}
	shrink(&asked)
	seen, err := r.draw(ctx, asked)
	return seen.Image, float64(asked.Width) * 72 / w, err
}

// pixelsOf is a box of a page in pixels.
func pixelsOf(b page.Box, dpi float64) image.Rectangle {
	px := func(v float64) int { return int(math.Round(v * dpi / 72)) }
	return image.Rect(px(b.X0), px(b.Y0), px(b.X1), px(b.Y1))
}

// shownBox is where a viewer shows a box of a page that was turned further.
func shownBox(p *page.Page, b page.Box) page.Box {
	w, h := unturned(*p)
	switch p.Turned {
	case 90:
		return page.Box{X0: b.Y0, X1: b.Y1, Y0: h - b.X1, Y1: h - b.X0}
	case 180:
		return page.Box{X0: w - b.X1, X1: w - b.X0, Y0: h - b.Y1, Y1: h - b.Y0}
	case 270:
		return page.Box{X0: w - b.Y1, X1: w - b.Y0, Y0: b.X0, Y1: b.X1}
	}
	return b
}

// withPasted is a page of text with what its pictures of tables say at their places. What cannot be read of them is told.
func (r *recogniser) withPasted(ctx context.Context, p page.Page) page.Page {
	if p.Problem == pastedTable {
		p.Problem = ""
	}
	p.Unread = false
	dpi := pastedDPI
	for _, img := range p.Images {
		if img.Box.Width() >= pastedWide {
			dpi = max(dpi, min(mostDPI, float64(img.Width)*72/img.Box.Width(), float64(img.Height)*72/img.Box.Height()))
		}
	}
	mixed, _ := r.mixed.Load(p.Number)
	boxes, _ := mixed.([]page.Box)
	if len(boxes) > 0 {
		p = unreadFor(p, fmt.Errorf(pastedPart, errNotAlone))
	}
	taken := slices.DeleteFunc(slices.Clone(p.Pasted), func(b page.Box) bool { return slices.Contains(boxes, b) })
	if len(taken) == 0 {
		return p
	}
	whole, dpi, err := r.drawnAt(ctx, &p, dpi)
	if err != nil {
		return unreadFor(p, fmt.Errorf(failedToDraw, err))
	}
	for _, b := range taken {
		framed, by := raster.Framed(whole, pixelsOf(shownBox(&p, b), dpi), dpi)
		seen, err := seenPage(ctx, r.opt, raster.Picture{Image: framed, DPI: dpi, Turned: p.Turned}, p.Number)
		if err == nil && seen.Turned != 0 {
			err = errOtherWay
		}
		if err != nil {
			return unreadFor(p, fmt.Errorf(pastedPart, err))
		}
		put(&p, seen, b, float64(by)*72/dpi)
	}
	return p
}

// unreadFor is a page that was not read whole.
func unreadFor(p page.Page, err error) page.Page {
	p.Unread = true
	p.Problem = recognition.Together(p.Problem, err.Error())
	return p
}

// put puts what was read of a picture, which had so much paper around, at its place on a page.
func put(p *page.Page, seen page.Page, b page.Box, by float64) {
	x, y := b.X0-by, b.Y0-by
	move := func(b page.Box) page.Box {
		return page.Box{X0: b.X0 + x, X1: b.X1 + x, Y0: b.Y0 + y, Y1: b.Y1 + y}
	}
	for _, run := range seen.Runs {
		run.Box, run.Origin = move(run.Box), page.Point{X: run.Origin.X + x, Y: run.Origin.Y + y}
		for i := range run.Glyphs {
			run.Glyphs[i].Box = move(run.Glyphs[i].Box)
		}
		p.Runs = append(p.Runs, run)
	}
	for _, l := range seen.Rulings {
		l.From, l.To = page.Point{X: l.From.X + x, Y: l.From.Y + y}, page.Point{X: l.To.X + x, Y: l.To.Y + y}
		p.Rulings = append(p.Rulings, l)
	}
	p.Unread, p.Damaged = p.Unread || seen.Unread, p.Damaged || seen.Damaged
	p.Problem = recognition.Together(p.Problem, seen.Problem)
}
