package reread

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
)

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

// A sum holds with a nought or without: it proves none that may be the ring of a pen in a blank cell.
func TestSumsProveNoNought(t *testing.T) {
	for confidence, want := range map[float64]normalize.Status{0.5: normalize.Unverified, 0.93: normalize.Unverified, 0.99: normalize.Verified} {
		ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Verified: 4}}}
		c := normalize.Check{Document: "d", Outcome: normalize.Pass}
		for row, value := range []int64{7, 3, 4, 0} {
			r := normalize.Record{Document: "d", Table: 1, Row: row, Column: 1, Source: page.OCR, Confidence: 0.99,
				Status: normalize.Verified, Value: decimal.NewNullDecimal(decimal.NewFromInt(value))}
			if value == 0 {
				r.Confidence = confidence
			}
			ds.Records = append(ds.Records, r)
			c.Records = append(c.Records, r.Ref())
		}
		ds.Checks = []normalize.Check{c, c}
		withdraw(ds)
		if got := ds.Records[3].Status; got != want {
			t.Errorf("a nought read with %v: %s, want %s", confidence, got, want)
		}
	}
}

// What two files of a bundle print alike proves nothing if one of them was read with doubt.
func TestCopiesInTwoFiles(t *testing.T) {
	amount := func(document string, confidence float64) normalize.Record {
		return normalize.Record{Document: document, Table: 1, Row: 1, Column: 1, Source: page.OCR, Confidence: confidence,
			Status: normalize.Verified, Value: decimal.NewNullDecimal(decimal.NewFromInt(7))}
	}
	for _, test := range []struct {
		other float64 // confidence of the other file's figure
		want  normalize.Status
	}{{0.5, normalize.Unverified}, {0.99, normalize.Verified}} {
		ds := &normalize.Dataset{
			Disclosures: []normalize.Disclosure{{ID: "a", Verified: 1}, {ID: "b", Verified: 1}},
			Records:     []normalize.Record{amount("a", 0.99), amount("b", test.other)},
			Checks: []normalize.Check{{Document: "a", Outcome: normalize.Pass,
				Records: []normalize.Ref{{Table: 1, Row: 1, Column: 1}, {Document: "b", Table: 1, Row: 1, Column: 1}}}},
		}
		withdraw(ds)
		for _, r := range ds.Records {
			if r.Status != test.want {
				t.Errorf("beside a figure read with %.2f the one in %s is %s", test.other, r.Document, r.Status)
			}
		}
	}
}

// A whole column in which commas were read as points adds up all the same: only a figure whose marks cannot be mistaken
// shows which they are.
func TestMarksThatSlipAlikeProveNothing(t *testing.T) {
	for _, test := range []struct {
		texts string
		want  normalize.Status
	}{
		{"1.200 2.300 3.500", normalize.Unverified},
		{"1,200 2,300 3,500", normalize.Unverified},
		{"1,200 2,300 725 4,225", normalize.Verified},
		{"1,200 2,300 1,234,567 1,238,067", normalize.Verified},
		{"1.200 2.300 0.725 4.225", normalize.Verified},
		{"1.200 2.300 1,234.000 1,237.500", normalize.Verified},
		{"1.200 2.300 725 728.5", normalize.Unverified},
		{"1.20 2.30 3.50", normalize.Verified},
	} {
		ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d"}}}
		check := normalize.Check{Document: "d", Outcome: normalize.Pass}
		for i, text := range strings.Fields(test.texts) {
			r := normalize.Record{Document: "d", Table: 1, Row: i + 1, Column: 1, Source: page.OCR, Confidence: 0.99, Status: normalize.Verified}
			r.Reread(text)
			ds.Records = append(ds.Records, r)
			check.Records = append(check.Records, r.Ref())
		}
		ds.Checks = []normalize.Check{check}
		withdraw(ds)
		if got := ds.Records[0].Status; got != test.want {
			t.Errorf("%s: %s, want %s", test.texts, got, test.want)
		}
	}
}

// A percentage proves no last digit that it would hold without: -4% is a change of 5 against 112 as well as against 113. One with more
// decimals does, and so does a percentage of few.
func TestCoarseSharesProveNothing(t *testing.T) {
	for _, test := range []struct {
		change, base, percent string
		tolerance             string
		want                  normalize.Status // of the base
	}{
		{"-5", "112", "-4", "0.97", normalize.Unverified},
		{"-5", "112", "-4.4643", "0.0001", normalize.Verified},
		{"-5", "7", "-71", "1", normalize.Verified},
	} {
		figure := func(column int, text string) normalize.Record {
			return normalize.Record{Document: "d", Table: 1, Row: 1, Column: column, Source: page.OCR, Confidence: 0.99, Text: text,
				Status: normalize.Verified, Value: decimal.NewNullDecimal(decimal.RequireFromString(text))}
		}
		ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Verified: 3}}}
		ds.Records = []normalize.Record{figure(1, test.base), figure(2, test.change), figure(3, test.percent)}
		ref := func(i int) normalize.FigureRef { return normalize.FigureRef{Record: ds.Records[i].Ref()} }
		hundred := decimal.NewFromInt(100)
		ds.Checks = []normalize.Check{{Document: "d", Outcome: normalize.Pass, Records: []normalize.Ref{ref(2).Record, ref(1).Record, ref(0).Record}, Compared: ref(2),
			Terms:  []normalize.Term{{FigureRef: ref(1)}, {FigureRef: ref(0), Base: true}},
			Actual: ds.Records[2].Value, Expected: decimal.NewNullDecimal(ds.Records[1].Value.Decimal.Mul(hundred).Div(ds.Records[0].Value.Decimal)),
			Tolerance: decimal.NewNullDecimal(decimal.RequireFromString(test.tolerance))}}
		withdraw(ds)
		if got := ds.Records[0].Status; got != test.want {
			t.Errorf("%s%% of %s: %s", test.percent, test.base, got)
		}
	}
}
