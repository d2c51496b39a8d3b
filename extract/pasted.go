package extract

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
	"github.com/mingxi/mingxi/internal/recognition"
)

// A table that was pasted as a picture into a page of text.
const (
	pastedWide   = 90.0  // points; two columns of figures
	pastedHigh   = 24.0  // points; two rows
	maybeWide    = 120.0 // points of a picture that only a renderer shows, where there is none: three columns
	maybeHigh    = 48.0  // points: four rows
	mostImages   = 2000  // of a page, strips each by itself
	mostPlates   = 16    // of a page that are looked at, the largest of them
	saidShare    = 0.8   // of the figures of a picture at which digits of the page's text stand: it says what the picture shows
	stripApart   = 1.0   // points between the strips of one picture
	pastedDPI    = 200.0 // dots an inch at which such a page is drawn at least
	pastedTable  = "the page holds a table that is a picture: it must be recognised (OCR)"
	pastedMaybe  = "the page holds a picture that may be a table: it must be recognised (OCR)"
	pastedPart   = "a table on it that is a picture cannot be recognised: %w"
	pastedUndone = "a picture on it that may be a table cannot be looked at: %w"
)

// errOtherWay is why the place of a table's figures on its page is not known.
var errOtherWay = errors.New("its writing runs in another direction than that of the page")

// errNotAlone is why the figures of a table in a picture are not taken: what stands beside them may be taken for some of them.
var errNotAlone = errors.New("other writing stands beside it or another table lies over it")

// errWritten is why the figures of a table in a picture are not taken on which text of the page stands: they may be there twice, and of those below the text nothing can be read.
var errWritten = errors.New("text of the page stands on it, and does not say what it shows")

// errSmudged is why a picture is told that shows names and what may be amounts behind them.
var errSmudged = errors.New("it has so few dots an inch that digits touch")

// errUndrawn is why a picture that a renderer leaves out is told.
var errUndrawn = errors.New("nothing of it is drawn")

// A plate is a picture of a page of text that may be a table.
type plate struct {
	box     page.Box
	unknown bool   // only a renderer shows whether it is one
	smudged bool   // it has too few dots to show whether it is one
	turned  bool   // it lies on its side, or is turned over
	mixed   bool   // other writing stands beside the table, or another picture of one lies over it
	written bool   // text of the page stands on it
	problem string // what of it is damaged; empty if nothing is
}

// hidden is why a picture that a renderer drew may hold a table all the same; nil if it does not.
func (l plate) hidden(drawn image.Image) error {
	switch {
	case l.problem != "":
		return errors.New(l.problem)
	case raster.IsBlank(drawn):
		return errUndrawn
	}
	return nil
}

// pasted finds the pictures of tables on a page of text. What this program decodes itself is looked at here, so that a document without any such
// table costs no renderer; what it does not is left for whoever draws the page.
func (r *recogniser) pasted(p *page.Page) {
	if p.Unread {
		return
	}
	boxes, written := plates(p)
	clear := len(boxes)
	boxes = append(boxes, written...)
	var found []plate
	for i, shown := range r.file.Pictures(p.Number, boxes) {
		b := boxes[i]
		switch {
		case shown.Unknown && i >= clear: // grounds, most of them
		case shown.Unknown && shown.Image != nil:
			seen, dpi := raster.Squared(shown.Image, shown.Width/72, shown.Height/72, mostDPI)
			framed, _ := raster.Framed(seen, seen.Bounds(), dpi)
			if held := r.holds(raster.Picture{Image: framed, DPI: dpi}); held.Table || held.Maybe { // of one that is mirrored a renderer shows no names before figures
				found = append(found, plate{box: b, unknown: !shown.Mirrored, turned: shown.Mirrored, smudged: shown.Mirrored && !held.Table})
			}
		case shown.Unknown && r.opt.OCR == nil && (b.Width() < maybeWide || b.Height() < maybeHigh): // signatures and marks
		case shown.Unknown:
			found = append(found, plate{box: b, unknown: true, turned: shown.Mirrored, problem: shown.Problem})
		case shown.Image != nil:
			box := shownBox(p, b)
			seen, dpi := raster.Squared(shown.Image, box.Width()/72, box.Height()/72, mostDPI)
			framed, by := raster.Framed(seen, seen.Bounds(), dpi)
			held := r.holds(raster.Picture{Image: framed, DPI: dpi, Turned: p.Turned})
			if held.Maybe && i < clear {
				found = append(found, plate{box: b, smudged: true})
			}
			if held.Table && (i < clear || !says(p, b, held.Figures, by, dpi)) {
				found = append(found, plate{box: b, mixed: !held.Alone, turned: held.Lying, written: i >= clear})
			}
		}
	}
	if len(found) == 0 {
		return
	}
	p.Unread = true
	if p.Problem == "" {
		p.Problem = pastedMaybe
		if slices.ContainsFunc(found, func(l plate) bool { return !l.unknown && !l.smudged }) {
			p.Problem = pastedTable
		}
	}
	r.paste(p, found)
}

