package narrative

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

// A figure is a number with its unit inside a sentence.
type figure struct {
	start, end int // bytes in the text it was read from
	text       string
	value      decimal.Decimal
	unit       string
	measure    figureMeasure
}

type figureMeasure int

const (
	money figureMeasure = iota
	percentage
	quantityOf // vehicles, people, pieces
)

var figurePattern = wordings.Pattern("figure")

var (
	notAFigureBefore = wordings.Pattern("figure.not")
	thresholdAfter   = wordings.Pattern("threshold")
	moneyBefore      = wordings.Pattern("money-before")
	clauseEnds       = words.Expression(`^([（），；。、]|$)`)
	rangeAfter       = wordings.Pattern("range.after")
	rangeBefore      = wordings.Pattern("range.before")
	rangeFrom        = wordings.Pattern("range.from")
	rateAfter        = words.Expression(`^/`)
)

// readFigures finds the figures of a text. Years, ordinals, item numbers, thresholds (50万元以上) and the ends of ranges (5%—6%)
// are none; 0.39万 behind the name of an amount is one in 万元.
// Amounts in capitals are read as well.
func readFigures(text string) []figure {
	var out []figure
	for _, m := range figurePattern.FindAllStringSubmatchIndex(text, -1) {
		start, unit := m[0], text[m[6]:m[7]]
		if text[start] == '-' && negatesNothing(tail(text[:start])) {
			start++
		}
		if inRange(text, start, m[1], unit) || notAFigureBefore.MatchString(tail(text[:start])) || thresholdAfter.MatchString(text[m[1]:]) || rateAfter.MatchString(text[m[1]:]) {
			continue
		}
		value, err := decimal.NewFromString(strings.ReplaceAll(text[start:m[6]], ",", ""))
		if err != nil {
			continue
		}
		if !words.IsUnitInProse(unit) { // 万 alone
			if !moneyBefore.MatchString(tail(text[:start])) || !clauseEnds.MatchString(text[m[1]:]) {
				continue
			}
			unit += words.BaseUnit
		}
		out = append(out, figure{start, m[1], text[start:m[1]], value, unit, measureOf(unit)})
	}
	return withCapitals(text, withBarePercentages(text, out))
}

// inRange says that a number with its unit is one end of a range. Both ends measure the same: 1亿元到12个县 and 增长5%至42亿元 are two figures, and
// so are an amount and what it became (由10万元到12万元).
func inRange(text string, start, end int, unit string) bool {
	before := tail(text[:start])
	if rangeFrom.MatchString(before) {
		return false
	}
	if other, ok := words.Taken(rangeAfter, text[end:]); ok {
		m := figurePattern.FindStringSubmatchIndex(other)
		return m == nil || m[0] > 0 || alike(other[m[6]:m[7]], unit)
	}
	m := rangeBefore.FindStringSubmatch(before)
	return m != nil && (m[1] == "" || alike(m[1], unit))
}

var barePercentage = wordings.Pattern("percentage.bare")

// withBarePercentages adds the percentages whose % was forgotten: 增加5万元，增长13.95。
func withBarePercentages(text string, figures []figure) []figure {
	all := barePercentage.FindAllStringSubmatchIndex(text, -1)
	for _, m := range all {
		value, err := decimal.NewFromString(strings.ReplaceAll(text[m[2]:m[3]], ",", ""))
		if err == nil {
			figures = append(figures, figure{m[2], m[3], text[m[2]:m[3]], value, "", percentage})
		}
	}
	if len(all) > 0 {
		sort.SliceStable(figures, func(i, j int) bool { return figures[i].start < figures[j].start })
	}
	return figures
}

// longestLead is how many bytes before a figure decide whether it is one: 支出决算数合计为 and its like.
const longestLead = 60

// tail is the end of what stands before a figure, cut at a character.
func tail(before string) string {
	if len(before) <= longestLead {
		return before
	}
	before = before[len(before)-longestLead:]
	for before != "" && !utf8.RuneStart(before[0]) {
		before = before[1:]
	}
	return before
}

// negatesNothing says that a hyphen after this text is a dash or a range, not a minus sign.
func negatesNothing(before string) bool {
	return before == "" || notAFigureBefore.MatchString(before) || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "—")
}

// alike says whether two units measure the same; 万 and 亿 alone are of money.
func alike(a, b string) bool {
	for _, unit := range []*string{&a, &b} {
		if !words.IsUnitInProse(*unit) {
			*unit += words.BaseUnit
		}
	}
	return measureOf(a) == measureOf(b) && (measureOf(a) != quantityOf || a == b)
}

func measureOf(unit string) figureMeasure {
	switch {
	case words.IsMoney(unit):
		return money
	case words.IsShare(unit):
		return percentage
	}
	return quantityOf
}

// yuan is the figure's worth in 元; null where its unit is none of money.
func (f figure) yuan() decimal.NullDecimal {
	return words.InYuan(decimal.NewNullDecimal(f.value), f.unit)
}
