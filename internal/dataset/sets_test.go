package dataset

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// A name printed with （本级） over some tables is the document's own agency; one under which the same
// forms come again is another's, as it was when the document was read.
func TestSetsComeBack(t *testing.T) {
	table := func(number int, form, agency string) normalize.Table {
		return normalize.Table{Document: "daaaaaaaaaaaa", Number: number, Form: form, Title: form, Agency: agency, FirstPage: number, LastPage: number,
			Columns: []normalize.Column{{Number: 1, Role: normalize.LabelColumn}}, Rows: []normalize.Row{{Number: 1}}}
	}
	ds := &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{ID: "daaaaaaaaaaaa", File: "a.pdf", SHA256: "daaaaaaaaaaaa", Agency: "某市财政局", Year: 2026, Kind: normalize.Budget, Level: normalize.Department}},
		Tables: []normalize.Table{
			table(1, "budget-summary", "某市财政局"), table(2, "budget-revenue", "某市财政局（本级）"), table(3, "budget-expenditure", "某市财政局"),
			table(4, "budget-summary", "某市财政学校"), table(5, "budget-revenue", "某市财政学校"),
		},
	}
	stored, err := Open(write(t, ds, CSV))
	if err != nil {
		t.Fatal(err)
	}
	got, err := stored.Dataset("daaaaaaaaaaaa")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "", "", "某市财政学校", "某市财政学校"} {
		if set := got.Tables[i].Set; set != want {
			t.Errorf("table %d of %s came back in the set %q, want %q", i+1, got.Tables[i].Agency, set, want)
		}
	}
}