// A look is a picture that was looked at: its shades, their number in a row, the dots an inch, and how it is turned.
type look struct {
	shades [sha256.Size]byte
	row    int
	dpi    float64
	turned int
}

// holds says what a picture holds. Those of a letterhead stand on each page, and are looked at once.
func (r *recogniser) holds(pic raster.Picture) raster.Holding {
	greys, ok := pic.Image.(*image.Gray)
	if !ok {
		return raster.Holds(pic)
	}
	this := look{sha256.Sum256(greys.Pix), greys.Stride, pic.DPI, pic.Turned}
	if known, ok := r.looks.Load(this); ok {
		return known.(raster.Holding)
	}
	held := raster.Holds(pic)
	r.looks.Store(this, held)
	return held
}

// paste notes the tables of a page that are pictures. Of two that lie over each other neither is alone.
func (r *recogniser) paste(p *page.Page, found []plate) {
	p.Pasted, p.Written = nil, nil
	for i := range found {
		for k := range i {
			if !found[k].box.Intersect(found[i].box).Empty() {
				found[i].mixed, found[k].mixed = true, true
			}
		}
		if found[i].written {
			p.Written = append(p.Written, found[i].box)
		} else {
			p.Pasted = append(p.Pasted, found[i].box)
		}
	}
	r.plates.Store(p.Number, found)
}

// says says whether the text of a page says what a picture on it shows, as a hidden layer does that somebody had made: digits stand where most of its figures are,
// which are given in pixels of the picture with so much paper around.
func says(p *page.Page, b page.Box, figures []image.Rectangle, by int, dpi float64) bool {
	said := make([]bool, len(figures))
	for i := range p.Runs {
		for _, g := range p.Runs[i].Glyphs {
			if !strings.ContainsFunc(g.Text, unicode.IsDigit) {
				continue
			}
			at := g.Box.Center()
			in := image.Pt(by+int((at.X-b.X0)*dpi/72), by+int((at.Y-b.Y0)*dpi/72))
			for k, f := range figures {
				said[k] = said[k] || in.In(f.Inset(-f.Dy()/2))
			}
		}
	}
	n := 0
	for _, is := range said {
		if is {
			n++
		}
	}
	return n > 0 && float64(n) >= saidShare*float64(len(figures))
}

// plates are the pictures of a page that are large enough for a table: those without text of the page over or below them, seen or not, and those with it, of which
// what they say would be there twice. Strips and tiles of one are one.
func plates(p *page.Page) (clear, written []page.Box) {
	if len(p.Images) == 0 || len(p.Images) > mostImages {
		return nil, nil
	}
	all := make([]page.Box, 0, len(p.Images))
	for _, img := range p.Images {
		all = append(all, img.Box)
	}
	for n := 0; n != len(all); {
		n = len(all)
		all = pieced(all)
	}
	all = slices.DeleteFunc(all, func(b page.Box) bool { return b.Width() < pastedWide || b.Height() < pastedHigh })
	if len(all) == 0 {
		return nil, nil
	}
	for i := range p.Runs {
		if strings.TrimSpace(p.Runs[i].Text) == "" {
			continue
		}
		for _, g := range p.Runs[i].Glyphs {
			all = slices.DeleteFunc(all, func(b page.Box) bool {
				if !b.Contains(g.Box.Center()) {
					return false
				}
				written = append(written, b)
				return true
			})
		}
	}
	return largest(all), largest(written)
}

// largest are so many boxes as are looked at.
func largest(boxes []page.Box) []page.Box {
	if len(boxes) > mostPlates {
		slices.SortStableFunc(boxes, func(a, b page.Box) int { return cmp.Compare(b.Area(), a.Area()) })
		boxes = boxes[:mostPlates]
	}
	return boxes
}

// pieced are boxes of pictures of which those that touch along a whole side are one.
func pieced(boxes []page.Box) []page.Box {
	near := func(a, b float64) bool { return math.Abs(a-b) <= stripApart }
	touch := func(a0, a1, b0, b1 float64) bool { return a0 <= b1+stripApart && b0 <= a1+stripApart }
	out := boxes[:0]
	for _, b := range boxes {
		i := slices.IndexFunc(out, func(o page.Box) bool {
			return near(o.X0, b.X0) && near(o.X1, b.X1) && touch(o.Y0, o.Y1, b.Y0, b.Y1) || near(o.Y0, b.Y0) && near(o.Y1, b.Y1) && touch(o.X0, o.X1, b.X0, b.X1)
		})
		if i < 0 {
			out = append(out, b)
			continue
		}
		out[i] = out[i].Union(b)
	}
	return out
}

