package account

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// numeral is a number as it is printed: digits with the signs inside it.
var numeral = words.Expression(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*`)

// amountForm is a number that is printed as amounts are: in groups of thousands, or with two decimals and more.
var amountForm = words.Expression(`^(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*,?\d+\.\d{2,})$`)

// A located number has its place in the stretch of text that prints it.
type located struct {
	Number
	stretch page.Box // of the whole stretch of text
	known   bool     // a place or a claim said what became of it
	told    bool     // its stretch says something of it: it is no figure that stands by itself
	quiet   bool     // it is a small number among many words
	running bool     // it stands in running text
	percent bool     // it has the sign of one
}

// numbersIn finds the numbers of a stretch of text. Where they stand follows from how wide letters are: those of
// Chinese are twice as wide as digits.
func numbersIn(s layout.Line) []located {
	text := fold(s.Text)
	told := han(text) >= fewestWords || listed.MatchString(text)
	length := math.Max(setWidth(text), 1)
	var out []located
	for _, m := range numeral.FindAllStringIndex(text, -1) {
		out = append(out, located{
			Number:  Number{Text: text[m[0]:m[1]], Page: s.Page, Box: part(s.Box, setWidth(text[:m[0]])/length, setWidth(text[:m[1]])/length)},
			stretch: s.Box, told: told, percent: strings.HasPrefix(text[m[1]:], "%"),
		})
	}
	return out
}

// fold is a text as numbers are looked for in it: words.Sentence, but white space stays between two digits, which are two
// numbers.
func fold(s string) string {
	if strings.IndexFunc(s, words.IsBlank) < 0 {
		return words.Sentence(s)
	}
	var b strings.Builder
	last := rune(0)
	for _, field := range strings.FieldsFunc(s, words.IsBlank) {
		field = words.Sentence(field)
		first, _ := utf8.DecodeRuneInString(field)
		if unicode.IsDigit(last) && unicode.IsDigit(first) {
			b.WriteByte(' ')
		}
		b.WriteString(field)
		last, _ = utf8.DecodeLastRuneInString(field)
	}
	return b.String()
}

// setWidth is how wide a text is set, in digits.
func setWidth(s string) float64 {
	wide := 0
	for _, r := range s {
		if r > unicode.MaxLatin1 {
			wide++
		}
	}
	return float64(utf8.RuneCountInString(s) + wide)
}

// listed is how the figures of a sentence follow each other.
var listed = words.Expression(`[、。；，]`)

// fewestWords is how many Chinese characters a stretch of text has at least that is a sentence, or part of one.
const fewestWords = 4

func han(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// Holds says whether every number of a text is one of another.
func Holds(text, other string) bool {
	all := numeral.FindAllString(fold(text), -1)
	return !slices.ContainsFunc(numeral.FindAllString(fold(other), -1), func(n string) bool { return !slices.Contains(all, n) })
}

// part is what of a box of one line lies between two shares of its length, which is its height where it is set
// sideways.
func part(b page.Box, from, to float64) page.Box {
	if b.Height() > b.Width() {
		return page.Box{X0: b.X0, Y0: b.Y0 + from*b.Height(), X1: b.X1, Y1: b.Y0 + to*b.Height()}
	}
	return page.Box{X0: b.X0 + from*b.Width(), Y0: b.Y0, X1: b.X0 + to*b.Width(), Y1: b.Y1}
}

// inWhole is the number of a text of which a part begins at a byte: one that a line's end cuts is longer there.
func inWhole(text string, at int) (from, to int) {
	for from = at; from > 0 && at-from < longestNumber && isNumeral(text[from-1]); from-- {
	}
	for from < len(text) {
		m := numeral.FindStringIndex(text[from:min(len(text), at+longestNumber)])
		if m == nil {
			break
		}
		if from+m[1] > at {
			return from + m[0], from + m[1]
		}
		from += m[1]
	}
	return at, at
}

// wholeOf is inWhole of a number that was found there. Most often nothing that numbers are written with stands at its sides,
// and it is whole as it is.
func wholeOf(number, text string, at int) (from, to int) {
	end := at + len(number)
	if len(number) <= longestNumber && at < len(text) && strings.HasPrefix(text[at:], number) &&
		(at == 0 || !isNumeral(text[at-1])) && (end == len(text) || !isNumeral(text[end])) {
		return at, end
	}
	return inWhole(text, at)
}

// longestNumber is how many characters of a number are looked at, on either side of a place: more than any printed number has.
const longestNumber = 64

func isNumeral(c byte) bool { return strings.IndexByte("0123456789.,", c) >= 0 }

// bare is a number, or a text with numbers, without separators of thousands.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ',' || r == '，' {
			return -1
		}
		return r
	}, s)
}

// A Number is one printed number and what became of it.
type Number struct {
	Text   string
	Page   int
	Box    page.Box
	Reason string // empty if it is left
	Alone  bool   // it stands by itself, as the figures of tables do, and not in a sentence
}
