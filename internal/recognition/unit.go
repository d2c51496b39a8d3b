package recognition

import (
	"regexp"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
)

// unitAlike are characters that 万 and 亿 are misread as where ink is lost, before 元 that stands as a unit: in brackets, behind a colon or behind a
// number. Nothing else is written so, and 元 without them is ten thousand times less.
var unitAlike = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:[（(：:]|[\d]|^)[百千]?([方力刀忆])元(?:[）)]|$)`)
})

// withUnits gives units of money their own character.
func withUnits(r ocr.Reading) ocr.Reading {
	text := solid(r)
	m := unitAlike().FindStringSubmatchIndex(text)
	if m == nil || len(r.Symbols) != utf8.RuneCountInString(text) {
		return r
	}
	i := utf8.RuneCountInString(text[:m[2]])
	r.Symbols = slices.Clone(r.Symbols)
	if r.Symbols[i].Text == "忆" {
		r.Symbols[i].Text = "亿"
	} else {
		r.Symbols[i].Text = "万"
	}
	return r
}
