package normalize

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
	"golang.org/x/text/width"
)

// A figureKind says what the text of a cell is.
type figureKind int

const (
	blankText  figureKind = iota
	dashText              // a dash that stands for nothing, which is not zero
	figureText            // a figure, perhaps with a unit
	brokenText            // made of figures' signs, but no figure
	wordText              // anything else
)

// A reading is what a cell's text says as a number.
type reading struct {
	kind  figureKind
	value decimal.Decimal
	unit  string // printed with it: %, 元, 万元, ...; usually empty
}

// maxDigits bounds how long a figure can be: no printed amount has more digits, and codes do.
const maxDigits = 24

var (
	plainFigure   = regexp.MustCompile(`^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$`)
	groupedFigure = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
	signedFigure  = regexp.MustCompile(`^([(]?)([-+]?)([\d.,]+)([)]?)(.*)$`)
	onlyDashes    = regexp.MustCompile(`^[-_/]+$`)
	figureSigns   = regexp.MustCompile(`^[-+(]?[\d.,]+[)]?$`)
)

// minusSigns are the characters printed for a minus sign.
const minusSigns = "-‐‑‒–—―−－﹣▲△"

// parseFigure reads the text of a cell. Signs may be any of the minus signs, brackets (accounting),
// full-width digits and separators of thousands; a number that wraps onto a second line is put
// together where only one reading is possible.
func parseFigure(text string) reading {
	s := foldSigns(text)
	if s == "" {
		return reading{}
	}
	joined := words.Squeeze(s)
	if onlyDashes.MatchString(joined) {
		return reading{kind: dashText}
	}
	f := readFigure(joined)
	if f.kind == figureText && !joinable(s, joined) {
		return reading{kind: brokenText}
	}
	return f
}

// foldSigns makes every minus sign "-", full-width forms half-width, and trims.
func foldSigns(text string) string {
	s := strings.Map(func(r rune) rune {
		if strings.ContainsRune(minusSigns, r) {
			return '-'
		}
		if r == '，' {
			return ','
		}
		return r
	}, width.Fold.String(text))
	return strings.TrimFunc(s, unicode.IsSpace)
}

// readFigure reads a text without white space and with folded signs.
func readFigure(s string) reading {
	m := signedFigure.FindStringSubmatch(s)
	if m == nil {
		return notFigure(s)
	}
	open, sign, number, shut, unit := m[1], m[2], m[3], m[4], m[5]
	if (open == "") != (shut == "") || !plainFigure.MatchString(number) || !strings.ContainsAny(number, "0123456789") || len(number) > maxDigits {
		return notFigure(s)
	}
	if unit != "" && !figureUnit(unit) {
		return notFigure(s)
	}
	v, err := decimal.NewFromString(strings.TrimSuffix(strings.ReplaceAll(number, ",", ""), "."))
	if err != nil {
		return notFigure(s)
	}
	if (sign == "-") != (open != "") {
		v = v.Neg()
	}
	return reading{figureText, v, unit}
}

// notFigure tells a broken figure from words.
func notFigure(s string) reading {
	if figureSigns.MatchString(s) && strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, ".,") {
		return reading{kind: brokenText}
	}
	return reading{kind: wordText}
}

// figureUnit says whether unit can follow a figure in its cell.
func figureUnit(unit string) bool {
	return words.IsUnit(unit)
}

// joinable says whether a figure printed with white space inside can only be meant as one: the
// space stands beside a point, a comma or a sign, or it is put together as thousands, or a decimal
// fraction wraps onto the next line or is set letter by letter.
func joinable(s, joined string) bool {
	if !gapBetweenDigits(s) {
		return true
	}
	if groupedFigure.MatchString(strings.Trim(joined, "-+()%")) && !gapInDecimals(s) {
		return true
	}
	if strings.Count(joined, ".") != 1 {
		return false
	}
	return strings.Contains(s, "\n") || letterSpaced(s)
}

// gapInDecimals says whether a digit follows the decimals of a figure after white space: the rest of
// them as well as another figure, or the mark of a note.
func gapInDecimals(s string) bool {
	_, decimals, _ := strings.Cut(s, ".")
	return gapBetweenDigits(decimals)
}

// letterSpaced says whether a figure is set with its characters apart (7 7 . 4 5): its pieces are
// then hardly longer than one character.
func letterSpaced(s string) bool {
	pieces := strings.Fields(s)
	return len(pieces) > 2 && len(words.Squeeze(s))*2 <= len(pieces)*3
}

// gapBetweenDigits says whether white space stands between two digits.
func gapBetweenDigits(s string) bool {
	prev, gap := rune(0), false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = true
			continue
		}
		if gap && unicode.IsDigit(prev) && unicode.IsDigit(r) {
			return true
		}
		prev, gap = r, false
	}
	return false
}
