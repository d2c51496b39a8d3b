package imprint

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/words"
)

var (
	foreignWord   = wordings.Pattern("foreign.word")
	foreignAgency = wordings.Pattern("foreign.agency")
	foreignCity   = wordings.Pattern("foreign.city")
	foreignYear   = wordings.Pattern("foreign.year")
	thaiYear      = wordings.Pattern("foreign.year.thai")
)

const (
	// firstPages is how many pages are enough to tell what a document is.
	firstPages = 8
	// mostLetters is how many letters of a document tell its script.
	mostLetters = 20000
	// leastHan is the share of Chinese characters among the letters of a Chinese document: codes and
	// abbreviations are the rest.
	leastHan = 0.3
	// mostKana is the share of kana that names and signs in a Chinese document may have.
	mostKana = 0.01
	// thaiEra is how far the Buddhist era is ahead.
	thaiEra = 543
)

// isRead says whether more of a document's first pages were read than could not be.
func isRead(doc *extract.Document) bool {
	first := doc.Pages[:min(firstPages, len(doc.Pages))]
	unread := 0
	for i := range first {
		if first[i].Problem != "" {
			unread++
		}
	}
	return 2*unread <= len(first)
}

// IsForeign says whether a document is in another script than the mainland's. What it says of itself is not said in
// the words of budgets that are known: it is a report.
func IsForeign(doc *extract.Document) bool {
	letters, han, kana := 0, 0, 0
	traditional := false
	for s := range texts(doc) {
		traditional = traditional || foreignWord.MatchString(words.Squeeze(s))
		for _, c := range s {
			switch {
			case unicode.In(c, unicode.Hiragana, unicode.Katakana):
				kana++
			case unicode.Is(unicode.Han, c):
				han++
			case !unicode.IsLetter(c):
				continue
			}
			letters++
		}
		if letters > mostLetters {
			break
		}
	}
	n := float64(letters)
	return letters > 0 && (traditional || float64(kana) > mostKana*n || float64(han) < leastHan*n)
}

// thaiVowel puts a vowel together that files print in two signs, the first of which fonts often leave unnamed.
var thaiVowel = strings.NewReplacer("\u0e4d\u0e32", "\u0e33", "\ufffd\u0e32", "\u0e33")

// lineOf is a text as it would be set in a line: Chinese without blanks, other words with one between them, words in
// capitals as in a title.
func lineOf(s string) string {
	if words.HasHan(s) {
		return words.Squeeze(s)
	}
	fields := strings.Fields(thaiVowel.Replace(s))
	for i, w := range fields {
		lower, n := strings.ToLower(w), len(string([]rune(w)[:1]))
		switch {
		case w == lower || w != strings.ToUpper(w) || len(lower) != len(w):
		case i > 0 && (lower == "of" || lower == "the"):
			fields[i] = lower
		default:
			fields[i] = w[:n] + lower[n:]
		}
	}
	return strings.Join(fields, " ")
}

// namedYear is the year that a line names, or 0.
func namedYear(s string) int {
	if y := yearOf(foreignYear, s); y > 0 {
		return y
	}
	if y := words.YearIn(words.Squeeze(s)); y > 0 {
		return y
	}
	printed, ok := words.Taken(thaiYear, s)
	if !ok {
		return 0
	}
	digits := strings.Map(func(c rune) rune {
		if c >= '๐' && c <= '๙' {
			return '0' + c - '๐'
		}
		return c
	}, printed)
	y, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return y - thaiEra
}
