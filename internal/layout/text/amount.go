package text

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
)

// endsAmount says whether b, a figure, begins behind the decimals of a, so that they are two however
// near they stand.
func endsAmount(a, b string) bool {
	return figure.Is(a) && figure.HasDecimals(a) && figure.Is(b) && figure.IsDigit(FirstRune(strings.TrimLeft(b, "-(（")))
}

// decimals says whether b holds the decimals of the figure a: "964 .85" is one figure.
func decimals(a, b string) bool {
	return len(b) > 1 && b[0] == '.' && figure.IsDigit(rune(b[1])) && figure.Is(a) && figure.IsDigit(LastRune(a)) && !strings.Contains(a, ".")
}

// buttsName says whether an amount, set right, ends where a name of the next column, set left, begins:
// lists side by side leave no blank between them. What counts or measures the amount is no name.
func buttsName(amount, name string) bool {
	return figure.Is(amount) && figure.HasDecimals(amount) && utf8.RuneCountInString(name) >= 2 &&
		(unicode.Is(unicode.Han, FirstRune(name)) && !amountUnits.MatchString(name) || numberedName.MatchString(name))
}

// numberedName is a name of a list whose number stands in brackets: （一）一般公共服务支出.
var numberedName = regexp.MustCompile(`^[(（][一二三四五六七八九十]+[)）]`)

// amountUnits is what follows an amount that belongs to it: 元, 万元, 平方米, 以上, 个. A counter stands
// alone, for names begin with the same characters: 人员经费, 项目支出, 公用经费, 年末结转.
var amountUnits = regexp.MustCompile(`^([元千百万亿倍吨亩米升多余左至到和与或]|平方|立方|公里|公顷|公斤|以[上下内]|[个人户辆台套件次项年月日天](\P{Han}|$))`)
