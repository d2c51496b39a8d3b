package reread_test

import (
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/reread"
	"github.com/shopspring/decimal"
)

// read takes the shipped document and makes its figures recognised ones.
func read(t *testing.T) *normalize.Dataset {
	t.Helper()
	doc, err := extract.Read(t.Context(), "../../../../testdata/hongqi-2026/doc.pdf", extract.Options{})
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
	reconcile.Check(ds, reconcile.Options{})
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
	reconcile.Check(ds, reconcile.Options{})
	if r = &ds.Records[i]; r.Text != "131.33" || r.First != "131.83" || r.Status != normalize.Verified {
		t.Errorf("%q, first %q, %s", r.Text, r.First, r.Status)
	}
	if code(ds, codes.ReadingTaken) != 1 {
		t.Errorf("%d findings tell of it, want 1", code(ds, codes.ReadingTaken))
	}
}

// Nothing is changed to fit: without a reading that says so, a wrong figure stays as it was read.
func TestNoReadingNoChange(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	r := &ds.Records[i]
	r.Reread("131.83")
	r.Others = []string{"181.33", "no figure"}
	reconcile.Check(ds, reconcile.Options{})
	if r = &ds.Records[i]; r.Text != "131.83" || r.First != "" || r.Status == normalize.Verified {
		t.Errorf("%q, first %q, %s", r.Text, r.First, r.Status)
	}
}

// A right figure keeps its reading, whatever else was read.
func TestVerifiedFiguresStay(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	ds.Records[i].Others = []string{"131.83"}
	reconcile.Check(ds, reconcile.Options{})
	if r := ds.Records[i]; r.Text != "131.33" || r.First != "" {
		t.Errorf("%q, first %q", r.Text, r.First)
	}
}

func TestDoubtfulFiguresAreFindings(t *testing.T) {
	ds := read(t)
	for i := range ds.Records {
		ds.Records[i].Confidence = 0.5
	}
	reconcile.Check(ds, reconcile.Options{})
	reconcile.Check(ds, reconcile.Options{})
	want := 0
	for i := range ds.Records {
		if r := &ds.Records[i]; r.Status == normalize.Unverified && r.Value.Valid {
			want++
		}
	}
	if got := code(ds, codes.DoubtfulFigure); got != want || want == 0 || want == len(ds.Records) {
		t.Errorf("%d findings, want %d", got, want)
	}
}

// TestUntriedReadingsAreTold keeps that too many doubts are not passed over in silence.
func TestUntriedReadingsAreTold(t *testing.T) {
	ds := read(t)
	i := verified(t, ds)
	ds.Records[i].Text, ds.Records[i].Value.Valid = "131;33", false
	for range reread.MostRuns + 1 {
		ds.Records[i].Others = append(ds.Records[i].Others, "131.38")
	}
	for range 2 {
		reconcile.Check(ds, reconcile.Options{})
		if n := code(ds, codes.ReadingsUntried); n != 1 {
			t.Fatalf("%d findings of untried readings", n)
		}
	}
}

// An identity that fails with a recognised figure is held against the publisher only if the figure was read surely
// and no other reading of it explains what is amiss.
func TestMisreadingIsNoErrorOfThePublisher(t *testing.T) {
	errors := func(change func(*normalize.Record)) (severe, all int) {
		ds := read(t)
		i := verified(t, ds)
		r := &ds.Records[i]
		r.Reread("131.83")
		change(r)
		reconcile.Check(ds, reconcile.Options{})
		for _, f := range ds.Findings {
			if f.Check == 0 || !holds(ds, f, &ds.Records[i]) {
				continue
			}
			all++
			if f.Severity == normalize.Error {
				severe++
			}
		}
		return severe, all
	}
	if severe, _ := errors(func(*normalize.Record) {}); severe == 0 {
		t.Error("a figure that was read surely and contradicts its sums is no error")
	}
	severe, all := errors(func(r *normalize.Record) { r.Confidence = 0.5 })
	if all == 0 {
		t.Error("nothing tells of the identities that fail with a figure that was read with doubt")
	}
	if severe > 0 {
		t.Errorf("%d of %d are errors of the publisher", severe, all)
	}
}

// holds says whether a finding comes from a check that a record takes part in.
func holds(ds *normalize.Dataset, f normalize.Finding, r *normalize.Record) bool {
	for _, c := range ds.Checks {
		if c.Number == f.Check && c.Document == f.Document {
			return slices.Contains(c.Records, r.Ref())
		}
	}
	return false
}

// What has a figure's digits and marks through them is told also where most of its column is words, a date and a word are not.
func TestStruckFiguresAreTold(t *testing.T) {
	for text, want := range map[string]int{"287/43": 1, "〓": 1, "12\\30": 1, "9391.9二": 1, "无": 0, "二": 0, "二十": 0, "3台": 0, "2024/12/31": 0, "2024—2026": 0, "—": 0, "≥95%": 0, "=1/3": 0} {
		ds := read(t)
		i := verified(t, ds)
		ds.Records = append([]normalize.Record(nil), ds.Records...)
		at := ds.Records[i]
		for k := range ds.Records {
			if r := &ds.Records[k]; r.Table == at.Table && r.Column == at.Column {
				r.Text, r.Value, r.Yuan = "无", decimal.NullDecimal{}, decimal.NullDecimal{}
			}
		}
		ds.Records[i].Text = text
		reconcile.Check(ds, reconcile.Options{})
		told := 0
		for _, f := range ds.Findings {
			if f.Code == codes.DoubtfulFigure && f.Table == at.Table && f.Column == at.Column {
				told++
			}
		}
		if told != want {
			t.Errorf("%q: %d findings in its column, want %d", text, told, want)
		}
	}
}
