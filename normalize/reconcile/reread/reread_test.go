package reread

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// read takes the shipped document and makes its figures recognised ones.
func read(t *testing.T) *normalize.Dataset {
	t.Helper()
	doc, err := extract.Read(t.Context(), "../../../testdata/hongqi-2026/doc.pdf", extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ds := normalize.Document(doc)
	for i := range ds.Records {
		ds.Records[i].Source, ds.Records[i].Confidence = page.OCR, 0.95
	}
	return ds
}

// verified is the place of a record that several identities hold.
func verified(t *testing.T, ds *normalize.Dataset) int {
	t.Helper()
	reconcile.Check(ds)
	for i := range ds.Records {
		if r := &ds.Records[i]; r.Text == "131.33" && r.Status == normalize.Verified {
			return i
		}
	}
	t.Fatal("no such record")
	return 0
}

func code(ds *normalize.Dataset, code string) int {
	n := 0
	for _, f := range ds.Findings {
		if f.Code == code {
			n++
		}
	}
	return n
}

func TestTheReadingThatAddsUpIsTaken(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	r := &ds.Records[i]
	r.Reread("131.83")
	r.Others = []string{"181.33", "131.33", "131.38"}
	reconcile.Check(ds)
	Settle(ds)
	if r = &ds.Records[i]; r.Text != "131.33" || r.First != "131.83" || r.Status != normalize.Verified {
		t.Errorf("%q, first %q, %s", r.Text, r.First, r.Status)
	}
	if code(ds, Taken) != 1 {
		t.Errorf("%d findings tell of it, want 1", code(ds, Taken))
	}
}

// Nothing is changed to fit: without a reading that says so, a wrong figure stays as it was read.
func TestNoReadingNoChange(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	r := &ds.Records[i]
	r.Reread("131.83")
	r.Others = []string{"181.33", "no figure"}
	reconcile.Check(ds)
	Settle(ds)
	if r = &ds.Records[i]; r.Text != "131.83" || r.First != "" || r.Status == normalize.Verified {
		t.Errorf("%q, first %q, %s", r.Text, r.First, r.Status)
	}
}

// A right figure keeps its reading, whatever else was read.
func TestVerifiedFiguresStay(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	ds.Records[i].Others = []string{"131.83"}
	Settle(ds)
	if r := ds.Records[i]; r.Text != "131.33" || r.First != "" {
		t.Errorf("%q, first %q", r.Text, r.First)
	}
}

func TestDoubtfulFiguresAreFindings(t *testing.T) {
	ds := read(t)
	reconcile.Check(ds)
	for i := range ds.Records {
		ds.Records[i].Confidence = 0.5
	}
	Settle(ds)
	Settle(ds)
	want := 0
	for i := range ds.Records {
		if r := &ds.Records[i]; r.Status == normalize.Unverified && r.Value.Valid {
			want++
		}
	}
	if got := code(ds, Doubtful); got != want || want == 0 || want == len(ds.Records) {
		t.Errorf("%d findings, want %d", got, want)
	}
}

// TestUntriedReadingsAreTold keeps that too many doubts are not passed over in silence.
func TestUntriedReadingsAreTold(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	ds.Records[i].Reread("131.83")
	for range mostRuns + 1 {
		ds.Records[i].Others = append(ds.Records[i].Others, "131.38")
	}
	reconcile.Check(ds)
	for range 2 {
		Settle(ds)
		if n := code(ds, Untried); n != 1 {
			t.Fatalf("%d findings of untried readings", n)
		}
	}
}

// A total and its only part, misread alike, agree and prove nothing; a sum of several parts does.
func TestCopiesProveNothing(t *testing.T) {
	amount := func(row int, value int64, confidence float64) normalize.Record {
		return normalize.Record{Document: "d", Table: 1, Row: row, Column: 1, Source: page.OCR, Confidence: confidence,
			Status: normalize.Verified, Value: decimal.NewNullDecimal(decimal.NewFromInt(value))}
	}
	check := func(outcome normalize.Outcome, rows ...int) normalize.Check {
		c := normalize.Check{Document: "d", Outcome: outcome}
		for _, row := range rows {
			c.Records = append(c.Records, normalize.Ref{Table: 1, Row: row, Column: 1})
		}
		return c
	}
	for _, test := range []struct {
		why        string
		confidence float64 // of the first figure
		part       float64 // of the second
		checks     []normalize.Check
		want       normalize.Status
	}{
		{"a copy read with doubt", 0.95, 0.5, []normalize.Check{check(normalize.Pass, 1, 2, 5)}, normalize.Unverified},
		{"a copy, both read without doubt", 0.95, 0.95, []normalize.Check{check(normalize.Pass, 1, 2, 5)}, normalize.Verified},
		{"a copy, both read nearly without doubt", 0.93, 0.93, []normalize.Check{check(normalize.Pass, 1, 2, 5)}, normalize.Unverified},
		{"a copy, and a sum that fails", 0.95, 0.95, []normalize.Check{check(normalize.Pass, 1, 2), check(normalize.Fail, 1, 3, 4)}, normalize.Unverified},
		{"a sum, and another that fails", 0.95, 0.5, []normalize.Check{check(normalize.Pass, 1, 2, 3), check(normalize.Fail, 1, 4)}, normalize.Verified},
		{"doubt, and a sum", 0.5, 0.95, []normalize.Check{check(normalize.Pass, 1, 2, 3)}, normalize.Verified},
		{"doubt, and a sum of doubts", 0.5, 0.5, []normalize.Check{check(normalize.Pass, 1, 2, 3)}, normalize.Unverified},
		{"doubt, and two sums of doubts", 0.5, 0.5, []normalize.Check{check(normalize.Pass, 1, 2, 3), check(normalize.Pass, 1, 2, 4)}, normalize.Verified},
		{"doubt, and a sum that fails", 0.5, 0.95, []normalize.Check{check(normalize.Pass, 1, 2, 3), check(normalize.Fail, 1, 4)}, normalize.Unverified},
		{"within rounding", 0.95, 0.95, []normalize.Check{check(normalize.Rounding, 1, 2, 3)}, normalize.Unverified},
	} {
		ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Verified: 5}}, Checks: test.checks}
		ds.Records = []normalize.Record{amount(1, 7, test.confidence), amount(2, 3, test.part), amount(3, 4, 0.95), amount(4, 5, 0.95), amount(5, 0, 0.3)}
		withdraw(ds)
		if got := ds.Records[0].Status; got != test.want {
			t.Errorf("%s: %s", test.why, got)
		}
	}
}
