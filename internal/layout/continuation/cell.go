package continuation

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of a name that a page break cuts, in points.
const (
	sidePadding = 5.4 // points that word processors keep free at each side of a cell
	fillSlack   = 2.0 // points by which a line may miss the width at which its next character would not fit
)

// goOn puts the rest of a cell that a page break cut to its beginning, unless both hold figures
// that differ. A line that both pages print, each the half of it, is kept once; of a figure that
// both print, the reading that kept its point.
func goOn(c *layout.Cell, rest layout.Cell) bool {
	figures := figure.Is(c.Text) || figure.Is(rest.Text)
	alike := figure.Digits(c.Text) == figure.Digits(rest.Text)
	if c.Text != "" && rest.Text != "" && figures && !alike {
		return goOnFigure(c, rest)
	}
	c.RowSpan += rest.RowSpan
	switch {
	case rest.Text == "" || rest.Text == c.Text:
		return true
	case c.Text == "" || figures && strings.Contains(rest.Text, ".") && !strings.Contains(c.Text, "."):
		c.Text, c.Lines, c.Page, c.Box, c.Confidence = rest.Text, rest.Lines, rest.Page, rest.Box, rest.Confidence
		return true
	case figures:
		return true
	}
	lines := c.Lines
	if n := len(lines); n > 0 && len(rest.Lines) > 0 && wordsOf(lines[n-1].Text) == wordsOf(rest.Lines[0].Text) {
		if len(lines[n-1].Text) > len(rest.Lines[0].Text) {
			rest.Lines[0] = lines[n-1]
		}
		lines = lines[:n-1]
	}
	c.Lines = slices.Concat(lines, rest.Lines)
	c.Text = text.Join(c.Lines, c.Box)
	return true
}

// goOnFigure puts the rest of a figure that wraps over a page break to its beginning. What is no such
// figure stays in rows of its own.
func goOnFigure(c *layout.Cell, rest layout.Cell) bool {
	lines := slices.Concat(c.Lines, rest.Lines)
	whole, ok := figure.Whole(lines, c.Box)
	if !ok {
		return false
	}
	c.RowSpan += rest.RowSpan
	c.Text, c.Lines = whole, lines
	return true
}

// wordsOf is the letters and digits of s: the punctuation of a line that a page break cuts may be
// hidden on one page.
func wordsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, s)
}

// stopsWithin says whether the last line of a name is full and rest begins with what it lacks: the
// second half of a word, or the end of a bracket.
func stopsWithin(a, rest *layout.Cell) bool {
	if len(a.Lines) == 0 || len(rest.Lines) == 0 || figure.Is(a.Text) || figure.Is(rest.Text) {
		return false
	}
	last := a.Lines[len(a.Lines)-1]
	next := []rune(rest.Text)[0]
	if !text.Ideographic(next) && next != '）' && next != ')' {
		return false
	}
	if last.Box.Width()+last.Box.Height()+fillSlack < a.Box.Width()-2*sidePadding {
		return false
	}
	open := strings.Count(a.Text, "（") + strings.Count(a.Text, "(") - strings.Count(a.Text, "）") - strings.Count(a.Text, ")")
	runes := []rune(a.Text)
	seam := string(runes[len(runes)-1]) + string(next)
	return open > 0 && strings.ContainsAny(rest.Text, "）)") || brokenWord.MatchString(seam)
}
