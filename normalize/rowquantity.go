package normalize

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
)

// itemQuantity narrows what a column measures to one row.
func itemQuantity(it *Item, unit string, base meaning.Quantity) (meaning.Quantity, bool) {
	q := base
	if it.classified() {
		q.Function, q.GovEconomic, q.Scope = it.FunctionCode, it.GovEconomicCode, scopeOfItem(base.Scope)
		if it.EconomicCode != "" {
			q.Economic = it.EconomicCode
		}
		return q, base.Item == "" && (base.Economic == "" || strings.HasPrefix(q.Economic, base.Economic))
	}
	if it.ProjectCode != "" {
		return q, false
	}
	if class := meaning.Class(it.Label); class != "" && base.Flow != meaning.In {
		q.Function, q.Flow, q.Scope = class, meaning.Out, scopeOfItem(base.Scope)
		return q, base.Item == ""
	}
	label := words.TrimNumber(words.TrimPart(words.TrimNumber(it.Label)))
	if year := rowYear(it); year > 0 && (it.Role == Plain) && base.Stage == meaning.Budget {
		q.Year = year
		return q, true
	}
	if label == "" || it.Role == Total && words.IsGrandTotal(label) && base.Item != "" {
		return q, true
	}
	if it.Role == Plain && unit != "" && (it.UnitCode != "" || unit == bareUnit(it.Label)) {
		return q, namesUnitAlone(it) // the unit's own total
	}
	if year, ok := meaning.YearAlone(label); ok {
		q.Year = year
		return q, true
	}
	return q, q.Read(strings.TrimRight(label, "：:"))
}

// ofYear is the name of a row that tells amounts of another year from those beside them.
var ofYear = words.Expression(`^(20\d\d)年(?:度)?(?:预算(?:数|安排)?)?$`)

// rowYear is the year that a row or one of its cells names; 0 if none does, or several.
func rowYear(it *Item) int {
	year := 0
	for _, k := range append(slices.Clip(it.Keys), Key{Text: it.Label}) {
		if m := ofYear.FindStringSubmatch(words.Squeeze(k.Text)); m != nil {
			n, _ := strconv.Atoi(m[1])
			if year != 0 && year != n {
				return 0
			}
			year = n
		}
	}
	return year
}

// namesUnitAlone says that the cells of a row name its unit and nothing else, but for numbers.
func namesUnitAlone(it *Item) bool {
	return !slices.ContainsFunc(it.Keys, func(k Key) bool { return words.HasHan(k.Text) && bareUnit(k.Text) != bareUnit(it.Label) })
}

// scopeOfItem is the scope that an item has in a column: what is carried over stays so, whether other amounts
// take it in is not said.
func scopeOfItem(scope string) string {
	if scope == meaning.CarriedIn || scope == meaning.CarriedOut {
		return scope
	}
	return ""
}

// rowName is what tells a row from the others of its table.
func rowName(it *Item, unit string, named namedCode) string {
	if named.code != "" {
		return unit + ":" + named.scheme + named.code
	}
	if code := it.FunctionCode + "/" + it.EconomicCode + "/" + it.GovEconomicCode; code != "//" {
		return unit + ":" + code
	}
	return unit + ":" + strconv.Itoa(it.Side) + it.Label
}

// repeatedRows are the names that several rows have. A total that is printed again with the same
// figures, on each page of its table, is one.
func repeatedRows(t *Table, records []*Record, units map[place]string, named map[place]namedCode) map[string]bool {
	first, out := map[string]int{}, map[string]bool{}
	figures := map[int]string{}
	for _, r := range records {
		figures[r.Row] += strconv.Itoa(r.Column) + "=" + r.Value.Decimal.String() + " "
	}
	for own, it := range itemsOf(t) {
		name := rowName(it, units[own], named[own])
		at, seen := first[name]
		if !seen {
			first[name] = own.row
			continue
		}
		if !words.IsGrandTotal(it.Label) || figures[at] != figures[own.row] {
			out[name] = true
		}
	}
	return out
}

// quantity narrows what a column measures to the code that a row's name stands for; false for what a column measures
// that no code of its scheme divides.
func (c namedCode) quantity(base meaning.Quantity) (meaning.Quantity, bool) {
	q := base
	if base.Flow == meaning.In || base.Item != "" {
		return q, false
	}
	q.Flow, q.Scope = meaning.Out, scopeOfItem(base.Scope)
	q.Set(c.scheme, c.code)
	return q, c.scheme != meaning.Economic || strings.HasPrefix(q.Economic, base.Economic)
}
