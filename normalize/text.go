package normalize

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// squeeze takes all white space out of a printed text: names are set apart and wrapped for looks
// (合 计), never for sense.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// fold is squeeze with full-width letters, digits and signs made half-width, for comparing.
func fold(s string) string {
	return squeeze(width.Fold.String(s))
}

// digits says whether s consists of decimal digits only.
func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// hasHan says whether s holds a Chinese character.
func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// containsAny says whether s holds one of the words.
func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
