// Package column finds the columns of lines of text by alignment: the stretches of the x axis that text
// stands on.
package column

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of finding columns by alignment.
const (
	spannerShare = 0.15 // share of lines in which two phrases with a blank between them stand under a phrase for it to span columns
	leastBody    = 2    // lines of a body from which its columns are told
	leastRow     = 6    // phrases of a lone line of a body from which it tells the columns by itself
)

// Of finds the columns of lines of phrases: the stretches of the x axis that text
// stands on, where no line bridges the blank between them but by a phrase that spans several.
func Of(lines [][]text.Phrase) []Span { return OfBody(lines, lines) }

// OfBody is the columns of the lines of a body. A phrase that spans columns of some lines tells none.
func OfBody(body, spanned [][]text.Phrase) []Span {
	return mergeLonely(Unite(columnText(body, spanned)), bothFilled(body))
}

// OfCandidate finds the columns of a candidate: first those of its body; what heads stand over none of
// them, from the last line of the head up, are columns that the body leaves empty. A head over several
// columns parts nothing.
func OfCandidate(lines [][]text.Phrase) []Span {
	body := slices.IndexFunc(lines, text.IsBody)
	if body < 1 || len(lines)-body < leastBody && len(lines[body]) < leastRow {
		return Of(lines)
	}
	cols := OfBody(lines[body:], lines)
	if len(cols) < 2 {
		return Of(lines)
	}
	return UnderHeads(cols, lines[:body], lines[body:])
}

// UnderHeads is the columns of a body, and those that the heads above it stand over and it leaves empty.
func UnderHeads(cols []Span, heads, body [][]text.Phrase) []Span {
	for i := len(heads) - 1; i >= 0 && len(cols) > 1; i-- {
		if namesColumns(heads, i) {
			cols = withHeads(cols, heads[i])
		}
	}
	return mergeLonely(cols, bothTold(heads, body))
}

// namesColumns says whether line i of a head names columns: one of several phrases does, and one phrase below
// such a line, which a head that wraps leaves; a phrase above all others may be a title.
func namesColumns(lines [][]text.Phrase, i int) bool {
	return !caption.AreCaptions(lines[i]) && slices.ContainsFunc(lines[:i+1], func(l []text.Phrase) bool { return len(l) > 1 && !caption.AreCaptions(l) })
}

// withHeads is columns widened by the heads of one line that stand over one of them, and those of the
// line that stand over none.
func withHeads(cols []Span, heads []text.Phrase) []Span {
	for _, p := range heads {
		n, at := 0, -1
		for k, c := range cols {
			if p.Box.X0 <= c.X1+leastValley && c.X0 <= p.Box.X1+leastValley {
				n, at = n+1, k
			}
		}
		switch n {
		case 0:
			cols = Unite(append(cols, Span{p.Box.X0, p.Box.X1}))
		case 1:
			cols[at] = Span{math.Min(cols[at].X0, p.Box.X0), math.Max(cols[at].X1, p.Box.X1)}
		}
	}
	return cols
}

// columnText is the stretches that the phrases of some lines stand on, but for those that span columns
// of all.
func columnText(lines, all [][]text.Phrase) []Span {
	var text []Span
	for _, l := range lines {
		if len(l) < 2 {
			continue
		}
		for i := range l {
			if spans(l[i], all) {
				continue
			}
			s := Span{l[i].Box.X0, l[i].Box.X1}
			if i > 0 && leaveNoBlank(l[i-1], l[i]) {
				s.X0 += 2 * leastValley
			}
			if i+1 < len(l) && leaveNoBlank(l[i], l[i+1]) {
				s.X1 -= 2 * leastValley
			}
			text = append(text, s)
		}
	}
	return text
}

// leaveNoBlank says whether two figures of a line leave no blank: they were parted by their digits, and stand in two columns that leave none.
func leaveNoBlank(a, b text.Phrase) bool {
	return a.Figure && b.Figure && math.Abs(b.Box.X0-a.Box.X1) <= leastValley
}

// spans says whether a phrase stands over the blank between two phrases of enough other lines.
func spans(p text.Phrase, lines [][]text.Phrase) bool {
	n, multi := 0, 0
	for _, l := range lines {
		if len(l) < 2 {
			continue
		}
		multi++
		for i := 1; i < len(l); i++ {
			if l[i-1].Box.X1 > p.Box.X0+valleyWidth && l[i].Box.X0 < p.Box.X1-valleyWidth && l[i-1].Box.X1 < l[i].Box.X0 {
				n++
				break
			}
		}
	}
	return n >= 2 && float64(n) >= spannerShare*float64(multi)
}
