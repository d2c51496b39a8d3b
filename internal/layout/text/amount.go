package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// endsAmount says whether b, a figure, begins behind the decimals of a, so that they are two however
// near they stand.
func endsAmount(a, b string) bool {
	return figure.Is(a) && figure.HasDecimals(a) && figure.Is(b) && figure.IsDigit(FirstRune(strings.TrimLeft(b, "-(（")))
}

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
