// Package text reads the runs of a page into pieces, lines and phrases: what stands together, and what is
// apart.
package text

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// Tolerances of reading runs into pieces, in parts of the font size.
const (
	breakGap     = 1.00 // blank that ends a piece: two columns set by one show operation stand at least this far apart, two words of justified text do not
	chainGap     = 0.35 // blank over which runs are one string: a space, but no column
	digitGap     = 0.10 // blank between two digits of a figure at most
	chainOverlap = 0.30 // by which the glyph boxes of one string overlap at most
	longestChain = 2000 // glyphs of a piece put together from runs: far more than a line has
	chainBase    = 0.05 // by which base line and size of one string differ at most
	leastVisible = 0.35 // share of a line's height that its clip must leave visible; a line cut in the middle is read on both pages
	ascent       = 0.80 // of a line's height that stands above its base line
	assumedEm    = 10.0 // points; size of a run whose size is unknown
	Overhang     = 0.35 // of a piece's end that may stand beyond a ruling without the piece crossing it: glyph boxes are wider than their ink
)

// A Piece is text that stands together on one line: a run, the part of a run between two wide
// blanks, or several runs set without a gap, as by producers that draw each character by itself.
// It is the smallest unit that is put into a cell.
type Piece struct {
	Text       string
	Box        page.Box // of its visible glyphs
	Base       float64  // y of the base line
	Size       float64
	Run        *Print       // how the first of its runs is printed
	Filled     bool         // it stands in an underlined blank of a sentence
	glyphs     []page.Glyph // those with ink; none if the piece is angled
	seams      []int        // the glyphs that begin another run
	confidence float64      // the least of its runs'
	begin      int          // its first run, in drawing order
	order      int          // of its last run, in drawing order
	angled     bool         // set sideways or in vertical writing
	spaceAfter bool         // its run goes on with a space
	owned      bool         // its glyphs are no part of a run's
	parted     bool         // it was cut off what stands before it, as that may be another column's
}

// A Print is how a run is printed, as far as it is asked for once its glyphs are in a piece: the run itself is forgotten, since the
// runs of a document take more memory than all that is made of them.
type Print struct {
	Clip   page.Box // the part of the page outside which it is not seen
	Angle  int      // reading direction
	Bold   bool
	text   string   // of a recognised run
	others []string // what else was read there
}

// printOf is how a run is printed. Runs after each other are mostly printed alike, and have one then.
func printOf(r *page.Run, before *Print) *Print {
	if b := before; b != nil && b.Clip == r.Clip && b.Angle == r.Angle && b.Bold == r.Bold && len(b.others) == 0 && len(r.Others) == 0 {
		return b
	}
	p := &Print{Clip: r.Clip, Angle: r.Angle, Bold: r.Bold}
	if len(r.Others) > 0 {
		p.text, p.others = r.Text, r.Others
	}
	return p
}

func isAngled(p Piece) bool { return p.angled }

// pieces reads the runs of a page into pieces, which it puts behind others, and gives those that their clip hides by themselves.
// Artifacts and blank runs give none.
func pieces(p *page.Page, seen []Piece) (_, unseen []Piece) {
	var print *Print
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Artifact || blank(r.Text) {
			continue
		}
		if print = printOf(r, print); hidden(r) {
			unseen = append(unseen, hiddenPiece(r, print))
			continue
		}
		seen = appendPieces(seen, r, print, i)
	}
	for i := range p.Clipped {
		print = printOf(&p.Clipped[i], print)
		unseen = append(unseen, hiddenPiece(&p.Clipped[i], print))
	}
	gather(seen)
	return seen, unseen
}

// gather puts the glyphs of pieces side by side where most were copied from their runs, each by itself: with room to grow, and
// beside those of the runs.
func gather(ps []Piece) {
	all, copied := 0, 0
	for i := range ps {
		all += len(ps[i].glyphs)
		if ps[i].owned {
			copied += len(ps[i].glyphs)
		}
	}
	if 2*copied <= all {
		return
	}
	glyphs := make([]page.Glyph, 0, all)
	for i := range ps {
		n := len(glyphs)
		glyphs = append(glyphs, ps[i].glyphs...)
		ps[i].glyphs, ps[i].owned = glyphs[n:len(glyphs):len(glyphs)], true
	}
}

// Settle leaves of pieces what they say and where: how their letters stand, which tells columns apart, takes half of their memory.
func Settle(ps []Piece) {
	for i := range ps {
		ps[i].glyphs, ps[i].seams = nil, nil
	}
}

