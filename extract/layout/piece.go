package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of reading glyphs into pieces, in parts of the font size.
const (
	wordGap      = 0.20 // blank between two Latin words whose space is only a displacement; justified text sets spaces no narrower
	breakGap     = 1.00 // blank that ends a piece: two columns set by one show operation stand at least this far apart, two words of justified text do not
	cjkGap       = 0.60 // blank between two ideographs that is printed as a space: evenly spread titles stay below
	minGlyph     = 0.01 // points; narrower glyph boxes are combining marks or hold no ink
	chainGap     = 0.35 // blank over which runs are one string: a space, but no column
	digitGap     = 0.10 // blank between two digits of a figure at most
	chainOverlap = 0.30 // by which the glyph boxes of one string overlap at most
	chainBase    = 0.05 // by which base line and size of one string differ at most
	widestDigit  = 0.65 // width of a digit; the widest text fonts have 0.64
	leastVisible = 0.35 // share of a line's height that its clip must leave visible; a line cut in the middle is read on both pages
	assumedEm    = 10.0 // points; size of a run whose size is unknown
)

// A piece is text that stands together on one line: a run, the part of a run between two wide
// blanks, or several runs set without a gap, as by producers that draw each character by itself.
// It is the smallest unit that is put into a cell.
type piece struct {
	text       string
	box        page.Box // of its visible glyphs
	base       float64  // y of the base line
	size       float64
	run        *page.Run    // the first of its runs
	glyphs     []page.Glyph // those with ink; none if the piece is angled
	confidence float64      // the least of its runs'
	order      int          // of its last run, in drawing order
	angled     bool         // set sideways or in vertical writing
	spaceAfter bool         // its run goes on with a space
	owned      bool         // its glyphs are no part of a run's
}

// pieces reads the runs of a page into pieces, and gives those that their clip hides by themselves.
// Artifacts and blank runs give none.
func pieces(p *page.Page) (seen, unseen []piece) {
	seen = make([]piece, 0, len(p.Runs))
	for i := range p.Runs {
		r := &p.Runs[i]
		switch {
		case r.Artifact || blank(r.Text):
		case hidden(r):
			unseen = append(unseen, unseenPiece(r))
		default:
			seen = appendPieces(seen, r, i)
		}
	}
	for i := range p.Clipped {
		unseen = append(unseen, unseenPiece(&p.Clipped[i]))
	}
	return seen, unseen
}

// unseenPiece is a piece of a run that its clip hides.
func unseenPiece(r *page.Run) piece {
	p := wholeRun(r, 0)
	p.base = r.Origin.Y
	return p
}

// hidden says whether a run's clip hides it: most of its height, or its whole width. Spreadsheets
// draw the text of a cell that a page break cuts on both pages.
func hidden(r *page.Run) bool {
	if r.Clip.Empty() || r.Box.Empty() {
		return false
	}
	high := math.Min(r.Clip.Y1, r.Box.Y1) - math.Max(r.Clip.Y0, r.Box.Y0)
	wide := math.Min(r.Clip.X1, r.Box.X1) - math.Max(r.Clip.X0, r.Box.X0)
	return high < leastVisible*r.Box.Height() || wide <= 0
}

// appendPieces cuts one run at its wide blanks.
func appendPieces(ps []piece, r *page.Run, order int) []piece {
	if r.Angle != 0 || r.Vertical || len(r.Glyphs) == 0 {
		return append(ps, wholeRun(r, order))
	}
	start, prev := -1, -1
	for g := range r.Glyphs {
		if blank(r.Glyphs[g].Text) {
			continue
		}
		if prev >= 0 && (r.Glyphs[g].Box.X0-inkEnd(&r.Glyphs[prev], em(r)) > breakGap*em(r) || prev+1 < g && amountsMeet(r.Glyphs, start, prev, g)) {
			ps = appendPiece(ps, cutRun(r, start, prev+1, order))
			start = g
		}
		if start < 0 {
			start = g
		}
		prev = g
	}
	if start < 0 {
		return ps
	}
	return appendPiece(ps, cutRun(r, start, prev+1, order))
}

// amountsMeet says whether a blank in a run stands between the decimals of an amount and the next amount.
func amountsMeet(gs []page.Glyph, start, prev, next int) bool {
	if !isDigit(firstRune(gs[prev].Text)) || !isDigit(firstRune(gs[next].Text)) {
		return false
	}
	from := prev
	for from > start && isFigureRune(firstRune(gs[from-1].Text)) {
		from--
	}
	to := next
	for to < len(gs) && isFigureRune(firstRune(gs[to].Text)) {
		to++
	}
	return hasDecimals(glyphText(gs[from:prev+1])) && placesOf(glyphText(gs[next:to])) > 0
}

// wholeRun makes one piece of a run that is not cut: sideways, vertical, or without glyphs.
func wholeRun(r *page.Run, order int) piece {
	return piece{
		text: strings.TrimSpace(r.Text), box: r.Box, base: r.Box.Y1, size: em(r), run: r,
		confidence: r.Confidence, order: order, angled: r.Angle != 0 || r.Vertical,
	}
}

