package across

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A table that says 万元 over amounts in 元 has items larger than the whole; one of debt may be larger,
// and one without functional classes may speak of anything.
func TestImplausibleUnit(t *testing.T) {
	tests := []struct {
		name       string
		form, code string
		yuan       int64
		want       int
	}{
		{"元 under 万元", "", "2010101", 41_000, 1},
		{"the whole", "", "2010101", 1_000, 0},
		{"debt", "", "2010101", 7_000, 0},
		{"no functional class", "", "", 41_000, 0},
		{"an economic class", "", "30101", 41_000, 0},
		{"a known form", "gov-general-expenditure", "2010101", 41_000, 0},
	}
	for _, tt := range tests {
		record := func(table int, form, code string, yuan int64) normalize.Record {
			return normalize.Record{Document: "d", Table: table, Form: form, Keys: []normalize.Key{{Path: "科目", Text: code}},
				Yuan: decimal.NewNullDecimal(decimal.NewFromInt(yuan))}
		}
		ds := &normalize.Dataset{
			Tables:  []normalize.Table{{Document: "d", Number: 1, Form: "gov-general-balance"}, {Document: "d", Number: 2, Form: tt.form}},
			Records: []normalize.Record{record(1, "gov-general-balance", "", 1_000), record(2, tt.form, tt.code, tt.yuan)},
		}
		if got := ImplausibleUnits(ds); len(got) != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		ds.Records = ds.Records[1:]
		if got := ImplausibleUnits(ds); len(got) != 0 {
			t.Errorf("%s, without a summary: %v", tt.name, got)
		}
	}
}
