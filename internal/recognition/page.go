// Package recognition reads the writing on prepared pictures of pages and gives it the shape of a page
// with a text layer, so that tables, meaning and checks have one implementation.
package recognition

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/raster"
)

// Page reads the picture of page number. What is wrong with the picture or with the writing is told by
// the page's Problem, and so is ink of which nothing could be read: only a blank page is empty without
// one. The error says why the picture cannot be prepared, or that the engine failed or ctx ended.
//
// Positions are points of the picture as it was read, from its top left corner: turned upright and
// straightened about its middle.
func Page(ctx context.Context, engine ocr.Engine, picture raster.Picture, number int) (page.Page, error) {
	engine = remember(engine)
	ready, lines, err := upright(ctx, engine, picture)
	if err != nil {
		return page.Page{}, err
	}
	readings, failed, err := readLines(ctx, engine, ready, lines)
	if err != nil {
		return page.Page{}, err
	}
	p := pageOf(ready, readings, number)
	problems := []string{picture.Problem, p.Problem}
	if failed > 0 {
		problems = append(problems, fmt.Sprintf("recognition failed at %d of %d lines", failed, len(lines)))
	}
	p.Damaged = picture.Problem != ""
	if nothing(readings) {
		problems = append(problems, inked(ready, picture.Complaints))
		p.Damaged = p.Damaged || picture.Complaints != ""
	} else {
		problems = append(problems, unreadPart(ready, readings))
	}
	p.Problem = Together(problems...)
	return p, nil
}

// What a picture has on which nothing could be read.
const (
	inkSeen  = 2.0 // mm²: of one character; a picture with less is blank
	darkSeen = 0.3 // of the picture: the lid of a scanner beside the paper is less
)

// nothing says whether no line gave any text.
func nothing(lines []reading) bool {
	return !slices.ContainsFunc(lines, func(r reading) bool { return len(r.Symbols) > 0 && r.Text() != unreadable })
}

// inked says what a picture shows on which nothing could be read; empty if it is blank.
func inked(s *raster.Prepared, complaints string) string {
	mm := s.DPI / 25.4
	switch {
	case complaints != "":
		return "nothing could be read in its picture, and the program that drew it reported: " + complaints
	case s.Dark >= darkSeen:
		return fmt.Sprintf("nothing could be read in its picture, %.0f%% of which is black", 100*s.Dark)
	case float64(s.Ink.Count(s.Ink.Bounds())) >= inkSeen*mm*mm:
		return "there is ink in its picture of which nothing could be read"
	}
	return ""
}

// partWide in mm is the least width of ink in one piece, higher than a line, that is told if nothing of it was read: two rows of a table whose
// rulings were not found hang together so. Signatures, seals and marks are narrower.
const partWide = 60.0

// unreadPart tells of a part of a picture outside all cells of which nothing was read; empty if there is none.
func unreadPart(s *raster.Prepared, lines []reading) string {
	mm := s.DPI / 25.4
	high := markMost * usualHeight(lines)
	for _, r := range lines {
		if b := r.line.Box; len(r.Symbols) == 0 && r.line.Cell < 0 && float64(b.Dx()) >= partWide*mm && float64(b.Dy()) > high {
			return fmt.Sprintf("nothing could be read of a part of its picture, %.0f by %.0f mm large, %.0f mm below its upper edge",
				float64(b.Dx())/mm, float64(b.Dy())/mm, float64(b.Min.Y)/mm)
		}
	}
	return ""
}

func pageOf(s *raster.Prepared, lines []reading, number int) page.Page {
	pt := 72 / s.DPI
	p := page.Page{
		Number: number,
		Width:  float64(s.Gray.Rect.Dx()) * pt,
		Height: float64(s.Gray.Rect.Dy()) * pt,
		Turned: s.Turned,
		Gutter: float64(s.Gutter) * pt,
		Source: page.OCR,
	}
	for _, l := range lines {
		if len(l.Symbols) > 0 {
			p.Runs = append(p.Runs, runOf(l, pt))
		}
	}
	for _, r := range s.Rulings.Horizontal {
		y := r.Middle * pt
		p.Rulings = append(p.Rulings, page.Ruling{
			From: page.Point{X: float64(r.Box.Min.X) * pt, Y: y}, To: page.Point{X: float64(r.Box.Max.X) * pt, Y: y}, Width: r.Width * pt})
	}
	for _, r := range s.Rulings.Vertical {
		x := r.Middle * pt
		p.Rulings = append(p.Rulings, page.Ruling{
			From: page.Point{X: x, Y: float64(r.Box.Min.Y) * pt}, To: page.Point{X: x, Y: float64(r.Box.Max.Y) * pt}, Width: r.Width * pt})
	}
	p.Problem = Together(cmp.Or(s.Problem, unsure(lines)), s.Cut, s.Hidden, doubtedNumbers(lines), besideFigures(lines))
	return p
}

