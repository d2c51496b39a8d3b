package extract

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
	"github.com/mingxi/mingxi/internal/recognition"
)

// What makes a page a picture, and at which resolution it is drawn.
const (
	pictureShare   = 0.5 // of the page under pictures: scans fill it, charts and logos do not
	pictureText    = 60  // visible characters beside it: a page number, a scanner's advertisement
	captionShare   = 0.8 // of the page under pictures: of a page that is nothing else but a stamp of an archive or a watermark
	captionLines   = 3   // lines of these, what is said again and again counted once
	captionText    = 160 // their characters
	captionRulings = 4   // the frame of a stamp; a table printed on a background has more
	seenHigh       = 1.5 // points: nobody reads what is lower
	defaultDPI     = 300.0
	leastDPI       = 150.0 // a scan with less is drawn with this: characters need pixels
	mostDPI        = 400.0 // more only costs time
	pagesAtOnce    = 2     // one is prepared while the engine reads the other; more only cost memory
	pagesBetween   = 16    // are read before it is looked at what they took
	inkShare       = 0.08  // of a page without text under pictures: a logo is smaller
	inkText        = 8     // visible characters of a page without text: its number
	outlineLeast   = 4     // tiles (see page.Page) with letters drawn as outlines, on a page without text
	outlineText    = 30    // the same on a page whose text is figures
	figureText     = 0.2   // of the characters of such a text that are letters, at most
	needsOCR       = "the page is a picture: its writing must be recognised (OCR)"
	inkAlone       = "the page prints pictures or outlines of letters and no text: its writing must be recognised (OCR)"
	outlined       = "the page prints its figures as text and its letters as outlines: they must be recognised (OCR)"
	hiddenLayer    = "the page is a picture; its text is a hidden layer that nobody has checked: recognise it (OCR)"
	figuresOnly    = "of its picture only the figures were read"
	failedToDraw   = "its picture cannot be had: %w"
	failedToRead   = "its picture cannot be recognised: %w"
)

// A drawing draws pages of a file.
type drawing interface {
	Draw(ctx context.Context, page pdfium.Page) (pdfium.Drawing, error)
}

// recogniser reads pages of one file from their pictures.
type recogniser struct {
	file      *pdf.File
	drawn     drawing
	opt       Options
	laying    *analysis.Reading // takes each page that is read
	looks     sync.Map          // by picture, what it holds
	plates    sync.Map          // by number of a page of text, what of its pictures may be tables
	unpainted atomic.Bool       // a page had to be drawn, and what draws pages was not ready
}

// ended is why not all pages were read: the error of ctx, or ErrUnprepared.
func (r *recogniser) ended(ctx context.Context) error {
	if r.unpainted.Load() && ctx.Err() == nil {
		return pdfium.ErrUnprepared
	}
	return ctx.Err()
}

// pages gives every page: its text layer, and then, two pages at a time, what is recognised. The error
// is that of ended.
func (r *recogniser) pages(ctx context.Context) ([]page.Page, error) {
	out := make([]page.Page, r.file.NumPages())
	done := r.counter(len(out))
	for from := 0; from < len(out); from += pagesBetween {
		page.Each(min(pagesBetween, len(out)-from), func(k int) {
			if i := from + k; ctx.Err() == nil {
				if out[i] = r.printed(i + 1); !r.wants(out[i]) {
					r.read(i, &out[i])
					done()
				}
			}
		})
		r.file.Reckon()
	}
	var wanted []int
	for i := range out {
		if r.wants(out[i]) {
			wanted = append(wanted, i)
		}
	}
	if r.opt.Progress != nil && len(wanted) > 0 {
		r.opt.Progress(len(out)-len(wanted), len(out))
	}
	page.EachAtOnce(pagesAtOnce, len(wanted), func(k int) {
		if i := wanted[k]; r.ended(ctx) == nil {
			out[i] = r.recognised(ctx, out[i])
			r.laying.Read(i, &out[i])
			done()
		}
	})
	return out, r.ended(ctx)
}

// read takes the text of a page that is not to be recognised. Its runs, which are large, serve the next pages, or are left without the room
// to grow.
func (r *recogniser) read(i int, p *page.Page) {
	runs := p.Runs
	if !r.opt.NoRuns {
		p.Runs = append([]page.Run(nil), runs...)
	}
	r.laying.Read(i, p)
	pdf.Reuse(runs)
}

// counter gives what is called when a page is done.
func (r *recogniser) counter(pages int) func() {
	var mu sync.Mutex
	n := 0
	return func() {
		if r.opt.Progress == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		n++
		r.opt.Progress(n, pages)
	}
}

// printed is what the text layer of page n says, and whether it says all.
func (r *recogniser) printed(n int) page.Page {
	p := r.file.Page(n)
	markUnread(&p)
	r.pasted(&p)
	return p
}

