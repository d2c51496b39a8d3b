package reconcile

import (
	"cmp"

	"github.com/mingxi/mingxi/normalize"
)

// A share is what a dataset holds of one document.
type share struct {
	tables  []*normalize.Table
	records []*normalize.Record
	claims  []*normalize.Claim
}

// byDocument gives each document its tables, records and claims, with nothing said of them yet.
func byDocument(ds *normalize.Dataset) map[string]*share {
	out := map[string]*share{}
	of := func(id string) *share {
		if out[id] == nil {
			out[id] = &share{}
		}
		return out[id]
	}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		of(t.Document).tables = append(of(t.Document).tables, t)
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		r.Status = normalize.Unverified
		of(r.Document).records = append(of(r.Document).records, r)
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		c.Records, c.Outcome = nil, normalize.Insufficient
		of(c.Document).claims = append(of(c.Document).claims, c)
	}
	return out
}

// bundles are the documents that are reconciled as one, in the order of the first of each.
func bundles(all []normalize.Disclosure) [][]*normalize.Disclosure {
	var out [][]*normalize.Disclosure
	at := map[string]int{}
	for i := range all {
		d := &all[i]
		n, known := at[d.Bundle]
		if known && d.Bundle != "" {
			out[n] = append(out[n], d)
			continue
		}
		at[d.Bundle] = len(out)
		out = append(out, []*normalize.Disclosure{d})
	}
	return out
}

func newLedger(docs []*normalize.Disclosure, parts map[string]*share) *ledger {
	l := &ledger{docs: docs, doc: asOne(docs), places: map[quantity][]placed{}, hierarchical: map[tableID]bool{},
		blanks: map[quantity]bool{}, emptyFunds: map[string]bool{}}
	for _, d := range docs {
		if p := parts[d.ID]; p != nil {
			l.claims = append(l.claims, p.claims)
			l.sheets = append(l.sheets, sheets(p.tables, p.records)...)
		}
	}
	return l
}

// asOne is what documents of one bundle say of themselves: the first answer to each question.
func asOne(docs []*normalize.Disclosure) *normalize.Disclosure {
	if len(docs) == 1 {
		return docs[0]
	}
	one := *docs[0]
	for _, d := range docs[1:] {
		one.Agency = cmp.Or(one.Agency, d.Agency)
		one.Year = cmp.Or(one.Year, d.Year)
		one.Kind = cmp.Or(one.Kind, d.Kind)
		one.Level = cmp.Or(one.Level, d.Level)
	}
	return &one
}

// placeAll files the figures of all tables. Where a kind of table comes again, the tables of
// another agency have begun.
func (l *ledger) placeAll() {
	seen := map[string]bool{}
	for _, s := range l.sheets {
		sub := subjectOf(s.table.Title, l.doc)
		key := s.table.Title
		if sub.ok && key != "" && seen[key] {
			l.sets++
			seen = map[string]bool{}
		}
		seen[key] = true
		l.place(s, l.sets)
	}
}

// add keeps checks that say something, and lets their figures know of them.
func (l *ledger) add(checks []*check) {
	for _, c := range checks {
		if c.outcome == normalize.Insufficient || c.outcome == "" {
			continue
		}
		l.checks = append(l.checks, c)
		for _, e := range c.entries() {
			e.checks = append(e.checks, c)
		}
	}
}
