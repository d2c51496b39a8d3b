// Package audit holds a dataset that was stored against itself, and tells what was changed since.
package audit

import (
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/told"
)

// Documents compares what a stored dataset has of the documents of one bundle with its own arithmetic.
func Documents(ds *normalize.Dataset, docs []*normalize.Disclosure) {
	a := newAudit(ds, docs)
	a.figures()
	a.checks(ds.Checks)
	a.statuses()
	for _, d := range docs {
		a.counts(ds, d)
	}
	ds.Findings = append(ds.Findings, a.findings()...)
	a.takeBack(ds)
}

// figures compare each figure's text, value and amount in 元, and its text with its cell's.
func (a *audit) figures() {
	for _, e := range a.figuresInOrder() {
		for _, reason := range a.oddities(e) {
			alteration := a.suspect(e)
			alteration.reasons = append(alteration.reasons, reason)
		}
	}
	for _, e := range a.sentences() {
		if c := e.Claim; c.Yuan.Valid && !c.Yuan.Decimal.Equal(e.Value) {
			alteration := a.suspect(e)
			alteration.reasons = append(alteration.reasons, codes.Say("altered-value", c.Value.Decimal.String()+c.Unit, c.Yuan.Decimal))
		}
	}
}

// oddities are the ways in which a record disagrees with itself and with its table's text.
func (a *audit) oddities(e *arithmetic.Figure) []normalize.Sentence {
	r := e.Record
	var out []normalize.Sentence
	says := *r
	if r.Value.Valid && says.Reread(r.Stated()) && !says.Value.Decimal.Equal(r.Value.Decimal) {
		out = append(out, codes.Say("altered-text", r.Stated(), r.Value.Decimal))
	}
	if yuan := words.InYuan(r.Value, r.Unit); r.Yuan.Valid && yuan.Valid && !yuan.Decimal.Equal(r.Yuan.Decimal) {
		out = append(out, codes.Say("altered-amount", r.Value.Decimal.String()+r.Unit, r.Yuan.Decimal))
	}
	if cell := a.printed[e.Ref("")]; cell != "" && r.Value.Valid && !strings.Contains(words.Squeeze(cell), words.Squeeze(r.Text)) {
		out = append(out, codes.Say("altered-cell", r.Text, cell))
	}
	return out
}

// checks makes every check again, and finds out which figures those that come out otherwise have in
// common and others have not.
func (a *audit) checks(stored []normalize.Check) {
	for i := range stored {
		row := &stored[i]
		if !a.has(row.Document) || row.Outcome == normalize.Insufficient {
			continue
		}
		if len(row.Terms) == 0 {
			a.misfits(row, codes.Say("arithmetic-untold"))
			continue
		}
		figures, complete := a.figuresOf(row)
		if !complete {
			continue
		}
		again := arithmetic.Remake(row, figures)
		if !again.ListedIn(row) {
			a.misfits(row, codes.Say("arithmetic-other"))
			continue
		}
		if !again.ComesOut(row) {
			a.changed = append(a.changed, &redone{again, row})
			for _, e := range again.Figures() {
				a.touched[e] = true
			}
			continue
		}
		if why := misjudged(row, again); why != (normalize.Sentence{}) {
			a.misfits(row, why)
		}
		for _, e := range again.Figures() {
			a.held[e] = true
		}
	}
	a.blame(a.changed)
}

// figuresOf are the figures of a stored check's arithmetic. It reports those that are gone, and is false where
// one is not at hand.
func (a *audit) figuresOf(row *normalize.Check) (out []*arithmetic.Figure, complete bool) {
	complete = true
	for _, f := range arithmetic.FiguresOf(row) {
		e := a.at(f)
		if e == nil {
			complete = false
			a.gone(row, f)
		}
		out = append(out, e)
	}
	if !complete {
		for _, e := range out {
			if e != nil {
				a.named[e] = true
			}
		}
	}
	return out, complete
}

// gone reports a figure that a check names and nobody finds, unless its document is not at hand.
func (a *audit) gone(row *normalize.Check, f normalize.FigureRef) {
	what, document := codes.Say("record-gone", f.Record), f.Record.Document
	if f.OfClaim() {
		what, document = codes.Say("claim-gone", f.Claim), f.Claim.Document
	}
	if a.has(document) {
		a.misfits(row, what)
	}
}

