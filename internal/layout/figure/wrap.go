package figure

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of telling a figure that wraps from figures that stand one above the other.
const (
	CellPadding   = 11.0 // points that a cell keeps free beside its text, both sides together: word processors keep 5.4 on each
	widestPadding = 18.0 // points; the same where style sheets set it
	fullLine      = 0.80 // of a cell's width that a line fills when its text was broken for want of room
	roundingWidth = 0.5  // points by which the widths of lines of as many characters differ
	longestAmount = 18   // digits of an amount, decimals among them
)

// A Wrap says whether the lines of a cell are one figure that was broken for want of room.
type Wrap int

const (
	SeveralTexts Wrap = iota // words, or figures that stand one above the other
	perhapsOne               // they read as one figure as well as several
	LikelyOne                // their widths and decimals say that they are one
	One                      // a line is no figure by itself
)

// WrapOf says whether lines, which stand in one cell, are one figure; decimals is how many the figures
// around it have, or 0 where that is not known.
func WrapOf(ls []layout.Line, cell page.Box, decimals int) Wrap {
	whole, ok := Of(ls)
	if !ok {
		return SeveralTexts
	}
	torn, odd := tornLines(ls)
	switch {
	case torn:
		return One
	case !Greedy(ls):
		return SeveralTexts
	case odd && fillLines(ls, cell, CellPadding):
		return One
	case odd:
		return perhapsOne
	}
	complete := decimals > 0 && Decimals(whole) == decimals
	switch {
	case complete && fillLines(ls, cell, CellPadding):
		return LikelyOne
	case fillLines(ls, cell, widestPadding):
		return perhapsOne
	}
	return SeveralTexts
}

// Whole is the one figure that lines of a cell are for certain or likely, and whether they are, of an amount
// with the usual decimals.
func Whole(ls []layout.Line, cell page.Box) (string, bool) {
	if WrapOf(ls, cell, UsualDecimals) < LikelyOne {
		return "", false
	}
	return Of(ls)
}

// Completes says whether lines are one figure that was broken within its decimals: the first ends with fewer
// decimals than all figures around it have, the others bring the digits that it lacks, and no more.
func Completes(ls []layout.Line, decimals int) bool {
	whole, ok := Of(ls)
	if !ok || Decimals(whole) != decimals || !Greedy(ls) {
		return false
	}
	n := Decimals(ls[0].Text)
	return 0 < n && n < decimals
}

// Of is what lines say when they are read as one figure, and whether that is one.
func Of(ls []layout.Line) (string, bool) {
	if len(ls) < 2 {
		return "", false
	}
	var b strings.Builder
	for _, l := range ls {
		if IsDash(l.Text) || !isPart(l.Text) {
			return "", false
		}
		b.WriteString(l.Text)
	}
	return b.String(), IsWhole(b.String()) && len(Digits(b.String())) <= longestAmount
}

// isPart says whether a line can be part of a figure: a figure, or what only ends one.
func isPart(s string) bool { return Is(s) || strings.Trim(s, ")）%％‰") == "" }

// tornLines says whether lines of one figure were parted at a separator, and whether one of them is
// no figure by itself, as 1,234,5 is none.
func tornLines(ls []layout.Line) (torn, odd bool) {
	for i, l := range ls {
		odd = odd || !IsWhole(l.Text)
		torn = torn || i > 0 && Torn(ls[i-1].Text, l.Text)
	}
	return torn, odd
}

// Several says whether lines, two or more, hold nothing but figures.
func Several(ls []layout.Line) bool {
	for _, l := range ls {
		if !isPart(l.Text) {
			return false
		}
	}
	return len(ls) > 1
}

// Certain is the figure of a cell that is whole beyond doubt, or nothing.
func Certain(c *layout.Cell) string {
	switch {
	case len(c.Lines) == 1 && IsWhole(c.Text):
		return c.Text
	case len(c.Lines) > 1 && Several(c.Lines) && WrapOf(c.Lines, c.Box, 0) == One:
		whole, _ := Of(c.Lines)
		return whole
	}
	return ""
}

// Greedy says whether lines were filled as far as they go: on none but the last is there room for the
// next line's first character.
func Greedy(ls []layout.Line) bool {
	widest := 0.0
	for _, l := range ls {
		widest = math.Max(widest, l.Box.Width())
	}
	for i := 1; i < len(ls); i++ {
		if ls[i-1].Box.Width()+advance(ls[i]) <= widest+roundingWidth {
			return false
		}
	}
	return true
}

// fillLines says whether all lines but the last fill a cell that keeps padding free.
func fillLines(ls []layout.Line, cell page.Box, padding float64) bool {
	for i := 1; i < len(ls); i++ {
		if !Fills(ls[i-1], ls[i], cell, padding) {
			return false
		}
	}
	return true
}

// Fills says whether a line leaves no room in its cell for the first character of the next.
func Fills(a, b layout.Line, cell page.Box, padding float64) bool {
	w := a.Box.Width()
	return w+advance(b)+padding >= cell.Width() || w >= fullLine*cell.Width()
}

// advance is the mean width of a line's characters.
func advance(l layout.Line) float64 {
	return l.Box.Width() / math.Max(float64(utf8.RuneCountInString(l.Text)), 1)
}
