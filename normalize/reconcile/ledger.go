package reconcile

import (
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

func newLedger(doc *normalize.Disclosure, parts *share) *ledger {
	l := &ledger{doc: doc, places: map[quantity][]placed{}, hierarchical: map[int]bool{},
		blanks: map[quantity]bool{}, emptyFunds: map[string]bool{}}
	if parts != nil {
		l.claims = parts.claims
		l.sheets = sheets(parts.tables, parts.records)
	}
	return l
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
		c.number = len(l.checks) + 1
		l.checks = append(l.checks, c)
		for _, e := range c.entries() {
			e.checks = append(e.checks, c)
		}
	}
}
