package recognition

import (
	"image"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
)

// oneWide is the least room that 一 takes, as a share of the line's height.
const oneWide = 0.75

// wide are the full-width forms of marks that engines give in half width, or mistake for brackets of
// titles.
var wide = map[string]string{
	",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "〈": "（", "〉": "）", "?": "？", "!": "！",
}

// widened gives marks beside Chinese characters the full width in which Chinese print sets them. A
// bracket of a title stays where its partner is one.
func widened(r ocr.Reading) ocr.Reading {
	titles := count(r, "〈") == count(r, "〉")
	for i, s := range r.Symbols {
		full, mark := wide[s.Text]
		if !mark || titles && (s.Text == "〈" || s.Text == "〉") {
			continue
		}
		if i > 0 && chinese(r.Symbols[i-1].Text) || i+1 < len(r.Symbols) && chinese(r.Symbols[i+1].Text) {
			r.Symbols[i].Text, r.Symbols[i].Blank = full, false
		}
	}
	return closed(r)
}

// Numbers of years as Chinese print writes them: 二〇二五年. The nought is a ring that is read as one of many
// letters, or as two of them.
var ringYear = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|二)([OoQG@C0〇○Ｏ０]+)([一二三四五六七八九]{1,2})年`)
})

// ringed gives the noughts of years written in Chinese their own character.
func ringed(r ocr.Reading) ocr.Reading {
	text := solid(r)
	if len(r.Symbols) != utf8.RuneCountInString(text) {
		return r
	}
	r.Symbols = slices.Clone(r.Symbols)
	for _, m := range slices.Backward(ringYear().FindAllStringSubmatchIndex(text, -1)) {
		from, to := utf8.RuneCountInString(text[:m[2]]), utf8.RuneCountInString(text[:m[3]])
		noughts := 3 - utf8.RuneCountInString(text[m[4]:m[5]])
		if to-from < noughts {
			continue
		}
		for i := from; i < from+noughts; i++ {
			r.Symbols[i].Text, r.Symbols[i].Blank = "〇", false
		}
		r.Symbols = slices.Delete(r.Symbols, from+noughts, to)
	}
	return r
}

// strokes are what engines give for 一, the stroke that is a character.
const strokes = "-–—~·`'"

// leadingOne makes of a dash in front of Chinese characters the character 一 where it has the room of one:
// 一般公共预算. Dashes are narrower. Ink that stands there and that no character was read for is one too.
func leadingOne(r ocr.Reading, all []sign, line image.Rectangle) ocr.Reading {
	next := slices.IndexFunc(all, func(s sign) bool { return !atHalfHeight(s.box, line) })
	if len(r.Symbols) < 3 || next < 0 || float64(all[next].box.Min.X-line.Min.X) < oneWide*float64(line.Dy()) {
		return r
	}
	n := 0
	for n < 2 && strings.Contains(strokes+"一", r.Symbols[n].Text) {
		n++
	}
	if !chinese(r.Symbols[n].Text) || n == 1 && r.Symbols[0].Text == "一" || n == 0 && next == 0 {
		return r
	}
	out := slices.Clone(r.Symbols)
	if n == 0 {
		out = append([]ocr.Symbol{out[0]}, out...)
	} else {
		out = slices.Delete(out, 1, n) // the engine read one stroke as several
	}
	out[0].Text = "一"
	return ocr.Reading{Symbols: out}
}

// withoutStrokes drops dashes behind Chinese characters at the end of a line in a cell: strokes of a pen, and rests of
// rulings. No name ends so, and no head; a dash farther off may be the amount of the next column.
func withoutStrokes(r ocr.Reading, high int) ocr.Reading {
	n := len(r.Symbols)
	for n > 0 && strings.Contains("-–—", r.Symbols[n-1].Text) {
		n--
	}
	if n < 2 || n == len(r.Symbols) || !han(r.Symbols[n-1].Text) || !han(r.Symbols[n-2].Text) || r.Symbols[n].Box.Min.X-r.Symbols[n-1].Box.Max.X >= high {
		return r
	}
	r.Symbols = r.Symbols[:n]
	return r
}

func han(text string) bool { return unicode.Is(unicode.Han, []rune(text)[0]) }

// closed widens a bracket whose partner is wide.
func closed(r ocr.Reading) ocr.Reading {
	open := -1
	for i, s := range r.Symbols {
		switch s.Text {
		case "（", "(":
			open = i
		case "）", ")":
			if open >= 0 && r.Symbols[open].Text+s.Text != "()" {
				r.Symbols[open].Text, r.Symbols[i].Text = "（", "）"
			}
			open = -1
		}
	}
	return r
}

func count(r ocr.Reading, text string) int {
	n := 0
	for _, s := range r.Symbols {
		if s.Text == text {
			n++
		}
	}
	return n
}

// chinese says whether a symbol is a Chinese character or mark.
func chinese(text string) bool {
	for _, r := range text {
		return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3100 || r >= 0xff00 && r < 0xff60
	}
	return false
}
