package normalize

import (
	_ "embed"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

//go:embed claims.txt
var claimsText string

var (
	claimWords  = words.Read("claims", claimsText)
	speakerEnds = claimWords.Pattern("speaker.end")
	notSpeaker  = claimWords.Pattern("speaker.not")
)

// A unit's name has so many characters: 学校 alone is the agency.
const (
	shortestSpeaker = 5
	longestSpeaker  = 24
)

// speaker is the unit that a sentence begins with, where it is another than the agency (东山市水库管理处2026年预算收入320.00万元): what it tells
// is that unit's alone. The agency's own name may be cut short. Empty where none is named.
func speaker(sentence, of string) string {
	text := words.TrimPart(words.TrimNumber(words.Fold(sentence)))
	if at := speakerEnds.FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	if n := utf8.RuneCountInString(text); of == "" || n < shortestSpeaker || n > longestSpeaker || !words.EndsAsAgency(text) || notSpeaker.MatchString(text) || agency.InOrder(text, words.Fold(of)) {
		return ""
	}
	return text
}
