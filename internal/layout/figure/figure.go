// Package figure knows what figures look like in print: which texts are figures, how many decimals they
// have, and whether the lines of a cell are one figure that was broken for want of room.
package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
)

// UsualDecimals is the decimals of an amount where no figure beside it tells.
const UsualDecimals = 2

// Is says whether s is a number as tables print it: digits with separators, a sign or
// brackets, a percent sign, or a lone dash.
func Is(s string) bool {
	digits, behind := false, false // behind a figure, where the numbers of notes stand raised
	for _, c := range s {
		switch {
		case IsDigit(c):
			digits, behind = true, c <= '9'
		case isSign(c) || isCurrency(c):
			behind = c == '%'
		case !behind || !strings.ContainsRune(words.NoteMarks, c):
			return false
		}
	}
	return digits || IsDash(s)
}

// isCurrency says whether c is the sign of one; ideographs, of which most text is, are passed quickly.
func isCurrency(c rune) bool { return (c < '\u3000' || c > '\ua000') && unicode.Is(unicode.Sc, c) }

// isSign says whether c is printed in figures beside their digits and the signs of currencies.
func isSign(c rune) bool {
	switch c {
	case ' ', ',', '.', '，', '．', '\'', '+', '-', '−', '–', '—', '－', '▲', '△', '(', ')', '（', '）', '%', '％', '‰', '*':
		return true
	}
	return false
}

// IsDash says whether s is a dash or an ellipsis that stands for no figure.
func IsDash(s string) bool {
	return s != "" && strings.Trim(s, "-−–—―－.…") == ""
}

// IsDigit says whether c is a decimal digit of either width.
func IsDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

// IsMissing says whether s stands for a missing figure: n/a, .., :, x.
func IsMissing(s string) bool {
	s = strings.Trim(s, "()[]*† ")
	if len(s) > len("n.a.") {
		return false
	}
	switch strings.ToLower(s) {
	case "n/a", "na", "n.a.", "nd", "n.d.", ":", "x", "..", "/", "✓", "√", "○", "●":
		return true
	}
	return false
}

// IsYear says whether a figure is a year, as heads hold it.
func IsYear(s string) bool { return yearFigure.MatchString(words.DropNoteMarks(s)) }

// yearFigure is a figure that is a year: 2024, 2024年, 2023-2024, 2023/24, 2024.12.
var yearFigure = words.Expression(`^(19|20)\d\d(\s*[-–—/~至到.]\s*(\d{4}|\d{2}))?\s*年?(度)?$`)

// IsWhole says whether s is a whole figure, in digits of either width.
func IsWhole(s string) bool { return wholeFigure.MatchString(words.Narrow(s)) }

// wholeFigure is a figure as tables print it when nothing is cut off: digits without separators or in
// thousands, and decimals behind a point.
var wholeFigure = words.Expression(`^[(]?[-+−–—▲△]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[)]?[%‰]?[)]?$`)

// Digits is the digits of s, made half-width.
func Digits(s string) string {
	return strings.Map(func(c rune) rune {
		if IsDigit(c) {
			return c
		}
		return -1
	}, words.Narrow(s))
}

// Decimals is the number of digits behind the point of a figure.
func Decimals(s string) int {
	n := strings.LastIndexAny(s, ".．")
	if n < 0 {
		return 0
	}
	return len(Digits(s[n:]))
}

// HasDecimals says whether a figure ends in a decimal point and two digits or more: it is whole.
func HasDecimals(s string) bool { return Decimals(s) >= UsualDecimals }

// Torn says whether a figure was broken at a separator, so that neither part is a figure.
func Torn(a, b string) bool {
	a, b = words.Narrow(a), words.Narrow(b)
	if IsDash(a) || IsDash(b) || len(b) < 2 || !Is(a) {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a, ",.")); !IsDigit(last) {
		return false
	}
	return strings.HasSuffix(a, ",") || strings.HasSuffix(a, ".") || (b[0] == ',' || b[0] == '.') && IsDigit(rune(b[1]))
}
