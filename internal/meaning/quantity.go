// Package meaning says what a figure measures, in the dimensions that budgets are drawn up by: read from
// a table's title, the heads of its columns, the names and codes of its rows, and the words of sentences.
// Which words say what is data: vocabulary.tsv for expressions, titles.tsv for titles.
//
// A word that is not known makes the whole expression unknown. What is not understood has no quantity.
package meaning

import (
	"strconv"
	"strings"
)

// A Quantity is what a figure measures. Of flow, fund, use, source, stage and scope an empty value is
// not said; the whole is All where a dimension divides it. Of the codes, the item, the unit and the
// project an empty value is not divided by it.
type Quantity struct {
	Flow   string // in, out
	Fund   string // all, fiscal, general, government-fund, state-capital, special-account, unit
	Use    string // of what is spent: all, basic, personnel, running, project, remitted, business, subsidies
	Source string // of what is received: all, service, business, superior, affiliates, other
	Item   string // a subject of its own: three-public, abroad, vehicles, reception, meetings, operating, ...

	Function    string // code of the functional classification: 3, 5 or 7 digits
	Economic    string // code of the departments' economic classification
	GovEconomic string // code of the governments' economic classification
	Unit        string // code or name of the unit whose row it is
	Project     string // code or name

	Stage string // budget, adjusted, executed, final
	Year  int    // 0 if it is not said
	Scope string // total (with what was carried over), this-year, carried-in, carried-out
}

// Values of dimensions that rules name.
const (
	All = "all"

	In  = "in"
	Out = "out"

	Fiscal         = "fiscal"
	General        = "general"
	GovernmentFund = "government-fund"
	StateCapital   = "state-capital"

	Basic     = "basic"
	Personnel = "personnel"
	Running   = "running"
	Project   = "project"

	Budget   = "budget"
	Adjusted = "adjusted"
	Executed = "executed"
	Final    = "final"

	ThreePublic = "three-public"

	VehiclesHeld   = "vehicles-held" // counted
	VehiclesBought = "vehicles-bought"

	Total      = "total"
	ThisYear   = "this-year"
	CarriedIn  = "carried-in"
	CarriedOut = "carried-out"
)

// wider gives, for a value of fund, use or item, the one that it is a part of.
var wider = map[string]string{
	General: Fiscal, GovernmentFund: Fiscal, StateCapital: Fiscal, Fiscal: All, "special-account": All, "unit": All,
	Personnel: Basic, Running: Basic, Basic: All, Project: All, "remitted": All, "business": All, "subsidies": All,
	"abroad": ThreePublic, "vehicles": ThreePublic, "reception": ThreePublic, "vehicle-purchase": "vehicles", "vehicle-running": "vehicles",
	"procurement-goods": "procurement", "procurement-works": "procurement", "procurement-services": "procurement",
}

// Wider is the fund, the use or the item that one is a part of; empty for All and for what is not said.
func Wider(v string) string { return wider[v] }

// Within says that a fund or a use is a part of another, or the same.
func Within(part, whole string) bool {
	for v := part; v != ""; v = wider[v] {
		if v == whole {
			return true
		}
	}
	return false
}

// Said says that every dimension that must be said is: two quantities that are said and equal are the
// same amount wherever they are printed.
func (q Quantity) Said() bool {
	if q.Flow == "" || q.Fund == "" || q.Year == 0 || q.Stage == "" {
		return false
	}
	if q.Flow == In {
		return q.Source != ""
	}
	return q.Use != ""
}

// Narrower says that a quantity says all that another does.
func (q Quantity) Narrower(o Quantity) bool {
	for _, d := range dimensions {
		if v := *d.at(&o); v != "" && v != *d.at(&q) {
			return false
		}
	}
	return o.Year == 0 || o.Year == q.Year
}

// Set gives a dimension a value, empty for none.
func (q *Quantity) Set(name, value string) {
	if at := q.dimension(name); at != nil {
		*at = value
	}
}

// Fits says that two quantities can be the same: no dimension that both say differs. A sentence that says 支出
// alone may speak of any fund.
func (q Quantity) Fits(o Quantity) bool {
	either := func(a, b string) bool { return a == "" || b == "" || a == b }
	return q.Function == o.Function && q.Economic == o.Economic && q.GovEconomic == o.GovEconomic && q.Item == o.Item &&
		q.Unit == o.Unit && q.Project == o.Project &&
		either(q.Flow, o.Flow) && either(q.Fund, o.Fund) && either(q.Use, o.Use) && either(q.Source, o.Source) &&
		either(q.Stage, o.Stage) && either(q.Scope, o.Scope) && (q.Year == 0 || o.Year == 0 || q.Year == o.Year)
}

// FitsLoosely is Fits for quantities of which one says 财政拨款 where 一般公共预算财政拨款 can be meant.
func (q Quantity) FitsLoosely(o Quantity) bool {
	near := q.Fund == Fiscal && o.Fund == General || q.Fund == General && o.Fund == Fiscal
	q.Fund = o.Fund
	return near && q.Fits(o)
}

// dimension is one named value of a quantity.
type dimension struct {
	name string
	at   func(*Quantity) *string
}

var dimensions = []dimension{
	{"flow", func(q *Quantity) *string { return &q.Flow }},
	{"fund", func(q *Quantity) *string { return &q.Fund }},
	{"use", func(q *Quantity) *string { return &q.Use }},
	{"source", func(q *Quantity) *string { return &q.Source }},
	{"item", func(q *Quantity) *string { return &q.Item }},
	{"function", func(q *Quantity) *string { return &q.Function }},
	{"economic", func(q *Quantity) *string { return &q.Economic }},
	{"gov-economic", func(q *Quantity) *string { return &q.GovEconomic }},
	{"unit", func(q *Quantity) *string { return &q.Unit }},
	{"project", func(q *Quantity) *string { return &q.Project }},
	{"stage", func(q *Quantity) *string { return &q.Stage }},
	{"scope", func(q *Quantity) *string { return &q.Scope }},
}

// String is the quantity as datasets write it: what is said of it, in a fixed order, parts parted by
// blanks: flow=out fund=general use=basic function=2130301 stage=budget year=2026. Blanks inside a
// value become underscores.
func (q Quantity) String() string {
	var parts []string
	for _, d := range dimensions {
		if v := *d.at(&q); v != "" {
			parts = append(parts, d.name+"="+strings.Join(strings.Fields(v), "_"))
		}
	}
	if q.Year != 0 {
		parts = append(parts, "year="+strconv.Itoa(q.Year))
	}
	return strings.Join(parts, " ")
}

// Parse reads what String writes, and what the data files say of words: pairs of a dimension and a
// value. It is false for a dimension that there is none of.
func Parse(text string) (q Quantity, ok bool) {
	for _, part := range strings.Fields(text) {
		name, value, _ := strings.Cut(part, "=")
		if name == "year" {
			year, err := strconv.Atoi(value)
			if err != nil {
				return q, false
			}
			q.Year = year
			continue
		}
		field := q.dimension(name)
		if field == nil || value == "" {
			return q, false
		}
		*field = value
	}
	return q, true
}

func (q *Quantity) dimension(name string) *string {
	for _, d := range dimensions {
		if d.name == name {
			return d.at(q)
		}
	}
	return nil
}
