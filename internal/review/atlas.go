package review

import (
	"cmp"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// An atlas has the expenditure of agencies by functional class, of each as its latest document tells it.
type atlas struct {
	names map[string]string                     // of classes, by code
	sums  map[string]map[string]decimal.Decimal // by agency and class
	all   map[string]decimal.Decimal            // by class
	total map[string]decimal.Decimal            // by agency
	first map[string]map[string]string          // a page with the amount
}

func newAtlas(stored *dataset.Stored) (*atlas, error) {
	var byDocument groups.Groups[string, *normalize.Fact]
	ofClass := func(column func(string) string) bool {
		return column("flow") == "out" && len(column("function_code")) == classCode && column("year") == column("amount_year") && column("unit_code") == "" && column("economic_code") == ""
	}
	err := stored.EachFact(ofClass, func(f *normalize.Fact) {
		byDocument.Add(f.Document, f)
	})
	a := &atlas{map[string]string{}, map[string]map[string]decimal.Decimal{}, map[string]decimal.Decimal{}, map[string]decimal.Decimal{}, map[string]map[string]string{}}
	latest := map[string]int{} // by agency: the year of its latest document
	for _, all := range byDocument.All() {
		f := all[0]
		latest[f.Agency] = max(latest[f.Agency], f.Year)
	}
	for _, all := range byDocument.All() {
		if f := all[0]; f.Agency != "" && a.sums[f.Agency] == nil && f.Year == latest[f.Agency] {
			a.add(classes(all, f.Year))
		}
	}
	return a, err
}

func (a *atlas) add(facts []*normalize.Fact) {
	for _, f := range facts {
		code := f.Quantity.Function
		if a.sums[f.Agency] == nil {
			a.sums[f.Agency], a.first[f.Agency] = map[string]decimal.Decimal{}, map[string]string{}
		}
		a.names[code] = cmp.Or(a.names[code], f.FunctionName, code)
		a.sums[f.Agency][code] = a.sums[f.Agency][code].Add(f.Yuan)
		a.total[f.Agency] = a.total[f.Agency].Add(f.Yuan)
		a.all[code] = a.all[code].Add(f.Yuan)
		if a.first[f.Agency][code] == "" {
			a.first[f.Agency][code] = pagePage(f.Document, f.Page) + "#" + recordAnchor(f.Record)
		}
	}
}
