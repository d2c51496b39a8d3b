package indicator

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/shopspring/decimal"
)

//go:embed indicator.txt
var indicatorText string

var wordings = words.Read("indicator", indicatorText)

var (
	valueText    = wordings.Pattern("value")
	boundAfter   = wordings.Pattern("bound")
	noUnit       = wordings.Pattern("unit.no")
	ratioUnit    = wordings.Pattern("unit.ratio")
	glued        = wordings.Pattern("glued")
	packed       = wordings.Pattern("packed")
	packedStart  = wordings.Pattern("packed.start")
	formTitle    = wordings.Pattern("title")
	generalTitle = wordings.Pattern("title.general")
	projectEnd   = wordings.Pattern("project-end")
)

const (
	// longestUnit is how many characters the unit of a value has at most.
	longestUnit = 8
	// shortestProject is how many characters the name of a project in a title has at least, and
	// fewestOwn how many it has besides words like 市级 and 部门.
	shortestProject = 4
	fewestOwn       = 5
)

// signs are the operators by the terms of their wordings.
var signs = map[string]string{"at-least": "≥", "at-most": "≤", "equal": "=", "more": ">", "less": "<"}

// operators are the signs meant by what is printed for them.
var operators = readOperators()

func readOperators() map[string]string {
	out := map[string]string{}
	for _, term := range wordings.Under("operator") {
		for _, printed := range wordings.Words("operator." + term) {
			out[printed] = signs[term]
		}
	}
	return out
}

// Operator is the sign meant by what is printed for an operator; empty where that is none.
func Operator(printed string) string { return operators[words.Fold(printed)] }

// A Value is what an indicator is to reach.
type Value struct {
	Operator string              // ≥, ≤, =, >, < or empty
	Number   decimal.NullDecimal // null for a value in words
	Unit     string
}

// ReadValue reads the text of a value: ≥95%, 2人, 9391.9元; one in words has no number.
func ReadValue(text string) Value {
	m := valueText.FindStringSubmatch(words.Fold(text))
	if m == nil || utf8.RuneCountInString(m[3]) > longestUnit || noUnit.MatchString(m[3]) {
		return Value{}
	}
	digits, negative := strings.CutPrefix(m[2], "-")
	n, ok := figure.Plain(digits)
	if !ok {
		return Value{}
	}
	if negative {
		n = n.Neg()
	}
	v := Value{Operator: operators[m[1]], Number: decimal.NewNullDecimal(n), Unit: m[3]}
	if b := boundAfter.FindStringSubmatch(v.Unit); b != nil && v.Operator == "" {
		v.Operator, v.Unit = operators[b[2]], b[1]
	}
	return v
}

// UnitIn is the unit that an indicator's name carries in brackets, or "".
func UnitIn(name string) string {
	if u, ok := words.Taken(ratioUnit, words.Fold(name)); ok {
		return u
	}
	return figure.UnitInName(name)
}

// An Indicator is the names of one indicator's levels and its value as printed.
type Indicator struct {
	Levels [3]string
	Text   string
}

// SplitLevels takes apart an indicator's three levels that are printed as one text; not ok where they are
// not.
func SplitLevels(text string) (levels [3]string, ok bool) {
	m := glued.FindStringSubmatch(text)
	if m == nil {
		return levels, false
	}
	return [3]string(m[1:]), true
}

// Unpack gives the indicators that are printed into one cell, one after another.
func Unpack(text string) []Indicator {
	var out []Indicator
	for _, m := range packed.FindAllStringSubmatch(ended(words.Squeeze(text)), -1) {
		out = append(out, Indicator{[3]string(m[1:4]), m[5]})
	}
	return out
}

// ended ends each packed indicator with a full stop, which some leave out.
func ended(s string) string { return packedStart.ReplaceAllString(s, "。$1") }

// ProjectIn is the project that a form's title names, or "".
func ProjectIn(title string) string {
	project, _ := words.Taken(formTitle, title)
	if utf8.RuneCountInString(project) < shortestProject {
		return ""
	}
	name := words.Fold(project)
	if own := without(name, generalTitle); own != name && (utf8.RuneCountInString(own) < fewestOwn || !projectEnd.MatchString(own)) {
		return ""
	}
	return project
}

func without(s string, pattern *words.Pattern) string { return pattern.ReplaceAllString(s, "") }
