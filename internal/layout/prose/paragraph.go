// Package prose finds what stands outside tables: page furniture, which is dropped, and paragraphs.
package prose

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of joining lines into paragraphs, in font sizes unless said otherwise.
const (
	lineFill      = 2.5  // blank at the right end of a line that still counts as full: a word or a punctuation mark did not fit
	indentBy      = 0.8  // how far a first line is set in at least
	paragraphGap  = 1.45 // times the usual distance of lines from which a new paragraph begins
	sameSize      = 0.1  // share of the size by which lines of one paragraph differ at most
	headingShort  = 0.12 // of the text's width that a heading leaves blank at its right; less, and the line goes on
	headingLarger = 1.12 // size against the body's from which a line is a heading
	headingLength = 40   // characters of a numbered heading at most
)

// numbered is how headings of Chinese official documents begin.
var numbered = regexp.MustCompile(`^(第[一二三四五六七八九十百\d]+(部分|章|节|条|编)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(\.\d{1,2})*[.、．]|[（(]\d{1,2}[)）]|附件|目\s*录)`)

// sentenceEnd ends a paragraph for certain when the line is not full.
var sentenceEnd = regexp.MustCompile(`[。！？!?；;：:]["”’）)]?$`)

// fullStop ends a sentence.
var fullStop = regexp.MustCompile(`[。；;][”’）)]?$`)

// clause tells running text from headings.
var clause = regexp.MustCompile(`[。，；]|[,;] `)

// A line is a line of running text with what its page says about it.
type line struct {
	layout.Line
	size        float64
	bold        bool
	base        float64
	left, right float64 // margins of the page's text
	body        float64 // font size of the page's running text
	spacing     float64 // usual distance of base lines on the page
}

// Paragraphs joins the lines that stand outside tables.
func Paragraphs(pages []*text.Page) []layout.Paragraph {
	var out []layout.Paragraph
	var last *line
	for _, s := range pages {
		ls := linesOf(s)
		for i := range ls {
			l := &ls[i]
			if last != nil && continues(last, l) {
				goOn(&out[len(out)-1], l.Line)
			} else {
				out = append(out, layout.Paragraph{Text: l.Text, Lines: []layout.Line{l.Line}, Heading: l.heading()})
			}
			last = l
		}
		if s.Tables > 0 {
			last = nil
		}
	}
	return out
}

// goOn joins a line to a paragraph.
func goOn(p *layout.Paragraph, l layout.Line) {
	a, b := text.LastRune(p.Text), text.FirstRune(l.Text)
	switch {
	case text.Ideographic(a) || text.Ideographic(b) || figure.IsDigit(a) && figure.IsDigit(b):
	case a == '-' && utf8.RuneCountInString(p.Text) > 1:
	default:
		p.Text += " "
	}
	p.Text += l.Text
	p.Lines = append(p.Lines, l)
}

// linesOf is the lines of running text of a page.
func linesOf(s *text.Page) []line {
	if len(s.Lines) == 0 {
		return nil
	}
	left, right := s.Lines[0].Box.X0, s.Lines[0].Box.X1
	for i := range s.Lines {
		left, right = math.Min(left, s.Lines[i].Box.X0), math.Max(right, s.Lines[i].Box.X1)
	}
	body, spacing := s.UsualSize(), usualSpacing(s)
	ls := make([]line, 0, len(s.Lines))
	for i := range s.Lines {
		r := &s.Lines[i]
		ls = append(ls, line{
			Line: layout.Line{Text: r.String(), Page: s.Number, Box: r.Box}, size: r.Size, bold: r.Bold(), base: r.Base,
			left: left, right: right, body: body, spacing: spacing,
		})
	}
	return ls
}

// usualSpacing is the distance between base lines that is most common on the page, or zero.
func usualSpacing(s *text.Page) float64 {
	count := make(map[int]int)
	best, most := 0, 0
	for i := 1; i < len(s.Lines); i++ {
		k := int(math.Round((s.Lines[i].Base - s.Lines[i-1].Base)))
		count[k]++
		if count[k] > most || count[k] == most && k < best {
			best, most = k, count[k]
		}
	}
	return float64(best)
}

// continues says whether b goes on with the paragraph of a.
func continues(a, b *line) bool {
	if a.heading() || b.heading() || math.Abs(a.size-b.size) > sameSize*a.size {
		return false
	}
	if a.right-a.Box.X1 > lineFill*a.size+firstWord(b) {
		return false
	}
	if fullStop.MatchString(a.Text) && numbered.MatchString(b.Text) {
		return false
	}
	indented := b.Box.X0 > b.left+indentBy*b.size
	if a.Page != b.Page {
		return b.Page == a.Page+1 && !indented && !fullStop.MatchString(a.Text)
	}
	far := b.base-a.base > paragraphGap*math.Max(a.spacing, a.size)
	return !far && !(indented && b.Box.X0 > a.Box.X0+indentBy*a.size) && !(indented && a.Box.X0 <= a.left+indentBy*a.size)
}

// firstWord is the width of what at the beginning of a line could not be broken: a word or a figure
// with its unit and punctuation.
func firstWord(l *line) float64 {
	n := 0
	for _, c := range l.Text {
		if c == ' ' || text.Ideographic(c) {
			break
		}
		n++
	}
	return l.Box.Width() * float64(n) / math.Max(float64(utf8.RuneCountInString(l.Text)), 1)
}

// heading says whether a line is set apart by size, weight, numbering or centring.
func (l *line) heading() bool {
	n := utf8.RuneCountInString(l.Text)
	if n > headingLength || caption.EndsLikeProse(l.Text) {
		return false
	}
	if l.size > headingLarger*l.body {
		return true
	}
	if l.right-l.Box.X1 <= headingShort*(l.right-l.left) || sentenceEnd.MatchString(l.Text) || clause.MatchString(l.Text) {
		return false
	}
	centred := math.Abs((l.Box.X0-l.left)-(l.right-l.Box.X1)) < 2*l.size && l.Box.X0 > l.left+3*l.size
	return l.bold || centred || numbered.MatchString(strings.TrimSpace(l.Text))
}
