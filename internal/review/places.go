package review

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/normalize"
)

// A box is a figure on the picture of a page.
type box struct {
	page.Box
	Class, Anchor, Title string
	W, H                 float64
}

func boxOf(b page.Box, class, anchor, title string) box {
	return box{b, class, anchor, title, b.Width(), b.Height()}
}

// A sheet is a page with its picture and what is drawn over it.
type sheet struct {
	size
	Document string
	Number   int
	Picture  string // empty where there is none
	Degrees  int    // by which it is turned
	Level    string // how it is then turned about its middle, as SVG says it; empty if it is not
	Drawn    []drawnText
	Boxes    []box
}

// A drawnText stands for what a page prints where its file is not at hand.
type drawnText struct {
	X, Y, W, H float64
	Text       string
}

// sheet is a page of a document.
func (w *writer) sheet(ctx context.Context, o *opened, d *normalize.Disclosure, n int) sheet {
	s := sheet{Document: d.ID, Number: n}
	s.take(ctx, w.pictures, d, o.prints(d.ID, n), o.recognised(d, n))
	for i := range o.ds.Records {
		r := &o.ds.Records[i]
		if r.Document != d.ID || r.Page != n {
			continue
		}
		class := string(r.Status)
		if doubtful(r) {
			class += " doubt"
		}
		if r.Corrected != "" {
			class += " corrected"
		}
		s.Boxes = append(s.Boxes, boxOf(r.Box, class, recordAnchor(r.Ref()), figureText(r)+" · "+say(w.lang, "short-"+string(r.Status))))
		s.note(r.Box, r.Text)
	}
	for i := range o.ds.Claims {
		c := &o.ds.Claims[i]
		if c.Document != d.ID || c.Page != n {
			continue
		}
		s.Boxes = append(s.Boxes, boxOf(c.Box, claimClass(c), claimAnchor(c), claimText(c)))
		s.note(c.Box, c.Sentence)
	}
	return s
}

// take gives a sheet the picture of its page, if there is one that its figures lie on.
func (s *sheet) take(ctx context.Context, p *pictures, d *normalize.Disclosure, read []print, recognised bool) {
	seen, err := p.size(ctx, d.SHA256, s.Number)
	if err == nil {
		if a, ok := p.attitude(ctx, d.SHA256, s.Number, seen, read, recognised); ok {
			s.size, s.Degrees, s.Picture = seen, a.degrees, pictureName(d.ID, s.Number, a.degrees)
			if a.degrees%180 != 0 {
				s.Width, s.Height = s.Height, s.Width
			}
			if a.askew != 0 {
				s.Level = fmt.Sprintf("rotate(%.3f %s %s)", -a.askew, number(s.Width/2), number(s.Height/2))
			}
			return
		}
	}
	s.size = size{595, 842} // A4
}

// recognised says that a page was read from its picture.
func (o *opened) recognised(d *normalize.Disclosure, n int) bool {
	return d.OCRPages > 0 && !slices.ContainsFunc(o.ds.Records, func(r normalize.Record) bool {
		return r.Document == d.ID && r.Page == n && r.Source == page.Text
	})
}

// prints are the figures and claims of a page.
func (o *opened) prints(document string, n int) (out []print) {
	for i := range o.ds.Records {
		if r := &o.ds.Records[i]; r.Document == document && r.Page == n {
			out = append(out, print{r.Box, r.Text, false})
		}
	}
	for i := range o.ds.Claims {
		if c := &o.ds.Claims[i]; c.Document == document && c.Page == n {
			out = append(out, print{c.Box, c.Sentence, true})
		}
	}
	return out
}

// note draws a text where there is no picture.
func (s *sheet) note(b page.Box, text string) {
	if s.Picture != "" {
		return
	}
	s.Width, s.Height = max(s.Width, math.Ceil(b.X1+40)), max(s.Height, math.Ceil(b.Y1+40))
	s.Drawn = append(s.Drawn, drawnText{b.X0 + 2, b.Y1 - 0.25*b.Height(), b.Width(), b.Height(), text})
}

func claimClass(c *normalize.Claim) string {
	class := "claim " + string(claimStatus(c))
	if c.Corrected != "" {
		class += " corrected"
	}
	return class
}

// claimStatus is what checks made of a claim, as of a record.
func claimStatus(c *normalize.Claim) normalize.Status {
	switch c.Outcome {
	case normalize.Pass, normalize.Rounding:
		return normalize.Verified
	case normalize.Fail:
		return normalize.Contradicted
	}
	return normalize.Unverified
}

const leastSure = 0.9 // confidence of a recognised figure that is not pointed out

// doubtful says that a figure is one that a person should look at first.
func doubtful(r *normalize.Record) bool {
	return r.Status == normalize.Contradicted || r.Source == page.OCR && r.Status == normalize.Unverified && (r.Confidence < leastSure || !r.Value.Valid)
}

