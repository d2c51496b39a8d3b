package words

import (
	"strconv"
	"strings"
)

var (
	chineseYear = shared.Pattern("year.chinese")
	printedYear = shared.Pattern("year.printed")
)

// ArabicYears writes the years of a text that are in Chinese numerals (二〇二六年) or full-width with digits.
func ArabicYears(s string) string {
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
