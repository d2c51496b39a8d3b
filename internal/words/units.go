package words

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
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

// unitList are all units.
var unitList = sync.OnceValue(func() []unit { return readUnits(unitsText) })

var (
	worth   = sync.OnceValue(func() map[string]decimal.Decimal { return worths(unitList()) })
	inCells = sync.OnceValue(func() map[string]bool { return unitsIn(unitList(), "cell") })
	inProse = sync.OnceValue(func() map[string]bool { return unitsIn(unitList(), "prose") })
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
	worthOfOne, ok = worth()[name]
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
var BaseUnit = baseUnit(unitsText)

func baseUnit(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if name, rest, _ := strings.Cut(line, "\t"); strings.HasPrefix(rest, "money\t1\t") {
			return name
		}
	}
	panic("units.txt: none is worth 1")
}

// IsUnit says whether a text is a unit that can stand behind a figure in a cell, or in brackets behind
// a name: 万元, %, 辆.
func IsUnit(text string) bool { return inCells()[Narrow(text)] }

// IsUnitInProse says whether a text is a unit that can stand behind a figure in a sentence: 万元, 个百分点.
func IsUnitInProse(text string) bool { return inProse()[text] }

// IsShare says whether a unit is one of shares: %, 个百分点.
func IsShare(name string) bool { return kindOf(name) == "share" }

// IsCount says whether a unit counts what is whole: 辆, 人次. Areas, lengths and times have parts.
func IsCount(name string) bool { return kindOf(name) == "count" }

// IsMoney says whether a unit is one of money, China's or another's.
func IsMoney(name string) bool {
	kind := kindOf(name)
	return kind == "money" || kind == "foreign"
}

// kindOf is what a unit is one of, or "" where it is not known.
func kindOf(name string) string {
	i := slices.IndexFunc(unitList(), func(u unit) bool { return u.name == name })
	if i < 0 {
		return ""
	}
	return unitList()[i].kind
}

// unitConcepts are the units as concepts of a glossary, the longest first so that none is taken for a part of
// another: unit.money, unit.foreign, and unit.prose for all that stand behind figures in sentences.
func unitConcepts() *parsed {
	p := &parsed{concepts: map[string]*concept{}}
	add := func(id, meaning string, of func(*unit) bool) {
		var list []unit
		for _, u := range unitList() {
			if of(&u) {
				list = append(list, u)
			}
		}
		slices.SortStableFunc(list, func(a, b unit) int {
			return utf8.RuneCountInString(b.name) - utf8.RuneCountInString(a.name)
		})
		c := &concept{meaning: meaning}
		for _, u := range list {
			c.entries = append(c.entries, entry{regexp.QuoteMeta(u.name), u.source, u.example})
		}
		p.concepts[id], p.order = c, append(p.order, id)
	}
	add("unit.money", "units of China's money", func(u *unit) bool { return u.kind == "money" })
	add("unit.foreign", "units of other money", func(u *unit) bool { return u.kind == "foreign" })
	add("unit.prose", "units behind figures in sentences", func(u *unit) bool { return u.where == "prose" || u.where == "both" })
	return p
}
