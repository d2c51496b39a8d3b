package reread

import (
	"cmp"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
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

// A sum that fails is not held against the publisher where a part of it may have been left out: beside its figures one was read with doubt, or
// is what it is off by, as where the code of its row was misread.
func TestPartsThatMayBeLeftOut(t *testing.T) {
	for why, c := range map[string]struct {
		beside normalize.Record
		want   normalize.Severity
	}{
		"nothing of doubt beside it":      {normalize.Record{Row: 3, Column: 1, Text: "5", Confidence: 0.99}, normalize.Error},
		"a doubtful figure in the column": {normalize.Record{Row: 3, Column: 1, Text: "5", Confidence: 0.5}, normalize.Warning},
		"a doubtful figure in a row":      {normalize.Record{Row: 1, Column: 2, Text: "5", Confidence: 0.5}, normalize.Warning},
		"a doubtful figure elsewhere":     {normalize.Record{Row: 3, Column: 2, Text: "5", Confidence: 0.5}, normalize.Error},
		"a doubtful word in the row":      {normalize.Record{Row: 1, Column: 2, Text: "其他", Confidence: 0.5}, normalize.Error},
		"ink that was not read":           {normalize.Record{Row: 3, Column: 1, Text: "〓"}, normalize.Warning},
		"what it is off by, read surely":  {normalize.Record{Row: 3, Column: 1, Text: "0.94", Confidence: 0.99}, normalize.Warning},
		"the same, elsewhere":             {normalize.Record{Row: 3, Column: 2, Text: "0.94", Confidence: 0.99}, normalize.Error},
		"the same, of a text layer":       {normalize.Record{Row: 3, Column: 1, Text: "0.94", Confidence: 1, Source: page.Text}, normalize.Error},
	} {
		ds := &normalize.Dataset{Records: []normalize.Record{{Row: 1, Column: 1, Text: "168.07", Confidence: 0.99}, {Row: 2, Column: 1, Text: "167.13", Confidence: 0.99}, c.beside}}
		for i := range ds.Records {
			r := &ds.Records[i]
			r.Document, r.Table, r.Source, r.Unit = "d", 1, cmp.Or(r.Source, recognised), "万元"
			if v, err := decimal.NewFromString(r.Text); err == nil {
				r.Value = decimal.NewNullDecimal(v)
			}
		}
		ds.Checks = []normalize.Check{{Document: "d", Number: 1, Outcome: normalize.Fail, Unit: "万元", Difference: decimal.NewNullDecimal(decimal.RequireFromString("-0.94")),
			Records: []normalize.Ref{ds.Records[0].Ref(), ds.Records[1].Ref()}}}
		ds.Findings = []normalize.Finding{{Document: "d", Check: 1, Severity: normalize.Error}}
		doubtErrors(ds)
		if got := ds.Findings[0].Severity; got != c.want {
			t.Errorf("%s: %s, want %s", why, got, c.want)
		}
	}
}
