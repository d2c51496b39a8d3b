package words

import (
	"strconv"
	"strings"
)

var (
	chineseYear = shared.Pattern("year.chinese")
	printedYear = shared.Pattern("year.printed")
)

// An era is how a calendar counts its years.
type era struct {
	year   *Pattern
	before int // the year of ours before its first
}

var eras = []era{{shared.Pattern("year.republic"), 1911}, {shared.Pattern("year.reiwa"), 2018}}

// ours writes the year that a text names by the era as one of our calendar.
func (e era) ours(s string) string {
	return e.year.ReplaceAllStringFunc(s, func(year string) string {
		n, err := strconv.Atoi(Narrow(e.year.FindStringSubmatch(year)[1]))
		if err != nil {
			n = 1 // 元年
		}
		return strconv.Itoa(e.before+n) + "年"
	})
}

// ArabicYears writes the years of a text that are in Chinese numerals (二〇二六年), full-width or counted by an era
// (民國115年) with digits.
func ArabicYears(s string) string {
	for _, e := range eras {
		s = e.ours(s)
	}
	return chineseYear.ReplaceAllStringFunc(s, func(year string) string {
		var b strings.Builder
		letters := []rune(year)
		for _, r := range letters[:len(letters)-1] {
			b.WriteString(strconv.Itoa(yearDigit(r)))
		}
		return b.String() + string(letters[len(letters)-1])
	})
}

// yearDigit is the digit that a numeral of a year stands for; all signs that are no numeral stand for 0.
func yearDigit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case '０' <= r && r <= '９':
		return int(r - '０')
	}
	return digit(r)
}

// YearIn is the first year that a text prints (2026年, 二〇二六年); 0 if it prints none.
func YearIn(s string) int {
	printed, _ := Taken(printedYear, ArabicYears(Narrow(s)))
	year, _ := strconv.Atoi(printed)
	return year
}
