package verdict

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// printedNames are the amounts that tables print under each name.
func printedNames(tables []*table.Table) names {
	out := names{}
	for _, s := range tables {
		for _, e := range s.Figures {
			for _, key := range namesAndValue(e, e.Value) {
				if seen := out[key]; len(seen) == 0 || seen[len(seen)-1] != s.ID() {
					out[key] = append(seen, s.ID())
				}
			}
		}
	}
	return out
}

// names are the tables that print a name with an amount.
type names map[string][]arithmetic.TableID

// elsewhere says that another table prints the value under the figure's name.
func (n names) elsewhere(e *arithmetic.Figure, v decimal.Decimal) bool {
	if e.Record == nil {
		return false
	}
	for _, key := range namesAndValue(e, v) {
		for _, table := range n[key] {
			if table != e.Table() {
				return true
			}
		}
	}
	return false
}

// tellOf says that failing sums of rows would come out with what another table prints under the name of a figure that all of
// them have. Where that figure is all that the total is made of, the other table prints no more than the total again, and totals have
// one name in all tables.
func (n names) tellOf(failing []*arithmetic.Check) bool {
	first := failing[0]
	if n == nil || !OfRows(first) || filled(first.Parts) < 2 || len(failing) > 1 && !haveCommonFigure(failing) {
		return false
	}
	for e, v := range first.AllNeeds {
		if v.IsZero() || words.EndsAsTotal(e.Record.Label) || !n.elsewhere(e, v) {
			continue
		}
		if !slices.ContainsFunc(failing, func(c *arithmetic.Check) bool { holds, _, _ := c.If(e, v); return !holds }) {
			return true
		}
	}
	return false
}

// namesAndValue are what a figure may be looked up by elsewhere: its row's name with the codes, and the bare
// name alone, since some items have one name as an economic class and as a function.
func namesAndValue(e *arithmetic.Figure, v decimal.Decimal) []string {
	r := e.Record
	value := "|" + v.String()
	out := []string{r.Label + "|" + r.FunctionCode + r.EconomicCode + r.GovEconomicCode + value}
	if name := itemName(r.Label); len([]rune(name)) >= telltaleName {
		out = append(out, name+value)
	}
	return out
}

// telltaleName is how many characters a name has at least that means one thing in all tables.
const telltaleName = 5

// itemName is a row's name without its code, its number and 支出 at the end.
func itemName(label string) string {
	label = leadingCode.ReplaceAllString(words.TrimNumber(label), "")
	return strings.TrimSuffix(label, "支出")
}

var leadingCode = words.Expression(`^[\[【（(]?\d{3,7}[\]】）)]?[-—]?`)