// hiddenPiece is a piece of a run that its clip hides.
func hiddenPiece(r *page.Run, print *Print) Piece {
	p := wholeRun(r, print, 0)
	p.Base = r.Origin.Y
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
func appendPieces(ps []Piece, r *page.Run, print *Print, order int) []Piece {
	if r.Angle != 0 || r.Vertical || len(r.Glyphs) == 0 {
		return append(ps, wholeRun(r, print, order))
	}
	start, prev := -1, -1
	for g := range r.Glyphs {
		if blank(r.Glyphs[g].Text) {
			continue
		}
		if prev >= 0 && (r.Glyphs[g].Box.X0-inkEnd(&r.Glyphs[prev], em(r)) > breakGap*em(r) || prev+1 < g && amountsMeet(r.Glyphs, start, prev, g)) {
			ps = appendPiece(ps, cutRun(r, print, start, prev+1, order))
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
	return appendPiece(ps, cutRun(r, print, start, prev+1, order))
}

// amountsMeet says whether a blank in a run stands between the decimals of an amount and the next amount.
func amountsMeet(gs []page.Glyph, start, prev, next int) bool {
	if !figure.IsDigit(FirstRune(gs[prev].Text)) || !figure.IsDigit(FirstRune(gs[next].Text)) {
		return false
	}
	from := prev
	for from > start && isFigureRune(FirstRune(gs[from-1].Text)) {
		from--
	}
	to := next
	for to < len(gs) && isFigureRune(FirstRune(gs[to].Text)) {
		to++
	}
	return figure.HasDecimals(glyphText(gs[from:prev+1])) && figure.Decimals(glyphText(gs[next:to])) > 0
}

// wholeRun makes one piece of a run that is not cut: sideways, vertical, or without glyphs.
func wholeRun(r *page.Run, print *Print, order int) Piece {
	box := upright(r.Box, r.Box.Y1, em(r))
	return Piece{
		Text: strings.TrimSpace(r.Text), Box: box, Base: box.Y1, Size: em(r), Run: print,
		confidence: r.Confidence, begin: order, order: order, angled: r.Angle != 0 || r.Vertical,
	}
}

// cutRun makes a piece of the glyphs first to last of a run.
func cutRun(r *page.Run, print *Print, first, last, order int) Piece {
	p := Piece{Base: r.Origin.Y, Size: em(r), Run: print, confidence: r.Confidence, begin: order, order: order}
	p.setGlyphs(r.Glyphs[first:last])
	if y0, y1 := math.Max(p.Box.Y0, r.Clip.Y0), math.Min(p.Box.Y1, r.Clip.Y1); !r.Clip.Empty() && y0 < y1 {
		p.Box.Y0, p.Box.Y1 = y0, y1
	}
	p.spaceAfter = last < len(r.Glyphs)
	return p
}

// upright is a box with its sides the right way round, and as high as a line of its size where it has no height: what follows
// takes for granted that text stands in a row.
func upright(b page.Box, base, size float64) page.Box {
	if b.X1 < b.X0 {
		b.X0, b.X1 = b.X1, b.X0
	}
	if b.Y1 < b.Y0 {
		b.Y0, b.Y1 = b.Y1, b.Y0
	}
	if b.Y1-b.Y0 < minGlyph {
		b.Y0, b.Y1 = base-ascent*size, base+(1-ascent)*size
	}
	return b
}

// cut makes a piece of some of a piece's glyphs.
func (p Piece) cut(glyphs []page.Glyph) Piece {
	p.owned, p.seams = false, nil
	p.setGlyphs(glyphs)
	return p
}

// setGlyphs sets the text and the box of a piece.
func (p *Piece) setGlyphs(glyphs []page.Glyph) {
	var text strings.Builder
	last := -1
	p.Box = page.Box{}
	for g := range glyphs {
		gl := &glyphs[g]
		if blank(gl.Text) {
			continue
		}
		if last >= 0 && spaced(&glyphs[last], gl, g > last+1, p.Size) {
			text.WriteByte(' ')
		}
		text.WriteString(gl.Text)
		ink := gl.Box
		ink.X1 = inkEnd(gl, p.Size)
		p.Box, last = p.Box.Union(upright(ink, p.Base, p.Size)), g
	}
	p.glyphs, p.Text = glyphs, text.String()
}

// appendPiece appends a piece, or joins it to the last one where it goes on with it.
func appendPiece(ps []Piece, p Piece) []Piece {
	if n := len(ps) - 1; n >= 0 && chained(&ps[n], &p) {
		ps[n].extend(&p)
		return ps
	}
	return append(ps, p)
}

// extend puts b, which goes on with the piece, behind it.
func (p *Piece) extend(b *Piece) {
	first := slices.IndexFunc(b.glyphs, func(g page.Glyph) bool { return !blank(g.Text) })
	if first >= 0 && len(p.glyphs) > 0 && spaced(&p.glyphs[len(p.glyphs)-1], &b.glyphs[first], p.spaceAfter, p.Size) {
		p.Text += " "
	}
	if !p.owned {
		p.glyphs, p.owned = append(make([]page.Glyph, 0, 2*(len(p.glyphs)+len(b.glyphs))), p.glyphs...), true
	}
	p.seams = append(p.seams, len(p.glyphs))
	p.glyphs = append(p.glyphs, b.glyphs...)
	p.Text += b.Text
	p.Box = p.Box.Union(b.Box)
	p.order, p.spaceAfter = b.order, b.spaceAfter
	p.confidence = min(p.confidence, b.confidence)
}

// chained says whether b goes on with the string of a. Of two figures only the next digit does, and
// without any blank: others may stand in two narrow columns.
func chained(a, b *Piece) bool {
	gap := b.Box.X0 - a.Box.X1
	if a.angled || len(a.glyphs) > longestChain || math.Abs(a.Base-b.Base) > chainBase*a.Size || math.Abs(a.Size-b.Size) > chainBase*a.Size {
		return false
	}
	if gap < -chainOverlap*a.Size || gap > chainGap*a.Size || a.Run.Clip != b.Run.Clip {
		return false
	}
	if figure.Is(b.Text) && figure.Is(a.Text) {
		return len(b.glyphs) == 1 && gap < digitGap*a.Size && !(figure.HasDecimals(a.Text) && gap > minGlyph)
	}
	return !buttsName(a.Text, b.Text)
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

// partPieces parts pieces between two neighbours that are apart.
func partPieces(ps []Piece, apart func(a, b *Piece) bool) [][]Piece {
	var out [][]Piece
	start := 0
	for i := 1; i <= len(ps); i++ {
		if i == len(ps) || apart(&ps[i-1], &ps[i]) {
			out, start = append(out, ps[start:i]), i
		}
	}
	return out
}

// boxOfPieces is the box of all pieces.
func boxOfPieces(ps []Piece) page.Box {
	var b page.Box
	for _, p := range ps {
		b = b.Union(p.Box)
	}
	return b
}
