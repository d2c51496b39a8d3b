// Package prose finds what stands outside tables: page furniture, which is dropped, and paragraphs.
package prose

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
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

// sentenceEnd ends a paragraph for certain when the line is not full.
var sentenceEnd = words.Expression(`[。！？!?；;：:]["”’）)]?$`)

// fullStop ends a sentence.
var fullStop = words.Expression(`[。；;][”’）)]?$`)

// clause tells running text from headings.
var clause = words.Expression(`[。，；]|[,;] `)

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
	for _, p := range pages {
		for _, l := range linesOf(p) {
			if last == nil || !continues(last, &l) {
				out = append(out, layout.Paragraph{Heading: l.heading()})
			}
			n := len(out) - 1
			out[n].Lines, last = append(out[n].Lines, l.Line), &l
		}
		if p.Tables > 0 {
			last = nil
		}
	}
	for i := range out {
		for k := range out[i].Lines {
			l := &out[i].Lines[k]
			l.Text = words.DropNoteMarks(l.Text)
		}
		out[i].Text = joined(out[i].Lines)
	}
	return out
}

// joined is the text of lines, with a space between two where the script sets one and no word or figure
// was broken.
func joined(lines []layout.Line) string {
	var b strings.Builder
	last := ' '
	for i, l := range lines {
		first := text.FirstRune(l.Text)
		switch {
		case i == 0:
		case text.Ideographic(last) || text.Ideographic(first) || figure.IsDigit(last) && figure.IsDigit(first):
		case last == '-' && b.Len() > 1:
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l.Text)
		last = text.LastRune(l.Text)
	}
	return b.String()
}

// linesOf is the lines of running text of a page.
func linesOf(p *text.Page) []line {
	if len(p.Lines) == 0 {
		return nil
	}
	left, right := p.Lines[0].Box.X0, p.Lines[0].Box.X1
	for i := range p.Lines {
		left, right = math.Min(left, p.Lines[i].Box.X0), math.Max(right, p.Lines[i].Box.X1)
	}
	body, spacing := p.UsualSize(), usualSpacing(p)
	ls := make([]line, 0, len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		ls = append(ls, line{
			Line: p.Printed(l), size: l.Size, bold: l.Bold(), base: l.Base,
			left: left, right: right, body: body, spacing: spacing,
		})
	}
	return ls
}

// usualSpacing is the distance between base lines that is most common on the page, or zero.
func usualSpacing(p *text.Page) float64 {
	count := make(map[int]int)
	best, most := 0, 0
	for i := 1; i < len(p.Lines); i++ {
		k := int(math.Round((p.Lines[i].Base - p.Lines[i-1].Base)))
		count[k]++
		if count[k] > most || count[k] == most && k < best {
			best, most = k, count[k]
		}
	}
	return float64(best)
}

// continues says whether b goes on with the paragraph of a.
func continues(a, b *line) bool {
	indented, ended := b.Box.X0 > b.left+indentBy*b.size, fullStop.MatchString(a.Text)
	switch {
	case a.heading() || b.heading() || math.Abs(a.size-b.size) > sameSize*a.size,
		a.right-a.Box.X1 > lineFill*a.size+firstWord(b),
		ended && headingNumber.MatchString(b.Text):
		return false
	case a.Page != b.Page:
		return b.Page == a.Page+1 && !indented && !ended
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
	return l.bold || centred || headingNumber.MatchString(strings.TrimSpace(l.Text))
}
