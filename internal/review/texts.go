package review

import (
	_ "embed"
	"fmt"
	"strings"
)

// A Language is one of those that pages are written in.
type Language string

// Languages of the pages.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Languages are all of them.
var Languages = []Language{Chinese, English}

func (l Language) other() Language {
	if l == Chinese {
		return English
	}
	return Chinese
}

//go:embed texts.txt
var textFile string

var texts = readTexts(textFile)

func readTexts(data string) map[Language]map[string]string {
	out := map[Language]map[string]string{English: {}, Chinese: {}}
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		if f := strings.Split(line, "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out[English][f[0]], out[Chinese][f[0]] = f[1], f[2]
		}
	}
	return out
}

// say is a text of the catalogue with what is put into it. One that is not there shows its name.
func (l Language) say(name string, put ...any) string {
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
func preferred(accept string) Language {
	for part := range strings.SplitSeq(accept, ",") {
		switch tag, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ";"); {
		case strings.HasPrefix(tag, "zh"):
			return Chinese
		case strings.HasPrefix(tag, "en"):
			return English
		}
	}
	return English
}
