package words

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Style is a way in which the items of a list are numbered.
type Style int

// The styles, outermost first, as official documents use them.
const (
	Unnumbered       Style = iota
	Section                // 第一部分
	Chinese                // 一、
	BracketedChinese       // （一）
	Arabic                 // 1.
	BracketedArabic        // （1）
	Circled                // ①
)

// DeepestLevel is the level of the innermost style.
const DeepestLevel = int(Circled - Section)

// styles are the patterns of each style; the first group is the number.
var styles = [...]*Pattern{
	Section:          shared.Pattern("number.section"),
	Chinese:          shared.Pattern("number.chinese"),
	BracketedChinese: shared.Pattern("number.bracketed-chinese"),
	Arabic:           shared.Pattern("number.arabic"),
	BracketedArabic:  shared.Pattern("number.bracketed-arabic"),
	Circled:          shared.Pattern("number.circled"),
}

// A Numbering is the number with which an item of a list begins.
type Numbering struct {
	Style  Style
	Number int
	Length int // bytes of the text that the number takes, with its mark
}

// Level is how deep the style stands in an outline: 1 for 第一部分 and 一、, up to 5 for ①; 0 for no number.
func (n Numbering) Level() int {
	if n.Style == Section {
		return 1
	}
	return max(int(n.Style-Section), 0)
}

// Numbered is the number that a text begins with; its Style is Unnumbered where it begins with none. An
// amount or a year is no number of a list: 12.50万元, 2026年.
func Numbered(s string) Numbering {
	for style := Section; style <= Circled; style++ {
		if m := styles[style].FindStringSubmatchIndex(s); m != nil {
			return Numbering{style, ordinal(s[m[2]:m[3]]), markEnd(m)}
		}
	}
	return Numbering{}
}

// markEnd is where a number's mark ends: a pattern's second group, where it has one, is what follows it.
func markEnd(m []int) int {
	if len(m) > 4 && m[4] >= 0 {
		return m[4]
	}
	return m[1]
}

// serialMark is what stands behind a number in a list, and is left out where a column of its own prints the numbers.
const serialMark = "、"

// Serial is the number that is all that a cell of a column of numbers prints: 一, （二）, 3; its Style is Unnumbered where it prints anything else.
func Serial(s string) Numbering {
	for _, text := range []string{s, s + serialMark} {
		if n := Numbered(text); n.Length == len(text) && n.Style != Section {
			return n
		}
	}
	return Numbering{}
}

// TrimNumber takes the number of a list off a text.
func TrimNumber(s string) string { return s[Numbered(s).Length:] }

// numerals are the Chinese digits from 1 to 9, in their order.
var numerals = sync.OnceValue(func() string { return strings.Join(shared.Words("numeral.digit"), "") })

// ordinal reads 12, 十二 or ⑫; it is 0 for what is no number.
func ordinal(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	total, unit := 0, 0
	for _, r := range s {
		switch worth, isTens := tens()[r]; {
		case r >= firstCircled && r <= lastCircled:
			return int(r-firstCircled) + 1
		case isTens:
			total += max(unit, 1) * worth
			unit = 0
		case digit(r) > 0:
			unit = digit(r)
		}
	}
	return total + unit
}

const firstCircled, lastCircled = '①', '⑳'

// IsCircled says whether a text is nothing but a circled number: ①.
func IsCircled(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && r >= firstCircled && r <= lastCircled
}

// tens are what the Chinese signs of ten and a hundred are worth.
var tens = sync.OnceValue(func() map[rune]int { return tensOf(shared.Words("numeral.tens")) })

func tensOf(signs []string) map[rune]int {
	out, worth := map[rune]int{}, 10
	for _, s := range signs {
		r, _ := utf8.DecodeRuneInString(s)
		out[r] = worth
		worth *= 10
	}
	return out
}

// digit is what a Chinese digit is worth, 1 to 9; 0 for any other letter.
func digit(r rune) int {
	if i := strings.IndexRune(numerals(), r); i >= 0 {
		return utf8.RuneCountInString(numerals()[:i]) + 1
	}
	return 0
}