// misjudged says what is wrong with the outcome of a stored check whose figures are as they were.
func misjudged(row *normalize.Check, c *arithmetic.Check) normalize.Sentence {
	switch {
	case !row.Difference.Decimal.Equal(row.Actual.Decimal.Sub(row.Expected.Decimal)) && c.Base == nil:
		return codes.Say("other-gap", row.Difference.Decimal, row.Actual.Decimal, row.Expected.Decimal)
	case (row.Outcome == normalize.Fail) != beyond(c, row):
		return codes.Say("other-outcome", row.Outcome, row.Difference.Decimal, row.Tolerance.Decimal)
	}
	return normalize.Sentence{}
}

// beyond says that a stored difference is more than its tolerance.
func beyond(c *arithmetic.Check, row *normalize.Check) bool {
	gap := row.Difference.Decimal
	if !c.AtMost {
		gap = gap.Abs()
	}
	return gap.GreaterThan(row.Tolerance.Decimal)
}

// statuses finds records that are said to be verified and are in no check. Those of checks that come out
// otherwise follow from what was altered, which is told.
func (a *audit) statuses() {
	for _, e := range a.figuresInOrder() {
		if a.unheld(e) && !a.touched[e] && a.altered[e] == nil {
			a.loose = append(a.loose, a.about(e, codes.AlteredStatus, codes.Say("altered-status", told.At(e.Text(), a.tell.Where(e)))))
		}
	}
}

// takeBack lets the dataset at hand count no more as proven than still is.
func (a *audit) takeBack(ds *normalize.Dataset) {
	for _, c := range a.changed {
		a.fail(c)
	}
	for _, e := range a.figuresInOrder() {
		switch {
		case a.altered[e] != nil:
			e.Record.Status = normalize.Contradicted
		case a.unheld(e):
			e.Record.Status = normalize.Unverified
		}
	}
	if len(a.changed)+len(a.order) == 0 {
		return
	}
	for _, d := range a.docs {
		d.Verified, d.Failed = a.proven(ds, d)
	}
}

// fail lets a check count as one that failed, in the tables of its figures too.
func (a *audit) fail(c *redone) {
	if c.row.Outcome == normalize.Fail {
		return
	}
	c.row.Outcome = normalize.Fail
	for _, id := range arithmetic.TablesOf(c.Check) {
		if t := a.tables[id]; t != nil {
			t.Failed++
		}
	}
}

// proven counts a document's verified figures and failed checks.
func (a *audit) proven(ds *normalize.Dataset, d *normalize.Disclosure) (verified, failed int) {
	for _, e := range a.records {
		if e.Document() == d.ID && e.Record.Status == normalize.Verified && e.Record.Value.Valid {
			verified++
		}
	}
	for _, c := range ds.Checks {
		if c.Document == d.ID && c.Outcome == normalize.Fail {
			failed++
		}
	}
	return verified, failed
}

// counts compare what the row of a document counts with what there is.
func (a *audit) counts(ds *normalize.Dataset, d *normalize.Disclosure) {
	verified, failed := a.proven(ds, d)
	var records, figures, tables int
	for _, e := range a.records {
		if e.Document() != d.ID {
			continue
		}
		records++
		if e.Record.IsFigure() {
			figures++
		}
	}
	for _, t := range ds.Tables {
		if t.Document == d.ID {
			tables++
		}
	}
	for _, c := range []struct {
		what      normalize.Sentence
		said, are int
	}{{codes.Say("count-tables"), d.Tables, tables}, {codes.Say("count-records"), d.Records, records}, {codes.Say("count-figures"), d.Figures, figures},
		{codes.Say("count-verified"), d.Verified, verified}, {codes.Say("count-failed"), d.Failed, failed}} {
		if c.said != c.are {
			a.loose = append(a.loose, normalize.Finding{Document: d.ID, Code: codes.AlteredCount, Severity: normalize.Error,
				Sentence: codes.Say("altered-count", c.said, c.what, c.are)})
		}
	}
}