// wants says whether a page is to be recognised.
func (r *recogniser) wants(p page.Page) bool {
	if r.opt.OCR == nil || len(r.opt.OCRPages) > 0 && !slices.Contains(r.opt.OCRPages, p.Number) {
		return false
	}
	return p.Unread || r.opt.OCRAll
}

// recognised is the page as it is read from its picture.
func (r *recogniser) recognised(ctx context.Context, p page.Page) page.Page {
	if known, ok := r.opt.Known[p.Number]; ok {
		return known
	}
	if len(p.Pasted)+len(p.Written) > 0 && !r.opt.OCRAll {
		return r.withPasted(ctx, p)
	}
	seen, err := r.recognise(ctx, p)
	if err != nil {
		p.Unread = true
		p.Problem = err.Error()
		return p
	}
	if several := r.file.Several(); several != nil && p.Number == 1 && !p.Damaged { // no picture shows it
		seen.Problem = strings.TrimSuffix(several.Error()+"; "+seen.Problem, "; ")
	}
	return joined(p, seen)
}

// joined is what is kept of a page's text layer and of what was read from its picture: the latter, or the text where
// the picture gave nothing; and that either of them is damaged.
func joined(p, seen page.Page) page.Page {
	if p.Damaged {
		seen.Damaged = true
		seen.Problem = strings.Join(slices.DeleteFunc([]string{p.Problem, seen.Problem}, func(s string) bool { return s == "" }), "; ")
	}
	if visible, _ := glyphs(p); len(seen.Runs) == 0 && visible > 0 {
		p.Problem, p.Damaged = seen.Problem, seen.Damaged
		return p
	}
	return seen
}

func (r *recogniser) recognise(ctx context.Context, p page.Page) (page.Page, error) {
	pic, err := r.picture(ctx, p)
	if err != nil {
		return p, fmt.Errorf(failedToDraw, err)
	}
	out, err := seenPage(ctx, r.opt, pic, p.Number)
	if err != nil {
		return p, fmt.Errorf(failedToRead, err)
	}
	return out, nil
}

// seenPage is a page as the engine reads it.
func seenPage(ctx context.Context, opt Options, pic raster.Picture, number int) (page.Page, error) {
	out, err := recognition.Page(ctx, opt.OCR, pic, number)
	if opt.OCRFigures && err == nil && (len(out.Runs) > 0 || out.Problem != "") {
		out.Unread = true
		out.Problem = strings.TrimSuffix(figuresOnly+"; "+out.Problem, "; ")
	}
	return out, err
}

// picture is the page as it is seen: pixel by pixel where it is one picture, else at the resolution of what it shows.
func (r *recogniser) picture(ctx context.Context, p page.Page) (raster.Picture, error) {
	scan, ok := r.file.Scan(p.Number)
	w, _ := unturned(p)
	if ok && scan.Image != nil && r.opt.DPI == 0 {
		return raster.Picture{Image: scan.Image, DPI: float64(scan.Width) * 72 / w, Turned: scan.Turned, Problem: scan.Problem}, nil
	}
	asked := r.asked(p)
	if ok && r.opt.DPI == 0 {
		asked.Width, asked.Height, asked.Plain = scan.Width, scan.Height, scan.Plain
	}
	shrink(&asked)
	seen, err := r.draw(ctx, asked, false)
	if err != nil {
		return raster.Picture{}, err
	}
	out := raster.Picture{Image: seen.Image, DPI: float64(asked.Width) * 72 / w, Problem: scan.Problem}
	if seen.Lost > 0 {
		out.Complaints = fmt.Sprintf("%d of its pictures cannot be decoded", seen.Lost)
	}
	whiteOut(seen.Image, scan.Lost, out.DPI)
	return out, nil
}

// draw draws a page, and notes where what draws pages is not ready: a page of text is read where it cannot be, with what is missing told, and a file of
// scans is not.
func (r *recogniser) draw(ctx context.Context, asked pdfium.Page, text bool) (pdfium.Drawing, error) {
	seen, err := r.drawn.Draw(ctx, asked)
	if errors.Is(err, pdfium.ErrUnprepared) || errors.Is(err, pdfium.ErrUnable) && !text {
		r.unpainted.Store(true)
	}
	return seen, err
}

// whiteOut makes a part of a page paper. Of what damage took, renderers make what they like.
func whiteOut(img draw.Image, part page.Box, dpi float64) {
	px := func(v float64) int { return int(math.Round(v * dpi / 72)) }
	draw.Draw(img, image.Rect(px(part.X0), px(part.Y0), px(part.X1), px(part.Y1)), image.White, image.Point{}, draw.Src)
}

