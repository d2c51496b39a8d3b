package review

import (
	_ "embed"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
)

// Languages are those that pages are written in.
var Languages = []bilingual.Language{bilingual.Chinese, bilingual.English}

func other(l bilingual.Language) bilingual.Language {
	if l == bilingual.Chinese {
		return bilingual.English
	}
	return bilingual.Chinese
}

//go:embed texts.txt
var textFile string

var texts = bilingual.Read(textFile)

// say is a text of the catalogue with what is put into it.
func say(l bilingual.Language, name string, put ...any) string { return texts.Say(name, put...).In(l) }

// preferred is the language that a browser asks for first.
func preferred(accept string) bilingual.Language {
	for part := range strings.SplitSeq(accept, ",") {
		switch tag, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ";"); {
		case strings.HasPrefix(tag, "zh"):
			return bilingual.Chinese
		case strings.HasPrefix(tag, "en"):
			return bilingual.English
		}
	}
	return bilingual.English
}
