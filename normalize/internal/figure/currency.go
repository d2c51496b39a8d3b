package figure

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// A currency is the money that a sign stands for.
type currency struct {
	unit string   // the money itself; empty where the sign is that of several (dollars), or says no more than none does
	ends []string // how units of money end that it can stand before: 万美元
}

// Chinese is the sign of China's money. Its amounts mean the same with it as without.
const Chinese = "¥"

// anyCurrency is how units end whose currency the row names.
const anyCurrency = "原币"

var (
	currencies = map[string]currency{
		Chinese: {"", []string{"日元", "円"}},
		"$":     {"", []string{"美元", "港元", "臺幣元", "台幣元", "臺幣千元", "台幣千元"}},
		"US$":   {"美元", []string{"美元"}},
		"HK$":   {"港元", []string{"港元"}},
		"NT$":   {"新臺幣元", []string{"臺幣元", "台幣元", "臺幣千元", "台幣千元"}},
		"€":     {"欧元", []string{"欧元"}},
		"£":     {"英镑", []string{"英镑"}},
	}
	currencySign = words.Expression(`^([-+(负負]{0,2})(¥|(?:US|HK|NT)?\$|€|£)([-+(负負]?[\d.,].*)$`)
)

// cutCurrency takes the sign of a currency off a figure, before or behind its minus or bracket.
func cutCurrency(s string) (sign, rest string) {
	m := currencySign.FindStringSubmatch(s)
	if m == nil {
		return "", s
	}
	return m[2], m[1] + m[3]
}

// canStandBefore says that a unit can be one of the money that a sign stands for. A figure with China's sign in a column of
// shares or counts is left to the column.
func canStandBefore(sign, unit string) bool {
	if sign == Chinese && (!words.IsMoney(unit) || isChinese(unit)) {
		return true
	}
	return strings.HasSuffix(unit, anyCurrency) ||
		slices.ContainsFunc(currencies[sign].ends, func(end string) bool { return strings.HasSuffix(unit, end) })
}

func isChinese(unit string) bool {
	_, ok := words.Yuan(unit)
	return ok
}