// drawnAt is a page as a viewer shows it.
func (r *recogniser) drawnAt(ctx context.Context, p *page.Page, dpi float64) (image.Image, float64, error) {
	w, h := unturned(*p)
	asked := pdfium.Page{Number: p.Number, Width: max(1, int(math.Round(w*dpi/72))), Height: max(1, int(math.Round(h*dpi/72)))}
	shrink(&asked)
	seen, err := r.draw(ctx, asked, true)
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
	if p.Problem == pastedTable || p.Problem == pastedMaybe {
		p.Problem = ""
	}
	p.Unread = false
	noted, _ := r.plates.Load(p.Number)
	found, _ := noted.([]plate)
	dpi := pastedDPI
	for _, img := range p.Images {
		asked := slices.ContainsFunc(found, func(l plate) bool { return !l.box.Intersect(img.Box).Empty() }) // other pictures need no finer page
		if asked && img.Box.Width() >= pastedWide {
			dpi = max(dpi, min(mostDPI, float64(img.Width)*72/img.Box.Width(), float64(img.Height)*72/img.Box.Height()))
		}
	}
	var whole image.Image
	if slices.ContainsFunc(found, func(l plate) bool { return l.unknown || !l.mixed && !l.written && !l.smudged }) {
		var err error
		if whole, dpi, err = r.drawnAt(ctx, &p, dpi); err != nil {
			why := failedToDraw
			if !slices.ContainsFunc(found, func(l plate) bool { return !l.unknown }) {
				why = pastedUndone
			}
			return unreadFor(p, fmt.Errorf(why, err))
		}
	}
	part := func(l plate) (raster.Picture, float64) {
		framed, by := raster.Framed(whole, pixelsOf(shownBox(&p, l.box), dpi), dpi)
		return raster.Picture{Image: framed, DPI: dpi, Turned: p.Turned, Problem: l.problem}, float64(by) * 72 / dpi
	}
	var tables []plate
	for _, l := range found {
		if l.unknown {
			pic, _ := part(l)
			held := raster.Holds(pic)
			if !held.Table {
				if why := l.hidden(pic.Image); why != nil {
					p = unreadFor(p, fmt.Errorf(pastedUndone, why))
				}
				continue
			}
			l.mixed, l.turned = !held.Alone, l.turned || held.Lying
		}
		tables = append(tables, l)
	}
	r.paste(&p, tables)
	for _, l := range tables {
		err, told := error(nil), pastedPart
		switch {
		case l.smudged:
			err, told = errSmudged, pastedUndone
		case l.written:
			err = errWritten
		case l.mixed:
			err = errNotAlone
		case l.turned:
			err = errOtherWay
		default:
			pic, by := part(l)
			var seen page.Page
			if seen, err = seenPage(ctx, r.opt, pic, p.Number); err == nil && seen.Turned != 0 {
				err = errOtherWay
			}
			if err == nil {
				if isNoTable(seen) {
					seen.Problem = ""
				}
				put(&p, seen, l.box, by)
			}
		}
		if why := fmt.Errorf(told, err); err != nil && !strings.Contains(p.Problem, why.Error()) {
			p = unreadFor(p, why)
		}
	}
	return p
}

// unreadFor is a page that was not read whole.
func unreadFor(p page.Page, err error) page.Page {
	p.Unread = true
	p.Problem = recognition.Together(p.Problem, err.Error())
	return p
}

// isNoTable says whether what was read of a picture is no table: it has no lines, none was found in it, and no figure of it has a point or commas, as
// amounts have. Such are lists of telephones, and how well they are read matters to nobody.
func isNoTable(seen page.Page) bool {
	if len(seen.Rulings) > 0 || seen.Unread || seen.Damaged || slices.ContainsFunc(seen.Runs, func(r page.Run) bool { return isAmount(r.Text) }) {
		return false
	}
	tables, _ := analysis.Pages([]page.Page{seen})
	return len(tables) == 0
}

// isAmount says whether a text has digits on both sides of a point or a comma, two of them behind it.
func isAmount(text string) bool {
	digit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := 1; i < len(text); i++ {
		if (text[i] == '.' || text[i] == ',') && digit(i-1) && digit(i+1) && digit(i+2) {
			return true
		}
	}
	return false
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