// cutRun makes a piece of the glyphs first to last of a run.
func cutRun(r *page.Run, first, last, order int) piece {
	p := piece{base: r.Origin.Y, size: em(r), run: r, confidence: r.Confidence, order: order}
	p.setGlyphs(r.Glyphs[first:last])
	if !r.Clip.Empty() {
		p.box.Y0, p.box.Y1 = math.Max(p.box.Y0, r.Clip.Y0), math.Min(p.box.Y1, r.Clip.Y1)
	}
	p.spaceAfter = last < len(r.Glyphs)
	return p
}

// cut makes a piece of some of a piece's glyphs.
func (p piece) cut(glyphs []page.Glyph) piece {
	p.owned = false
	p.setGlyphs(glyphs)
	return p
}

// setGlyphs sets the text and the box of a piece.
func (p *piece) setGlyphs(glyphs []page.Glyph) {
	var text strings.Builder
	last := -1
	p.box = page.Box{}
	for g := range glyphs {
		gl := &glyphs[g]
		if blank(gl.Text) {
			continue
		}
		if last >= 0 && spaced(&glyphs[last], gl, g > last+1, p.size) {
			text.WriteByte(' ')
		}
		text.WriteString(gl.Text)
		ink := gl.Box
		ink.X1 = inkEnd(gl, p.size)
		p.box, last = p.box.Union(ink), g
	}
	p.glyphs, p.text = glyphs, text.String()
}

// spaced says whether a space is to be written between two glyphs; printed tells that the run has
// one.
func spaced(a, b *page.Glyph, printed bool, size float64) bool {
	gap := b.Box.X0 - inkEnd(a, size)
	if ideographic(lastRune(a.Text)) || ideographic(firstRune(b.Text)) {
		return gap > cjkGap*size
	}
	if !printed && isFigureRune(lastRune(a.Text)) && isFigureRune(firstRune(b.Text)) {
		return gap > figureGap*size // figures are letter-spaced where a font was replaced by a narrower one
	}
	return printed && gap > minGlyph || gap > wordGap*size
}

// inkEnd is where the ink of a glyph ends at the latest: some producers give digits the width of
// an ideograph and set them closer.
func inkEnd(g *page.Glyph, size float64) float64 {
	if c := firstRune(g.Text); c >= '0' && c <= '9' || c == '.' || c == ',' {
		return math.Min(g.Box.X1, g.Box.X0+widestDigit*size)
	}
	return g.Box.X1
}

// isFigureRune says whether c is part of figures: a digit or a separator.
func isFigureRune(c rune) bool { return isDigit(c) || c == ',' || c == '.' }

// appendPiece appends a piece, or joins it to the last one where it goes on with it.
func appendPiece(ps []piece, p piece) []piece {
	if n := len(ps) - 1; n >= 0 && chained(&ps[n], &p) {
		ps[n].extend(&p)
		return ps
	}
	return append(ps, p)
}

// extend puts b, which goes on with the piece, behind it.
func (p *piece) extend(b *piece) {
	first := slices.IndexFunc(b.glyphs, func(g page.Glyph) bool { return !blank(g.Text) })
	if first >= 0 && len(p.glyphs) > 0 && spaced(&p.glyphs[len(p.glyphs)-1], &b.glyphs[first], p.spaceAfter, p.size) {
		p.text += " "
	}
	if !p.owned {
		p.glyphs, p.owned = slices.Clone(p.glyphs), true
	}
	p.glyphs = append(p.glyphs, b.glyphs...)
	p.text += b.text
	p.box = p.box.Union(b.box)
	p.order, p.spaceAfter = b.order, b.spaceAfter
	p.confidence = min(p.confidence, b.confidence)
}

// chained says whether b goes on with the string of a. Of two figures only the next digit does, and
// without any blank: others may stand in two narrow columns.
func chained(a, b *piece) bool {
	gap := b.box.X0 - a.box.X1
	if a.angled || math.Abs(a.base-b.base) > chainBase*a.size || math.Abs(a.size-b.size) > chainBase*a.size {
		return false
	}
	if gap < -chainOverlap*a.size || gap > chainGap*a.size || a.run.Clip != b.run.Clip {
		return false
	}
	if isFigure(a.text) && isFigure(b.text) {
		return len(b.glyphs) == 1 && gap < digitGap*a.size && !(hasDecimals(a.text) && gap > minGlyph)
	}
	return !buttsName(a.text, b.text)
}

// em is the font size of a run, or a usual one where it is unknown.
func em(r *page.Run) float64 {
	switch {
	case r.Size > 1:
		return r.Size
	case r.Box.Height() > 1:
		return r.Box.Height()
	}
	return assumedEm
}

func blank(s string) bool {
	for _, c := range s {
		if !unicode.IsSpace(c) && c != '\u200b' && c != '\ufeff' {
			return false
		}
	}
	return true
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// ideographic says whether c belongs to a script that sets no space between words: Chinese and
// Japanese characters and their full-width punctuation.
func ideographic(c rune) bool {
	switch {
	case c < 0x2E80:
		return c == '“' || c == '”' || c == '‘' || c == '’' || c == '…' || c == '—'
	case c < 0xAC00, c >= 0xF900 && c < 0xFB00, c >= 0xFE30 && c < 0xFE50, c >= 0x20000 && c < 0x30000:
		return true
	}
	return c >= 0xFF01 && c <= 0xFF60 && !(c >= '０' && c <= '９')
}
