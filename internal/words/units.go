package words

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// A unit is what a figure is printed in.
type unit struct {
	name, kind, where string
	yuan              decimal.Decimal // what one is worth in 元; zero for what is none of China's money
	source, example   string
}

//go:embed units.txt
var unitsText string

var unitList = readUnits(unitsText)

var (
	worth   = worths(unitList)
	inCells = unitsIn(unitList, "cell")
	inProse = unitsIn(unitList, "prose")
)

func readUnits(text string) []unit {
	var out []unit
	for _, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 7 {
			panic(fmt.Sprintf("units.txt: %q has %d fields", line, len(f)))
		}
		u := unit{name: f[0], kind: f[1], where: f[3], source: f[5], example: f[6]}
		if f[2] != "-" {
			u.yuan = decimal.RequireFromString(f[2])
		}
		out = append(out, u)
	}
	return out
}

func worths(all []unit) map[string]decimal.Decimal {
	out := map[string]decimal.Decimal{}
	for _, u := range all {
		if u.kind == "money" {
			out[u.name] = u.yuan
		}
	}
	return out
}

func unitsIn(all []unit, where string) map[string]bool {
	out := map[string]bool{}
	for _, u := range all {
		if u.where == where || u.where == "both" {
			out[u.name] = true
		}
	}
	return out
}

// Yuan is what one of a unit is worth in 元; not ok where it is no unit of China's money.
func Yuan(name string) (worthOfOne decimal.Decimal, ok bool) {
	worthOfOne, ok = worth[name]
	return worthOfOne, ok
}

// InYuan is an amount of a unit in 元; null where there is none, or the unit is none of China's money.
func InYuan(amount decimal.NullDecimal, name string) decimal.NullDecimal {
	one, ok := Yuan(name)
	if !ok || !amount.Valid {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(amount.Decimal.Mul(one))
}

// BaseUnit is the unit in which all amounts of China's money can be given.
var BaseUnit = baseUnit(unitList)

func baseUnit(all []unit) string {
	one := slices.IndexFunc(all, func(u unit) bool { return u.yuan.Equal(decimal.New(1, 0)) })
	return all[one].name
}

// IsUnit says whether a text is a unit that can stand behind a figure in a cell, or in brackets behind
// a name: 万元, %, 辆.
func IsUnit(text string) bool { return inCells[Narrow(text)] }

// IsUnitInProse says whether a text is a unit that can stand behind a figure in a sentence: 万元, 个百分点.
func IsUnitInProse(text string) bool { return inProse[text] }

// IsShare says whether a unit is one of shares: %, 个百分点.
func IsShare(name string) bool {
	i := slices.IndexFunc(unitList, func(u unit) bool { return u.name == name })
	return i >= 0 && unitList[i].kind == "share"
}

// IsMoney says whether a unit is one of money, China's or another's.
func IsMoney(name string) bool {
	i := slices.IndexFunc(unitList, func(u unit) bool { return u.name == name })
	return i >= 0 && (unitList[i].kind == "money" || unitList[i].kind == "foreign")
}

// unitConcepts writes the units as concepts of a glossary, the longest first so that none is taken for a part of
// another: unit.money, unit.foreign, and unit.prose for all that stand behind figures in sentences.
func unitConcepts(text string) string {
	var money, foreign, prose []unit
	for _, u := range readUnits(text) {
		switch u.kind {
		case "money":
			money = append(money, u)
		case "foreign":
			foreign = append(foreign, u)
		}
		if u.where == "prose" || u.where == "both" {
			prose = append(prose, u)
		}
	}
	return unitTerm("unit.money", "units of China's money", money) + unitTerm("unit.foreign", "units of other money", foreign) + unitTerm("unit.prose", "units behind figures in sentences", prose)
}

func unitTerm(id, meaning string, units []unit) string {
	slices.SortStableFunc(units, func(a, b unit) int {
		return utf8.RuneCountInString(b.name) - utf8.RuneCountInString(a.name)
	})
	var b strings.Builder
	fmt.Fprintf(&b, "\n[%s] %s\n", id, meaning)
	for _, u := range units {
		fmt.Fprintf(&b, "from %s\n%s\t%s\n", u.source, regexp.QuoteMeta(u.name), u.example)
	}
	return b.String()
}
