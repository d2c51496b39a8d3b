package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// endsAmount says whether b, a figure, begins behind the end of a, so that they are two however near they stand: a has its decimals, or one
// of both has groups of three digits by commas, with which the other's digits make no group.
func endsAmount(a, b string) bool {
	if !figure.Is(a) || !figure.Is(b) || !figure.IsDigit(FirstRune(strings.TrimLeft(b, "-(（"))) {
		return false
	}
	return figure.HasDecimals(a) || figure.IsDigit(LastRune(a)) && (grouped.MatchString(a) || grouped.MatchString(b) && !groupsOn.MatchString(a+b))
}

// Whole groups of thousands, and such from the first on.
var (
	grouped  = words.Expression(`^[-(（]?\d{1,3}(,\d{3})+(\D|$)`)
	groupsOn = words.Expression(`^[-(（]?\d{1,3}(,\d{3})+`)
)

// decimals says whether b holds the decimals of the figure a: "964 .85" is one figure.
func decimals(a, b string) bool {
	return len(b) > 1 && b[0] == '.' && figure.IsDigit(rune(b[1])) && figure.Is(a) && figure.IsDigit(LastRune(a)) && !strings.Contains(a, ".")
}

// buttsName says whether an amount, set right, ends where a name of the next column, set left, begins:
// lists side by side leave no blank between them. What counts or measures the amount is no name.
func buttsName(amount, name string) bool {
	if utf8.RuneCountInString(name) < 2 || !figure.Is(amount) || !figure.HasDecimals(amount) {
		return false
	}
	return unicode.Is(unicode.Han, FirstRune(name)) && !amountsAfter.MatchString(name) || words.Numbered(name).Style == words.BracketedChinese
}

// amountEnds is the glyphs with which other amounts begin in a piece that is nothing but amounts set without a blank, each with as many decimals.
func (p Piece) amountEnds() []int {
	if strings.Count(p.Text, ".") < 2 || strings.ContainsFunc(p.Text, func(c rune) bool { return !isFigureRune(c) }) {
		return nil
	}
	var ends []int
	n, lengths := 0, amountsIn(p.Text)
	for g := range p.glyphs {
		if blank(p.glyphs[g].Text) {
			continue
		}
		if len(lengths) > 0 && n == lengths[0] {
			ends, n, lengths = append(ends, g), 0, lengths[1:]
		}
		n += len(strings.TrimSpace(p.glyphs[g].Text))
	}
	return ends
}

// amountsIn is how long each of the amounts is that a text is made of, if it parts in one way alone into such as have the same number of decimals,
// two at least.
func amountsIn(s string) []int {
	var out []int
	for decimals := figure.UsualDecimals; decimals < len(s); decimals++ {
		if lengths := amountsOf(s, decimals); lengths != nil && out != nil {
			return nil
		} else if lengths != nil {
			out = lengths
		}
	}
	return out
}

// amountsOf is the same for amounts with a number of decimals.
func amountsOf(s string, decimals int) []int {
	var out []int
	for s != "" {
		end := strings.IndexByte(s, '.') + 1 + decimals
		if end == decimals || end > len(s) || !figure.IsWhole(s[:end]) || !figure.IsDigit(rune(s[0])) {
			return nil
		}
		out, s = append(out, end), s[end:]
	}
	return out
}
