package text

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// centredWithin is the share of the page's width by which a centred line may stand off the middle.
const centredWithin = 0.06

// A Page is the text of one page, out of which the steps of layout take line after line.
type Page struct {
	*page.Page
	Lines    []Line        // the lines that nothing has taken yet, from top to bottom
	angled   []Piece       // text set sideways that nothing has taken yet
	Hidden   []Piece       // what its clip hides
	BodySize float64       // font size of most of its text, tables included
	Tables   int           // how many tables its text was taken out for
	Marked   []layout.Line // the text that the file itself marks as furniture, of which no pieces are made
	packed   packed        // all of it until it is laid out
}

// SetRest makes the lines of the page anew from what nothing has taken.
func (p *Page) SetRest(rest []Piece) {
	p.angled = nil
	if slices.ContainsFunc(rest, isAngled) {
		var upright []Piece
		for _, x := range rest {
			if x.angled {
				p.angled = append(p.angled, x)
			} else {
				upright = append(upright, x)
			}
		}
		rest = upright
	}
	p.Lines = Lines(rest)
}

// Settle forgets what is asked for only while tables are looked for; see the function of that name.
func (p *Page) Settle() {
	for i := range p.Lines {
		Settle(p.Lines[i].Pieces)
	}
	Settle(p.angled)
	p.Hidden = nil
}

// Rest is all text of the page that nothing has taken.
func (p *Page) Rest() []Piece {
	n := len(p.angled)
	for i := range p.Lines {
		n += len(p.Lines[i].Pieces)
	}
	rest := make([]Piece, 0, n)
	for i := range p.Lines {
		rest = append(rest, p.Lines[i].Pieces...)
	}
	return append(rest, p.angled...)
}

// Numbered is every stretch of the page's text that holds a digit, with what the file marks as furniture: what is
// printed, for whoever asks what became of it.
func (p *Page) Numbered() []layout.Line {
	var out []layout.Line
	take := func(ps []Piece) {
		for i := range ps {
			if x := &ps[i]; numbered(x.Text) {
				out = append(out, layout.Line{Text: x.Text, Page: p.Number, Box: x.Box})
			}
		}
	}
	for i := range p.Lines {
		take(p.Lines[i].Pieces)
	}
	take(p.angled)
	for _, l := range p.Marked {
		if numbered(l.Text) {
			out = append(out, l)
		}
	}
	return append(make([]layout.Line, 0, len(out)), out...) // without the room to grow: those of all pages are held
}

func numbered(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

// marked is the text that the file itself marks as furniture.
func marked(p *page.Page) []layout.Line {
	var out []layout.Line
	for i := range p.Runs {
		if r := &p.Runs[i]; r.Artifact && !blank(r.Text) && !hidden(r) {
			out = append(out, layout.Line{Text: r.Text, Page: p.Number, Box: r.Box})
		}
	}
	return out
}

// Sideways is text set sideways that nothing has taken.
func (p *Page) Sideways() []layout.Line {
	var out []layout.Line
	for _, x := range p.angled {
		out = append(out, layout.Line{Text: x.Text, Page: p.Number, Box: x.Box})
	}
	return out
}

// Drop takes lines out of the page, by their index.
func (p *Page) Drop(lines map[int]bool) {
	if len(lines) == 0 {
		return
	}
	kept := p.Lines[:0]
	for n := range p.Lines {
		if !lines[n] {
			kept = append(kept, p.Lines[n])
		}
	}
	clear(p.Lines[len(kept):]) // whose letters would be held with all of the page
	p.Lines = kept
}

// Printed is a line of the page as it is printed.
func (p *Page) Printed(l *Line) layout.Line {
	return layout.Line{Text: l.String(), Page: p.Number, Box: l.Box}
}

// UsualSize is the font size that most characters have of the lines that nothing has taken.
func (p *Page) UsualSize() float64 {
	count := make(map[int]int) // of characters, by twice the size
	best, most := 0, 0
	for i := range p.Lines {
		for _, x := range p.Lines[i].Pieces {
			k := int(math.Round(x.Size * 2))
			count[k] += utf8.RuneCountInString(x.Text)
			if count[k] > most || count[k] == most && k < best {
				best, most = k, count[k]
			}
		}
	}
	return float64(best) / 2
}

// InMiddle says whether a line stands in the middle of the page or around x.
func (p *Page) InMiddle(l *Line, x float64) bool {
	mid, off := l.Box.Center().X, centredWithin*p.Width
	return math.Abs(mid-p.Width/2) < off || math.Abs(mid-x) < off
}

// A packed page is what Unpack makes the page of.
type packed struct {
	data       []byte
	texts      []string // of the pieces, in their order
	letters    string   // the texts of the glyphs, one behind the other
	inked      int      // how many glyphs there are
	recognised []*Print // those that are kept as they are
}
