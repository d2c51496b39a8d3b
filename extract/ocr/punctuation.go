package ocr

import "unicode"

// wide are the full-width forms of marks that engines give in half width, or mistake for brackets of
// titles.
var wide = map[string]string{
	",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "〈": "（", "〉": "）", "?": "？", "!": "！",
}

// widened gives marks beside Chinese characters the full width in which Chinese print sets them. A
// bracket of a title stays where its partner is one.
func widened(r Reading) Reading {
	titles := r.count("〈") == r.count("〉")
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

// closed widens a bracket whose partner is wide.
func closed(r Reading) Reading {
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

func (r Reading) count(text string) int {
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
