package across

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// mostOfSummary is how many times the largest amount of a document's summary tables no table of items by
// functional class can be. Of 766 tables of 60 disclosures of governments and
// departments, whatever they list, the largest but one has 6.6 times, a table of debt; that one, 41 times,
// prints 万元 over amounts in 元.
var mostOfSummary = decimal.NewFromInt(20)

// summaryForms hold the totals of all that a document's agency or government takes in and spends.
var summaryForms = map[string]bool{"gov-general-balance": true, "budget-summary": true, "final-summary": true}

// classCode is a code of the functional classification of expenditure (支出功能分类): class 201 to
// 2xx, with or without its sections and items.
var classCode = words.Expression(`^2\d{2}(\d{2}){1,2}$`)

// ImplausibleUnits finds tables whose unit, as printed, cannot be theirs: items by functional class that
// are many times what the whole document speaks of. They are parts of it.
func ImplausibleUnits(ds *normalize.Dataset) []normalize.Finding {
	largest, classes, whole := magnitudes(ds)
	var out []normalize.Finding
	for i := range ds.Tables {
		t := &ds.Tables[i]
		r, all := largest[arithmetic.TableID{Document: t.Document, Number: t.Number}], whole[t.Document]
		if r == nil || t.Form != "" || !classes[arithmetic.TableID{Document: t.Document, Number: t.Number}] || !all.IsPositive() {
			continue
		}
		if amount := r.Yuan.Decimal.Abs(); amount.GreaterThan(all.Mul(mostOfSummary)) {
			out = append(out, normalize.Finding{Document: t.Document, Code: codes.ImplausibleUnit, Severity: normalize.Warning,
				Page: r.Page, Table: t.Number, Row: r.Row, Column: r.Column,
				Sentence: codes.Say("implausible-unit", r.Stated()+r.Unit, amount.DivRound(all, 0))})
		}
	}
	return out
}

// magnitudes gives the record with the largest amount of each table, which tables list functional classes,
// and the largest amount in 元 of each document's summary tables.
func magnitudes(ds *normalize.Dataset) (largest map[arithmetic.TableID]*normalize.Record, classes map[arithmetic.TableID]bool, whole map[string]decimal.Decimal) {
	largest, classes, whole = map[arithmetic.TableID]*normalize.Record{}, map[arithmetic.TableID]bool{}, map[string]decimal.Decimal{}
	for i := range ds.Records {
		r := &ds.Records[i]
		id := arithmetic.TableID{Document: r.Document, Number: r.Table}
		classes[id] = classes[id] || r.FunctionCode != "" || namesClass(r)
		if !r.Yuan.Valid || classCode.MatchString(r.Text) {
			continue
		}
		amount := r.Yuan.Decimal.Abs()
		if summaryForms[r.Form] {
			whole[r.Document] = decimal.Max(whole[r.Document], amount)
		}
		if largest[id] == nil || amount.GreaterThan(largest[id].Yuan.Decimal.Abs()) {
			largest[id] = r
		}
	}
	return largest, classes, whole
}

// namesClass says that a record's row is named by a code of the functional classification.
func namesClass(r *normalize.Record) bool {
	return slices.ContainsFunc(r.Keys, func(k normalize.Key) bool { return classCode.MatchString(k.Text) })
}
