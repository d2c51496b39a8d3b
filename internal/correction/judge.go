package correction

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/normalize"
)

// judgements are what can be said of a finding.
var judgements = []normalize.Judgement{normalize.Confirmed, normalize.Misreading, normalize.Accepted}

// IsJudgement says whether a text is one.
func IsJudgement(text string) bool { return slices.Contains(judgements, normalize.Judgement(text)) }

// Subject is what a judgement of a finding names it by: its document, its code, and the figure that it points at with the
// place where that is printed; of one that points at none its sentence, since a page can have many. Numbers of checks, which
// another version may change, are no part of it.
func Subject(ds *normalize.Dataset, f *normalize.Finding) Entry {
	e := Entry{Page: f.Page, Table: f.Table, Row: f.Row, Column: f.Column, Field: FindingField + f.Code}
	for _, d := range ds.Disclosures {
		if d.ID == f.Document {
			e.SHA256 = d.SHA256
		}
	}
	if f.Column > 0 {
		i := slices.IndexFunc(ds.Records, func(r normalize.Record) bool {
			return r.Document == f.Document && r.Table == f.Table && r.Row == f.Row && r.Column == f.Column
		})
		if i >= 0 {
			r := &ds.Records[i]
			e.Page, e.Box, e.Printed = r.Page, r.Box, r.Stated()
		}
		return e
	}
	if c := claimOf(ds, f); c != nil {
		e.Page, e.Box, e.Printed = c.Page, c.Box, said(c)
	} else {
		e.Printed = f.Message
	}
	return e
}

// said is what names a claim on its line: its figure, as stored datasets have it, or else its sentence.
func said(c *normalize.Claim) string {
	if !c.Value.Valid {
		return c.Sentence
	}
	v := c.Value.Decimal.Abs()
	return v.StringFixed(max(0, -v.Exponent())) + c.Unit
}

// claimOf is the claim of a finding's check; nil if it is about none.
func claimOf(ds *normalize.Dataset, f *normalize.Finding) *normalize.Claim {
	if f.Check == 0 {
		return nil
	}
	i := slices.IndexFunc(ds.Checks, func(c normalize.Check) bool { return c.Document == f.Document && c.Number == f.Check })
	if i < 0 {
		return nil
	}
	refs := ds.Checks[i].Claims
	if compared := ds.Checks[i].Compared; compared.OfClaim() {
		refs = append([]normalize.ClaimRef{compared.Claim}, refs...)
	}
	for _, ref := range refs {
		for k := range ds.Claims {
			if c := &ds.Claims[k]; c.Number == ref.Number && c.Document == cmp.Or(ref.Document, f.Document) && c.Document == f.Document {
				return c
			}
		}
	}
	return nil
}

// Judge says of a reconciled dataset's findings what persons made of them, in place of what was said before.
func (b *Book) Judge(ds *normalize.Dataset) {
	if b == nil {
		return
	}
	judged := map[string][]Entry{} // by document
	for _, d := range ds.Disclosures {
		for _, e := range b.of[d.SHA256] {
			if _, ok := e.Judges(); ok && IsJudgement(e.Corrected) {
				judged[d.ID] = append(judged[d.ID], e)
			}
		}
	}
	for i := range ds.Findings {
		f := &ds.Findings[i]
		f.Judged = ""
		if len(judged[f.Document]) == 0 {
			continue
		}
		about := Subject(ds, f)
		for _, e := range judged[f.Document] {
			if e.about(&about) {
				f.Judged = normalize.Judgement(e.Corrected)
			}
		}
	}
}

// about says that a judgement is about a finding with this subject.
func (e *Entry) about(subject *Entry) bool {
	if e.Page == 0 { // of the whole document, or written by hand without it
		if subject.Page > 0 && e.Table == 0 && e.Printed == "" {
			return false
		}
		e = &Entry{Page: subject.Page, Table: e.Table, Row: e.Row, Column: e.Column, Field: e.Field, Printed: e.Printed}
	}
	return sameSubject(e, subject)
}
