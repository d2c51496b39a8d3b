package words

import (
	"strconv"
	"strings"
)

var (
	chineseYear = shared.Pattern("year.chinese")
	printedYear = shared.Pattern("year.printed")
)

// ArabicYears writes the years of a text that are in Chinese numerals (二〇二六年) with digits.
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

// yearDigit is the digit that a numeral of a year stands for: 2 stands for itself, all signs that are no
// numeral for 0.
func yearDigit(r rune) int {
	if r == '2' {
		return 2
	}
	return digit(r)
}

// YearIn is the first year that a text prints (2026年, 二〇二六年); 0 if it prints none.
func YearIn(s string) int {
	printed, _ := Taken(printedYear, ArabicYears(Narrow(s)))
	year, _ := strconv.Atoi(printed)
	return year
}
