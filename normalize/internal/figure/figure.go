// Package figure reads the texts of cells as figures and finds the units in which they are printed.
package figure

import (
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

// A Kind says what the text of a cell is.
type Kind int

const (
	Blank  Kind = iota
	Dash        // a dash or a cross that stands for nothing, which is not zero
	Number      // a figure, perhaps with a unit
	Broken      // made of figures' signs, but no figure
	Words       // anything else
)

// A Figure is what a cell's text says as a number.
type Figure struct {
	Kind      Kind
	Value     decimal.Decimal
	Unit      string // printed with it: %, 元, 万元, ...; usually empty
	Currency  string // the sign of a currency that is printed before it: ¥, $, US$, ...; usually empty
	Separated bool   // printed with a decimal point or separators of thousands, which codes and counts have not
}

// maxDigits bounds how long a figure can be: no printed amount has more digits, and codes do.
const maxDigits = 24

var (
	plainFigure   = words.Expression(`^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$`)
	groupedFigure = words.Expression(`^\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
	lastComma     = words.Expression(`^(\d{4,}),(\d{3}(?:\.\d+)?)$`)
	spaced        = words.Expression(`^[-(]?(\d{1,3}(?: \d{3})+)(\.\d+)?[)]?$`)
	thousands     = words.Expression(`^[-(]?(?:\d{4,}|\d{1,3}(?:,\d{3})+)(?:\.\d+)?[)]?$`)
	apostrophes   = words.Expression(`^[-+(]?\d{1,3}(?:['’‘′]\d{3})+(?:\.\d+)?[)]?$`)
	otherMarks    = words.Expression(`^[-+(]?\d{1,3}(?:[,'’‘′´\x60]\d{3})+(?:\.\d+)?[)]?$`)
	signedFigure  = words.Expression(`^([(]?)([-+负負]?)([\d.,]+)([)]?)(.*)$`)
	onlyDashes    = words.Expression(`^(?:[-_/]+|[×✕╳]+)$`)
	figureSigns   = words.Expression(`^[-+(]?[\d.,]+[)]?[-+]?$`)
	overflow      = words.Expression(`^#{2,}$`)
	noteMark      = wordings.Pattern("note-mark")
	notedShare    = wordings.Pattern("note-mark.share")
	besideMarks   = words.Expression(`^[^\pL\d%‰/:<>=≤≥~+-]*[-(]?\d[\d,]*\.\d{2}[)]?(?:[^\pL\d%‰/:<>=≤≥~.,+-]+(?:\d{1,2}[^\pL\d%‰/:.,+-]+)?)?$`)
	grouped       = words.Expression(`\d{1,3}(?:,\d{3})+`)
	dotted        = words.Expression(`^(?:19|20)\d{2}\.\d{1,2}\.\d{1,2}$`)
)

// minusSigns are the characters printed for a minus sign.
const minusSigns = "-‐‑‒–—―−－﹣▲△"

// Read reads the text of a cell. Signs may be any of the minus signs, brackets (accounting),
// full-width digits and separators of thousands; a number that wraps onto a second line is put
// together where only one reading is possible. A unit of money can stand over the number.
func Read(text string) Figure {
	if unit, number := unitOver(text); unit != "" {
		return readUnder(unit, number)
	}
	s := foldSigns(words.DropNoteMarks(text))
	if s == "" {
		return Figure{}
	}
	if number, marked := words.Taken(noteMark, s); marked {
		s = number
	}
	joined := withCommas(words.Squeeze(s))
	if onlyDashes.MatchString(joined) {
		return Figure{Kind: Dash}
	}
	f := readFigure(joined)
	if f.Kind == Number && !joinable(s, joined) {
		return Figure{Kind: Broken}
	}
	f.Separated = strings.ContainsAny(joined, ".,")
	return f
}

// withCommas gives a figure commas for apostrophes between its thousands.
func withCommas(s string) string {
	if apostrophes.MatchString(s) {
		return strings.NewReplacer("'", ",", "’", ",", "‘", ",", "′", ",").Replace(s)
	}
	return s
}

// UnderUnit says whether a unit of money stands before or over a figure in a cell: 千円 46,460,600.
func UnderUnit(text string) bool {
	unit, _ := unitOver(text)
	return unit != ""
}

// unitOver takes a cell's text apart into a unit and what stands under it; "" where none stands over a figure.
func unitOver(text string) (unit, rest string) {
	s := foldSigns(text)
	m := overAmount.FindStringSubmatchIndex(s)
	if m == nil {
		return "", ""
	}
	return s[m[2]:m[3]], s[m[3]:]
}

// readUnder reads what stands in a cell below a unit; with a unit of its own it is no figure.
func readUnder(unit, number string) Figure {
	f := Read(number)
	if f.Kind != Number || f.Unit != "" || f.Currency != "" && !canStandBefore(f.Currency, unit) {
		return Figure{Kind: Words}
	}
	f.Unit = unit
	return f
}

// ReadLastComma reads a figure of which only the last separator of thousands is printed (124500,600), as
// spreadsheets print whose format has one comma too few. Nothing but the table around it tells whether its
// comma is one: f is no number unless the text is of that form. Whole says that no decimal point follows,
// so that the comma itself may be one.
func ReadLastComma(text string) (f Figure, whole bool) {
	sign, s := "", foldSigns(text)
	if strings.HasPrefix(s, "-") {
		sign, s = s[:1], s[1:]
	}
	m := lastComma.FindStringSubmatch(s)
	if m == nil || m[1][0] == '0' {
		return Figure{}, false
	}
	f = readFigure(sign + m[1] + m[2])
	f.Separated = true
	return f, !strings.Contains(m[2], ".")
}

// ReadSpaced reads a figure whose thousands are parted by spaces (12 045 600.00). Nothing but the table around it tells whether it is
// one figure: f is no number unless the text is of that form. Sure says that it can hardly be several: it has three groups or more, and
// decimals at its end alone or a group that begins with 0.
func ReadSpaced(text string) (f Figure, sure bool) {
	s := foldSigns(text)
	m := spaced.FindStringSubmatch(s)
	if m == nil {
		return Figure{}, false
	}
	f = readFigure(words.Squeeze(s))
	f.Separated = true
	return f, strings.Count(m[1], " ") > 1 && (m[2] != "" || strings.Contains(m[1], " 0"))
}

// Thousands says whether a text is a figure with four digits or more before its point, in groups parted by commas or in none.
func Thousands(text string) bool { return thousands.MatchString(foldSigns(text)) }

// MoreCommas says whether text is a figure with two separators of thousands or more, each in its place.
func MoreCommas(text string) bool {
	s := strings.Trim(foldSigns(text), "-+()%")
	return strings.Count(s, ",") > 1 && groupedFigure.MatchString(s)
}

// foldSigns makes every minus sign "-", full-width forms half-width, and trims.
func foldSigns(text string) string {
	s := words.Narrow(text)
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 { // most figures have none
		s = strings.Map(foldSign, s)
	}
	return strings.TrimFunc(s, unicode.IsSpace)
}

func foldSign(r rune) rune {
	switch {
	case strings.ContainsRune(minusSigns, r):
		return '-'
	case r == '，':
		return ','
	case r == '￥':
		return '¥'
	case r == '￡':
		return '£'
	}
	return r
}

// readFigure reads a text without white space and with folded signs.
func readFigure(s string) Figure {
	sign, s := cutCurrency(s)
	return readBare(s).withCurrency(sign)
}

// readBare reads a figure that has no sign of a currency before it.
func readBare(s string) Figure {
	m := signedFigure.FindStringSubmatch(s)
	if m == nil {
		return notFigure(s)
	}
	open, sign, number, shut, unit := m[1], m[2], m[3], m[4], m[5]
	if inner, ok := strings.CutPrefix(unit, "("); ok && strings.HasSuffix(inner, ")") {
		unit = strings.TrimSuffix(inner, ")") // 1620.98（万元）
	}
	v, ok := Plain(number)
	if !ok || (open == "") != (shut == "") || unit != "" && !words.IsUnit(unit) {
		return notFigure(s)
	}
	if (sign != "" && sign != "+") != (open != "") {
		v = v.Neg()
	}
	return Figure{Kind: Number, Value: v, Unit: unit}
}

// notFigure tells a broken figure from words. Spreadsheets print ### where a column is too narrow for its figure; a date
// with points is none. Thousands that other marks part are broken too: nobody is known to print them so.
func notFigure(s string) Figure {
	if dotted.MatchString(s) {
		return Figure{Kind: Words}
	}
	if overflow.MatchString(s) || otherMarks.MatchString(s) {
		return Figure{Kind: Broken}
	}
	if figureSigns.MatchString(s) && strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, ".,") {
		return Figure{Kind: Broken}
	}
	return Figure{Kind: Words}
}

// Hidden says whether a text holds an amount with its decimals or separators among words: what is printed over a figure, or
// beside it in its cell, as a mark that is not known.
func Hidden(text string) bool {
	s := words.Squeeze(foldSigns(text))
	bare := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return -1
		}
		return r
	}, s)
	if readFigure(s).Kind != Words {
		return false
	}
	if besideMarks.MatchString(s) || len(grouped.FindAllString(s, 2)) == 1 {
		return true
	}
	f := readFigure(bare)
	return len(bare) < len(s) && f.Kind == Number && f.Unit == "" && strings.ContainsAny(bare, ".,")
}

// Plain reads a number without a sign: digits, in groups of thousands or not, with a decimal point or not.
func Plain(number string) (v decimal.Decimal, ok bool) {
	if !plainFigure.MatchString(number) || !strings.ContainsAny(number, "0123456789") || len(number) > maxDigits {
		return v, false
	}
	v, err := decimal.NewFromString(strings.TrimSuffix(strings.ReplaceAll(number, ",", ""), "."))
	return v, err == nil
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

// IsNotedShare says that a cell holds a percentage with the mark of a note. It has no value, since the note mostly says that it is not to be
// compared, but stands in a column of figures.
func IsNotedShare(text string) bool {
	return notedShare.MatchString(words.Squeeze(foldSigns(text)))
}

// Sign is the sign of a currency that is printed before a figure, empty for none.
func Sign(text string) string {
	if !strings.ContainsAny(text, "$＄¥￥€£￡") {
		return ""
	}
	sign, _ := cutCurrency(words.Squeeze(foldSigns(text)))
	return sign
}

// withCurrency is a figure with the sign of a currency before it. Where a unit of other money stands behind it, it is none.
func (f Figure) withCurrency(sign string) Figure {
	if sign == "" || f.Kind != Number {
		return f
	}
	if f.Unit != "" && !canStandBefore(sign, f.Unit) {
		return Figure{Kind: Words}
	}
	f.Currency = sign
	return f
}

// UnitWithin is the unit of a figure, given that which is said of the cells around it (empty for none). It is the same where
// the figure has no sign of a currency, or that of the same money; and the sign's own money where they are in 元. Otherwise it
// is not known: whether $ 7,000.00 in a table in 万元 is dollars or ten thousands of them, and of which country; and a table
// whose unit was not read may be in thousands, whatever the sign.
func (f *Figure) UnitWithin(around string) (unit string, known bool) {
	if f.Currency == "" || canStandBefore(f.Currency, around) {
		return around, true
	}
	own := currencies[f.Currency].unit
	if own != "" && around == words.BaseUnit {
		return own, true
	}
	return "", false
}