// Together is what problems say, of which those that are empty say nothing.
func Together(problems ...string) string {
	return strings.Join(slices.DeleteFunc(problems, func(s string) bool { return s == "" }), "; ")
}

// Shares of a font's size: the ink of digits and of Chinese characters.
const (
	digitHeight = 0.72
	hanHeight   = 0.92
	blankLeast  = 1.0 // of the line's height: a gap as wide as this parts two words
)

// runOf gives a line the shape of a run of a text layer: pt points a pixel.
func runOf(l reading, pt float64) page.Run {
	b := l.line.Box
	box := page.Box{X0: float64(b.Min.X) * pt, Y0: float64(b.Min.Y) * pt, X1: float64(b.Max.X) * pt, Y1: float64(b.Max.Y) * pt}
	share := hanHeight
	if isFigures(l.Text()) {
		share = digitHeight
	}
	return page.Run{
		Text: l.Text(), Box: box, Origin: page.Point{X: box.X0, Y: box.Y1},
		Size: box.Height() / share, Confidence: l.trust(), Others: l.others, Glyphs: l.glyphs(box, pt),
	}
}

// glyphs are the characters' places. The engine knows them only roughly, those of points and thin
// digits least of all; so only blanks are placed by it, and the characters between two blanks share
// the space, Latin ones and digits with half the width of an ideograph.
func (l reading) glyphs(box page.Box, pt float64) []page.Glyph {
	x := func(v int) float64 { return math.Min(math.Max(float64(v)*pt, box.X0), box.X1) }
	if isFigures(l.Text()) {
		return share(l.Symbols, box)
	}
	out := make([]page.Glyph, 0, len(l.Symbols))
	from, first := box.X0, 0
	for i := 1; i <= len(l.Symbols); i++ {
		to, next := box.X1, box.X1
		if i < len(l.Symbols) {
			to, next = x(l.Symbols[i-1].Box.Max.X), x(l.Symbols[i].Box.Min.X)
			if !l.Symbols[i].Blank && next-to < blankLeast*box.Height() {
				continue
			}
		}
		to = math.Max(from, to)
		out = append(out, share(l.Symbols[first:i], page.Box{X0: from, X1: to, Y0: box.Y0, Y1: box.Y1})...)
		from, first = math.Max(to, next), i
	}
	return out
}

// share gives each character its part of a box.
func share(symbols []ocr.Symbol, box page.Box) []page.Glyph {
	width := func(s ocr.Symbol) float64 {
		if ascii(s.Text) {
			return 0.5
		}
		return 1
	}
	sum := 0.0
	for _, s := range symbols {
		sum += width(s)
	}
	out := make([]page.Glyph, len(symbols))
	at := box.X0
	for i, s := range symbols {
		w := box.Width() * width(s) / sum
		out[i] = page.Glyph{Text: s.Text, Box: page.Box{X0: at, X1: at + w, Y0: box.Y0, Y1: box.Y1}}
		if s.Blank {
			out[i].Text = " " + s.Text
		}
		at += w
	}
	return out
}

const (
	unsureMean  = 0.90 // confidence below which a page is not to be trusted: clean scans have 0.92 and more, a phone's picture at 120 dpi 0.80
	unsureLeast = 20   // characters: fewer say nothing about a page
)

// unsure says why the reading of a page as a whole is not to be trusted: the least confidence of
// each line, weighted by its characters, is low.
func unsure(lines []reading) string {
	n, sum := 0, 0.0
	for _, l := range lines {
		if doubtedNumbers([]reading{l}) != "" {
			continue // told by itself
		}
		k := utf8.RuneCountInString(l.Text())
		n += k
		sum += float64(k) * l.trust()
	}
	if n < unsureLeast || sum/float64(n) >= unsureMean {
		return ""
	}
	return fmt.Sprintf("recognised with a confidence of only %.0f%%: compare its figures with the picture", 100*sum/float64(n))
}