// A crop is the part of a page around a figure, and the figure's place.
type crop struct {
	X, Y, W, H float64
	Mark       box
}

// cropOf is the part of a page around a box, at least as wide and high as given.
func cropOf(s size, b page.Box, width, height float64) crop {
	c := crop{W: min(max(width, b.Width()+40), s.Width), H: min(max(height, b.Height()+10), s.Height), Mark: boxOf(b, "", "", "")}
	at := b.Center()
	c.X, c.Y = min(max(0, at.X-c.W/2), s.Width-c.W), min(max(0, at.Y-c.H/2), s.Height-c.H)
	return c
}

const (
	glimpseWidth  = 220.0 // of the print shown with a figure, points
	glimpseHeight = 48.0
)

// A place is a part of a page, about a figure.
type place struct {
	crop
	Sheet          sheet
	Caption, Where string
	Href           string
}

const (
	placeWidth  = 340.0 // of the part of a page that is shown about a figure, points
	placeHeight = 190.0
)

// A spot is where a document prints something.
type spot struct {
	document string
	page     int // 0 if it is not known
	box      page.Box
}

// place is the part of a page about a figure to which a link leads; false where it is not known.
func (w *writer) place(ctx context.Context, o *opened, at spot, l link, class string) (place, bool) {
	d := o.disclosure(at.document)
	if d == nil || at.page < 1 {
		return place{}, false
	}
	p := place{Sheet: w.sheet(ctx, o, d, at.page), Caption: l.Text, Where: l.Where, Href: l.Href}
	p.crop = cropOf(p.Sheet.size, at.box, placeWidth, placeHeight)
	p.Mark.Class = class
	return p, true
}

// A foundView is a finding with all its places.
type foundView struct {
	*normalize.Disclosure
	Heading     string
	Finding     findingView
	Explanation string
	Places      []place
	Check       *checkView
	Prev, Next  string
	Of          int
	Correct     string
	Subject     correction.Entry // with Code and Place, what its form says that it was made for
	Code, Place string
}

// mostPlaces is how many places of one finding are shown; a sum of a hundred figures is told by its check.
const mostPlaces = 6

func (w *writer) finding(ctx context.Context, o *opened, d *normalize.Disclosure, list []*normalize.Finding, n int) *foundView {
	f := list[n-1]
	subject := correction.Subject(o.ds, f)
	v := &foundView{Disclosure: d, Heading: w.heading(d), Finding: w.findingViews(list, d.ID, 0)[n-1], Explanation: w.words(f.Code).Explanation, Of: len(list),
		Subject: subject, Code: f.Code, Place: placeOf(&subject)}
	var refs []normalize.FigureRef
	if f.Column > 0 {
		refs = append(refs, normalize.FigureRef{Record: normalize.Ref{Document: d.ID, Table: f.Table, Row: f.Row, Column: f.Column}})
	}
	if c := o.check(d.ID, f.Check); c != nil {
		check := w.check(o, c)
		v.Check = &check
		for _, ref := range append([]normalize.FigureRef{c.Compared}, figuresOf(c)...) {
			if ref.OfClaim() {
				ref.Claim.Document = cmp.Or(ref.Claim.Document, c.Document)
			} else {
				ref.Record.Document = cmp.Or(ref.Record.Document, c.Document)
			}
			if !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	for i, ref := range refs {
		if len(v.Places) == mostPlaces {
			break
		}
		class := "mark"
		if i > 0 {
			class = "mark other"
		}
		l := w.link(o, d.ID, ref)
		var printed spot
		if c := o.claims[ref.Claim]; ref.OfClaim() && c != nil {
			printed = spot{c.Document, c.Page, c.Box}
		} else if r := o.records[ref.Record]; r != nil {
			printed = spot{r.Document, r.Page, r.Box}
		}
		if i == 0 && printed.page > 0 {
			v.Correct = l.Href
		}
		p, ok := w.place(ctx, o, printed, l, class)
		at := slices.IndexFunc(v.Places, func(o place) bool {
			return o.Sheet.Document == p.Sheet.Document && o.Sheet.Number == p.Sheet.Number && o.Mark.Box == p.Mark.Box
		})
		switch {
		case ok && at >= 0: // figures of one line
			v.Places[at].Caption += ", " + p.Caption
		case ok:
			v.Places = append(v.Places, p)
		}
	}
	if len(v.Places) == 0 && f.Page > 0 && f.Page <= d.Pages {
		s := w.sheet(ctx, o, d, f.Page)
		v.Places = append(v.Places, place{Sheet: s, crop: crop{W: s.Width, H: s.Height}, Caption: say(w.lang, "page", f.Page), Href: pagePage(d.ID, f.Page)})
	}
	if n > 1 {
		v.Prev = findingPage(d.ID, n-1)
	}
	if n < len(list) {
		v.Next = findingPage(d.ID, n+1)
	}
	return v
}
