package words

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

//go:embed letters.txt
var lettersText string

// letterTables are read from letters.txt when the first is asked for: alike maps letters to the usual ones that look like
// them on paper; sentence maps the signs of a sentence to the one form that the reading of narratives knows.
var letterTables = sync.OnceValues(func() (alike, sentence map[rune]rune) { return readLetters(lettersText) })

func readLetters(text string) (alike, sentence map[rune]rune) {
	tables := map[string]map[rune]rune{"alike": {}, "sentence": {}}
	for _, line := range strings.Split(text, "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		from, to := letters(fields[1]), letters(fields[2])
		for i := range from {
			tables[fields[0]][from[i]] = to[i]
		}
	}
	return tables["alike"], tables["sentence"]
}

// letters are those of a field; a letter that cannot be seen is written U+00A0.
func letters(field string) []rune {
	if hex, ok := strings.CutPrefix(field, "U+"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		if err != nil {
			panic(fmt.Sprintf("letters.txt: %s: %v", field, err))
		}
		return []rune{rune(n)}
	}
	return []rune(field)
}

// White space without width, which unicode.IsSpace does not count.
const (
	noWidth   = '\u200b'
	noBreak   = '\ufeff'
	lastSpace = '\u3000' // the last one that unicode.IsSpace counts: Chinese characters stand beyond it
)

// IsBlank says whether a letter is white space, also of no width.
func IsBlank(r rune) bool {
	if r > lastSpace {
		return r == noBreak
	}
	return unicode.IsSpace(r) || r == noWidth
}

// beginning tells of each byte whether one of the letters begins with it in UTF-8. Most texts are Chinese and have none of them, which
// their bytes tell without being put together.
func beginning(letters string) (of [256]bool) {
	for i := range letters {
		of[letters[i]] = true
	}
	return of
}

// One letter for each byte that white space begins with, and that letters of another width do.
var (
	beginsBlank = beginning("\t\n\v\f\r \u00a0\u1680\u2000\u3000\ufeff")
	beginsWide  = beginning("\u20a9\u3000\uff01")
)

// holds says whether a text has a letter of a kind, which begins with one of some bytes.
func holds(s string, begins *[256]bool, is func(rune) bool) bool {
	for i := range len(s) {
		if begins[s[i]] {
			if r, _ := utf8.DecodeRuneInString(s[i:]); is(r) {
				return true
			}
		}
	}
	return false
}

// Squeeze takes all white space out of a printed text: names are set apart and wrapped for looks (合 计),
// never for sense.
func Squeeze(s string) string {
	if !holds(s, &beginsBlank, IsBlank) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if IsBlank(r) {
			return -1
		}
		return r
	}, s)
}

// Narrow makes full-width letters, digits and signs half-width: （１）％ becomes (1)%. Chinese full stops and
// quotation marks stay.
func Narrow(s string) string {
	if !holds(s, &beginsWide, mayBeWide) {
		return s
	}
	return width.Fold.String(s)
}

// mayBeWide says whether a letter may have another width, so that most text is passed quickly.
func mayBeWide(r rune) bool {
	return r == '\u3000' || r == '\u20a9' || r >= 0xff00 && r <= 0xffef
}

// Fold is Squeeze and Narrow: what names and heads are compared by.
func Fold(s string) string { return Squeeze(Narrow(s)) }

// quotes are the marks in which titles and names are quoted.
const quotes = `“”"‘’'《》「」`

// Unquote takes quotation marks out of a text: “三公”经费 becomes 三公经费.
func Unquote(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(quotes, r) {
			return -1
		}
		return r
	}, s)
}

// Sentence is a text without white space whose punctuation is made uniform: brackets, colons and semicolons
// full-width, digits, letters and the signs of figures half-width.
func Sentence(s string) string {
	_, sentence := letterTables()
	return strings.Map(func(r rune) rune {
		switch to, ok := sentence[r]; {
		case IsBlank(r):
			return -1
		case ok:
			return to
		}
		return r
	}, s)
}

// firstAlike is the lowest letter that Usual changes, so that most text is passed quickly.
const firstAlike = 0xa0

// Usual puts the usual letters in the place of those that only look like them. Fonts are made from
// tables in which one glyph stands for several letters, and tools that write a file's text then choose any
// of them: the Kangxi radical ⼯ (U+2F2F) for 工. Full-width forms are left alone: Chinese text is set in
// them.
func Usual(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return usualLetters(s)
		}
	}
	return s
}

func usualLetters(s string) string {
	if strings.IndexFunc(s, IsUnusual) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(usual(r))
	}
	return b.String()
}

// IsUnusual says whether Usual puts another letter in the place of this one.
func IsUnusual(r rune) bool { return r >= firstAlike && usual(r) != string(r) }

func usual(r rune) string {
	alike, _ := letterTables()
	if to, ok := alike[r]; ok {
		return string(to)
	}
	compatible := 0x2e80 <= r && r <= 0x2fdf || // radicals
		0xf900 <= r && r <= 0xfaff || 0x2f800 <= r && r <= 0x2fa1f || // compatibility ideographs
		0xfb00 <= r && r <= 0xfb06 // ligatures
	if compatible {
		return norm.NFKC.String(string(r))
	}
	return string(r)
}

// IsDigits says whether a text consists of decimal digits only, and of one at least.
func IsDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// HasHan says whether a text holds a Chinese character.
func HasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
