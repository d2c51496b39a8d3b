package review

import (
	_ "embed"
	"fmt"
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

var texts = readTexts(textFile)

func readTexts(data string) map[bilingual.Language]map[string]string {
	out := map[bilingual.Language]map[string]string{bilingual.English: {}, bilingual.Chinese: {}}
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		if f := strings.Split(line, "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out[bilingual.English][f[0]], out[bilingual.Chinese][f[0]] = f[1], f[2]
		}
	}
	return out
}

// say is a text of the catalogue with what is put into it. One that is not there shows its name.
func say(l bilingual.Language, name string, put ...any) string {
	text, ok := texts[l][name]
	if !ok {
		return name
	}
	for i, p := range put {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%d}", i), fmt.Sprint(p))
	}
	return text
}

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
