package figure

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed unit.txt
var unitText string

var (
	wordings     = words.Read("unit", unitText)
	statedUnit   = wordings.Pattern("stated")
	statedThings = wordings.Pattern("stated.things")
	wordedAmount = wordings.Pattern("amount")
	unsettled    = wordings.Pattern("unsettled")
	titledUnit   = wordings.Pattern("titled")
	underUnit    = wordings.Pattern("under")
	bareUnit     = wordings.Pattern("bare")
	foreignUnit  = wordings.Pattern("foreign")
	foreignBare  = wordings.Pattern("foreign.bare")
	countedIn    = wordings.Pattern("counted")
	misprinted   = wordings.Pattern("misprinted")
	overAmount   = wordings.Pattern("over-amount")
	brokenUnit   = wordings.Pattern("broken")
	bracketMoney = wordings.Pattern("bracket.money")
	bracketOdd   = wordings.Pattern("bracket.unknown")
	bracketRound = wordings.Pattern("bracket.round")
	bracketOne   = wordings.Pattern("bracket.one")
	bracketOther = wordings.Pattern("bracket.other")
	bracketRate  = wordings.Pattern("bracket.rate")
	rateUnit     = wordings.Pattern("rate")
	bracketCount = wordings.Pattern("bracket.count")
	budgetLevel  = wordings.Pattern("level")
	countOf      = wordings.Pattern("count")
	otherMoney   = wordings.Words("foreign.name")[0]
	unsaidMoney  = wordings.Words("foreign.unsaid")[0]
)

// StatedUnit is the unit of money that a line over a table states, or "": of two, neither holds for the whole table.
func StatedUnit(line string) string {
	s := wordedAmount.ReplaceAllString(words.Fold(line), "")
	if unsettled.MatchString(s) {
		return ""
	}
	if u, ok := words.Taken(statedUnit, s); ok {
		return u
	}
	if u, ok := words.Taken(bareUnit, s); ok {
		return u
	}
	if u, ok := words.Taken(foreignUnit, s); ok {
		return named(otherMoney, u)
	}
	if u, ok := words.Taken(foreignBare, s); ok {
		return named(unsaidMoney, u)
	}
	if u, ok := words.Taken(countedIn, s); ok {
		return u
	}
	if u, ok := words.Taken(misprinted, s); ok {
		return u
	}
	if u, ok := words.Taken(brokenUnit, s); ok {
		return u + words.BaseUnit
	}
	return ""
}

// StatedThings is the unit of things counted or measured, or of shares, that a line over a table states alone (单位：人), or "".
func StatedThings(line string) string {
	u, ok := words.Taken(statedThings, words.Fold(line))
	if !ok || !words.IsUnit(u) || words.IsMoney(u) {
		return ""
	}
	return u
}

// TitledUnit is the unit of money with which a table's title ends, in brackets, or "".
func TitledUnit(title string) string {
	u, _ := words.Taken(titledUnit, words.Fold(title))
	return u
}

// UnitCell is the unit of money that is all that a text holds, as in a row under a table's head, or "".
func UnitCell(text string) string {
	u, _ := words.Taken(underUnit, words.Fold(text))
	return u
}

// named is a unit of other money, with that money's name where it would be taken for 元 without.
func named(money, unit string) string {
	if _, same := words.Yuan(unit); same {
		return money + unit
	}
	return unit
}

// UnitInName is the unit that a header or a row's name carries in brackets, or "". What stands before the 元 of an unknown unit may have been a
// multiple of it: such brackets give none, while others behind the name may.
func UnitInName(name string) string {
	s := words.Fold(name)
	odd := false
	for _, m := range bracketMoney.FindAllStringSubmatchIndex(s, -1) {
		if bracketRound.MatchString(s[m[0]:m[1]]) {
			continue
		}
		u, _ := words.Taken(bracketMoney, s[m[0]:m[1]])
		if u != words.BaseUnit || !bracketOdd.MatchString(s[m[0]:m[1]]) {
			return u
		}
		odd = true
	}
	if odd {
		return ""
	}
	if u, ok := words.Taken(bracketRate, s); ok {
		return u
	}
	if u, ok := words.Taken(bracketCount, s); ok && words.IsUnit(u) {
		return u
	}
	return ""
}

// UnknownUnit is the unit of money that a header or a row's name carries in brackets and that is not known (方元, 仟元), or "".
func UnknownUnit(name string) string { return notUnit(bracketOther, name) }

// OneInHead is the amount of one of a unit of money that a header carries in brackets (一百万元) and that may be the unit of its column, or "".
func OneInHead(head string) string { return notUnit(bracketOne, head) }

// notUnit is what a name that has no unit in its brackets has there instead, or "".
func notUnit(instead *words.Pattern, name string) string {
	u, ok := words.Taken(instead, words.Fold(name))
	if !ok || UnitInName(name) != "" {
		return ""
	}
	return u
}

// IsRateUnit says that a text is money for one of what is counted and nothing else (万元/年), as a column of units prints it.
func IsRateUnit(text string) bool { return rateUnit.MatchString(words.Fold(text)) }

// UnitOfRow is the unit that a row's name carries in brackets, or "". 项 there is the level of an item
// of the classification unless the name counts something: 行政许可事项数量（项）.
func UnitOfRow(name string) string {
	s := words.Fold(name)
	if budgetLevel.MatchString(s) && !countOf.MatchString(s) {
		return ""
	}
	return UnitInName(s)
}
