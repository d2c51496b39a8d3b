package export

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/bilingual"
)

//go:embed wordings.txt
var wordingsText string

// wordings are what a dataset's files say to people, which is in both languages whoever wrote them.
var wordings = bilingual.Read(wordingsText)

func said(key string, args ...any) bilingual.Sentence { return wordings.Say(key, args...) }

// both is a text in both languages.
func both(s bilingual.Sentence) string { return s.MessageZh + " / " + s.Message }

// label is a name in both languages.
func label(s bilingual.Sentence) string { return s.MessageZh + " " + s.Message }
