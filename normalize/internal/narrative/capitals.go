package narrative

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

var (
	capitals      = wordings.Pattern("capitals")
	capitalGroup  = wordings.Pattern("capitals.group")
	capitalBefore = wordings.Pattern("capitals.before")
	capitalDigits = wordings.Words("capitals.digits")[0]
)

// withCapitals adds the amounts that are written in capitals (人民币捌万陆仟元整), in 元.
func withCapitals(text string, figures []figure) []figure {
	if !inCapitals(text) {
		return figures
	}
	for _, m := range capitals.FindAllStringSubmatchIndex(text, -1) {
		if printed := text[m[0]:m[1]]; inCapitals(printed) && !capitalBefore.MatchString(tail(text[:m[0]])) && clauseEnds.MatchString(text[m[1]:]) {
			figures = append(figures, figure{m[0], m[1], printed, capitalAmount(text, m), words.BaseUnit, money})
		}
	}
	slices.SortStableFunc(figures, func(a, b figure) int { return a.start - b.start })
	return figures
}

// inCapitals says that a text has digits in capitals.
func inCapitals(text string) bool { return strings.ContainsAny(text, capitalDigits) }

// capitalAmount adds up what an amount in capitals says of each group of four digits, 亿, 万 and 元, and of 角 and 分.
func capitalAmount(text string, m []int) decimal.Decimal {
	sum := decimal.Zero
	for i, power := range []int32{8, 4, 0, -1, -2} {
		if from, to := m[2*i+2], m[2*i+3]; from >= 0 {
			sum = sum.Add(fourDigits(text[from:to]).Shift(power))
		}
	}
	return sum
}

// fourDigits is a number below ten thousand in capitals: 叁仟零伍拾, and 拾 alone for 壹拾.
func fourDigits(text string) decimal.Decimal {
	n, m := 0, capitalGroup.FindStringSubmatch(text)
	for i, digit := range m[1:] {
		n *= 10
		if at := strings.Index(capitalDigits, digit); digit != "" {
			n += at / len(digit)
		} else if i == 2 && capitalTen.MatchString(text) {
			n++
		}
	}
	return decimal.NewFromInt(int64(n))
}

var capitalTen = wordings.Pattern("capitals.ten")
