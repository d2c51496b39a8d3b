package reread

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// What another reading is off by must be what the check is off by. A point before three digits may be a comma.
func TestExplains(t *testing.T) {
	record := func(text string) *normalize.Record {
		r := &normalize.Record{Source: recognised, Unit: "万元", Confidence: 0.99}
		r.Reread(text)
		return r
	}
	for _, c := range []struct{ text, off, other string }{
		{"1.234", "1232.766", "1,234"},
		{"1,234", "-1232.766", "1.234"},
		{"12.34", "1", ""},
		{"1432", "1417.68", "14.32"},
		{"6.68", "-30", "36.68"},
		{"12.00", "24.00", "-12.00"},
		{"112.30", "-30", "142.30"},
		{"1.234", "5", ""},
	} {
		r := record(c.text)
		check := &normalize.Check{Unit: "万元", Difference: decimal.NewNullDecimal(decimal.RequireFromString(c.off))}
		got := ""
		for _, text := range readings(r) {
			if explains(*r, text, check) {
				got = text
			}
		}
		if got != c.other {
			t.Errorf("%s off by %s is explained by %q, want %q", c.text, c.off, got, c.other)
		}
	}
}
