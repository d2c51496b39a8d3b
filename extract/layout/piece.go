package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of reading glyphs into pieces, in parts of the font size.
const (
	wordGap   = 0.20 // blank between two Latin words whose space is only a displacement; justified text sets spaces no narrower
	breakGap  = 1.00 // blank that ends a piece: two columns set by one show operation stand at least this far apart, two words of justified text do not
	cjkGap    = 0.60 // blank between two ideographs that is printed as a space: evenly spread titles stay below
	minGlyph  = 0.01 // points; narrower glyph boxes are combining marks or hold no ink
	assumedEm = 10.0 // points; size of a run whose size is unknown
)

// A piece is text that stands together on one line: a run, or the part of a run between two wide
// blanks. It is the smallest unit that is put into a cell.
type piece struct {
	text   string
	box    page.Box // of its visible glyphs
	base   float64  // y of the base line
	size   float64
	run    *page.Run
	first  int // its glyphs are run.Glyphs[first:last]
	last   int
	order  int // drawing order on the page
	angled bool
}

// pieces reads the runs of a page into pieces. Artifacts and blank runs give none.
func pieces(p *page.Page) []piece {
	ps := make([]piece, 0, len(p.Runs))
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Artifact || strings.TrimSpace(r.Text) == "" {
			continue
		}
		ps = appendPieces(ps, r, i)
	}
	return ps
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
		if prev >= 0 && r.Glyphs[g].Box.X0-r.Glyphs[prev].Box.X1 > breakGap*em(r) {
			ps = append(ps, cut(r, start, prev+1, order))
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
	return append(ps, cut(r, start, prev+1, order))
}

// wholeRun makes one piece of a run that is not cut: sideways, vertical, or without glyphs.
func wholeRun(r *page.Run, order int) piece {
	return piece{
		text: strings.TrimSpace(r.Text), box: r.Box, base: r.Box.Y1, size: em(r), run: r,
		last: len(r.Glyphs), order: order, angled: r.Angle != 0 || r.Vertical,
	}
}

// cut makes a piece of the glyphs first to last of a run.
func cut(r *page.Run, first, last, order int) piece {
	p := piece{base: r.Origin.Y, size: em(r), run: r, first: first, last: last, order: order}
	var text strings.Builder
	var before string
	end := 0.0
	for g := first; g < last; g++ {
		gl := &r.Glyphs[g]
		if blank(gl.Text) {
			continue
		}
		if before != "" && spaced(r, g, before, gl.Box.X0-end) {
			text.WriteByte(' ')
		}
		text.WriteString(gl.Text)
		before, end = gl.Text, gl.Box.X1
		p.box = p.box.Union(gl.Box)
	}
	p.text = text.String()
	return p
}

// spaced says whether a space is to be written before glyph g, whose visible predecessor ended gap
// points before it.
func spaced(r *page.Run, g int, before string, gap float64) bool {
	if ideographic(lastRune(before)) || ideographic(firstRune(r.Glyphs[g].Text)) {
		return gap > cjkGap*em(r)
	}
	return blank(r.Glyphs[g-1].Text) && gap > minGlyph || gap > wordGap*em(r)
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