// asked is how a page is drawn that is not one picture.
func (r *recogniser) asked(p page.Page) pdfium.Page {
	w, h := unturned(p)
	dpi := r.dpi(p)
	return pdfium.Page{Number: p.Number, Width: max(1, int(math.Round(w*dpi/72))), Height: max(1, int(math.Round(h*dpi/72)))}
}

// unturned is a page's size as a viewer shows it.
func unturned(p page.Page) (width, height float64) {
	if p.Turned%180 != 0 {
		return p.Height, p.Width
	}
	return p.Width, p.Height
}

// shrink makes a page smaller that is too large to be drawn.
func shrink(p *pdfium.Page) {
	if n := float64(p.Width) * float64(p.Height); n > pdfium.MostPixels {
		f := math.Sqrt(pdfium.MostPixels / n)
		p.Width, p.Height = max(1, int(float64(p.Width)*f)), max(1, int(float64(p.Height)*f))
	}
}

// dpi is the resolution to draw a page at: that of its largest picture, within reason.
func (r *recogniser) dpi(p page.Page) float64 {
	if r.opt.DPI > 0 {
		return r.opt.DPI
	}
	dpi, area := defaultDPI, 0.0
	for _, img := range p.Images {
		if a := img.Box.Area(); a > area && a > pictureShare*p.Width*p.Height {
			across := math.Max(float64(img.Width), float64(img.Height)) * 72 / math.Max(img.Box.Width(), img.Box.Height())
			dpi, area = math.Min(math.Max(across, leastDPI), mostDPI), a
		}
	}
	return dpi
}

// isSeen says whether somebody who reads the page sees a run.
func isSeen(r *page.Run) bool { return !r.Invisible && r.Box.Height() >= seenHigh }

// glyphs counts the characters of a page that are seen, and those of a hidden layer.
func glyphs(p page.Page) (visible, hidden int) {
	for i := range p.Runs {
		if r := &p.Runs[i]; isSeen(r) {
			visible += len(r.Glyphs)
		} else {
			hidden += len(r.Glyphs)
		}
	}
	return visible, hidden
}

// captioned says whether a page that pictures cover says little beside: a line or two over a scan, or a watermark on it, which says the
// same again and again. A table on a background has more lines.
func captioned(p page.Page, covered float64) bool {
	if covered < captionShare || len(p.Rulings) > captionRulings {
		return false
	}
	lines, said := map[float64]string{}, map[string]bool{}
	for i := range p.Runs {
		switch r := &p.Runs[i]; {
		case !isSeen(r):
		case r.Angle != 0:
			said[r.Text] = true
		default:
			if at := math.Round(r.Origin.Y); !strings.Contains(lines[at], r.Text) {
				lines[at] += r.Text
			}
		}
	}
	n := 0
	for _, line := range lines {
		said[line] = true
	}
	for line := range said {
		n += utf8.RuneCountInString(line)
	}
	return len(said) <= captionLines && n <= captionText
}

// letters counts the letters and ideographs of a page's text that are seen.
func letters(p page.Page) float64 {
	n := 0
	for i := range p.Runs {
		if !isSeen(&p.Runs[i]) {
			continue
		}
		for _, c := range p.Runs[i].Text {
			if unicode.IsLetter(c) {
				n++
			}
		}
	}
	return float64(n)
}

// markUnread finds pages whose writing is no text: it is a picture, or drawn as outlines.
func markUnread(p *page.Page) {
	visible, hidden := glyphs(*p)
	covered := 0.0
	for _, img := range p.Images {
		covered += img.Box.Area()
	}
	covered /= p.Width * p.Height
	why := ""
	scan := visible <= pictureText && covered >= pictureShare || captioned(*p, covered)
	switch {
	case scan && hidden > pictureText:
		why = hiddenLayer
	case scan:
		why = needsOCR
	case visible <= inkText && (covered >= inkShare || p.Outlines >= outlineLeast):
		why = inkAlone
	case p.Outlines >= outlineText && letters(*p) <= figureText*float64(visible):
		why = outlined
	default:
		return
	}
	p.Unread = true
	if p.Problem == "" {
		p.Problem = why
	}
}

// readPicture reads a file that is itself a picture.
func readPicture(ctx context.Context, data []byte, opt Options) (page.Page, error) {
	pic, err := raster.Decode(data, opt.DPI)
	if err != nil {
		return page.Page{}, err
	}
	if opt.OCR == nil {
		b := pic.Image.Bounds()
		return page.Page{Number: 1, Source: page.Text, Width: float64(b.Dx()) * 72 / pic.DPI, Height: float64(b.Dy()) * 72 / pic.DPI,
			Problem: needsOCR, Unread: true}, nil
	}
	return seenPage(ctx, opt, pic, 1)
}
