package contract

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/bilingual"
)

//go:embed wordings.txt
var wordingsText string

// Wordings are what a dataset's files say to people, which is in both languages whoever wrote them.
var Wordings = bilingual.Read(wordingsText)

func Said(key string, args ...any) bilingual.Sentence { return Wordings.Say(key, args...) }

// Both is a text in both languages.
func Both(s bilingual.Sentence) string { return s.MessageZh + " / " + s.Message }

// Label is a name in both languages.
func Label(s bilingual.Sentence) string { return s.MessageZh + " " + s.Message }

// Name is what a value of a field with few of them is called, in both languages; one that has no name, itself.
func Name[V ~string](value V) string {
	s := Wordings.Say(string(value))
	if s.Message == s.MessageZh {
		return s.Message
	}
	return Label(s)
}
