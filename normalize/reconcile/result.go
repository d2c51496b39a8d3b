package reconcile

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/told"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// write gives the checks of the bundle's documents, and puts the findings and the counts that follow into the dataset. Checks are
// numbered on from those written of each document.
func (b *bundle) write(ds *normalize.Dataset, written map[string]int) []normalize.Check {
	verdict.Statuses(b.checks, b.culprits)
	tell := b.teller()
	of := b.byDocument()
	checks := make([]normalize.Check, 0, len(b.checks))
	for _, d := range b.docs {
		for _, c := range of[d.ID] {
			written[d.ID]++
			c.Number = written[d.ID]
			checks = append(checks, tell.CheckRow(c, d.ID))
		}
	}
	for _, d := range b.docs {
		for _, c := range b.culprits {
			if c.Document() == d.ID {
				ds.Findings = append(ds.Findings, tell.Finding(c))
			}
		}
	}
	ds.Findings = append(ds.Findings, b.restatement()...)
	for _, s := range b.stories {
		ds.Findings = append(ds.Findings, s.BarePercentages(tell)...)
	}
	b.count(of)
	return checks
}

// byDocument gives each check to one document: a failing one to that of the figure it points at, any
// other to that of the sentence that it is about, if there is one.
func (b *bundle) byDocument() map[string][]*arithmetic.Check {
	points := map[*arithmetic.Check]string{}
	for _, c := range b.culprits {
		for _, k := range c.Checks {
			points[k] = c.Document()
		}
	}
	out := map[string][]*arithmetic.Check{}
	for _, c := range b.checks {
		id := cmp.Or(points[c], c.Document())
		out[id] = append(out[id], c)
	}
	return out
}

// count adds to the counts of checks, failures and verified figures.
func (b *bundle) count(of map[string][]*arithmetic.Check) {
	b.countChecks(of)
	for _, d := range b.docs {
		d.Verified += b.verified(d.ID)
	}
}

// countChecks adds to the counts of checks and failures.
func (b *bundle) countChecks(of map[string][]*arithmetic.Check) {
	byTable := map[arithmetic.TableID]*normalize.Table{}
	for _, s := range b.tables {
		byTable[s.ID()] = s.Table
	}
	for _, c := range b.checks {
		for _, id := range arithmetic.TablesOf(c) {
			t := byTable[id]
			if t == nil { // last year's
				continue
			}
			t.Checks++
			if c.Outcome == normalize.Fail {
				t.Failed++
			}
		}
	}
	for _, d := range b.docs {
		for _, c := range of[d.ID] {
			if c.Outcome == normalize.Fail {
				d.Failed++
			}
		}
	}
}

// verified is how many figures of a document are proven.
func (b *bundle) verified(document string) int {
	n := 0
	for _, s := range b.tables {
		for _, e := range s.Figures {
			if s.Document == document && e.Record.Status == normalize.Verified {
				n++
			}
		}
	}
	return n
}

// restatement tells how many figures of last year are not those of last year's document.
func (b *bundle) restatement() []normalize.Finding {
	if b.restated == 0 {
		return nil
	}
	return []normalize.Finding{{Document: b.docs[0].ID, Code: codes.PreviousRestated, Severity: normalize.Info,
		Sentence: codes.Say("previous-restated", b.restated, b.last.Doc.File, b.last.Doc.Year)}}
}

// teller tells of the bundle's figures and of last year's.
func (b *bundle) teller() *told.Teller {
	if b.last == nil {
		return told.New(b.docs, b.tables, nil)
	}
	return told.New(b.docs, slices.Concat(b.tables, b.last.Tables), b.last.Doc)
}

// append puts checks and findings after those that the documents have.
func (b *bundle) append(ds *normalize.Dataset) {
	tell := b.teller()
	of := b.byDocument()
	b.countChecks(of)
	for _, d := range b.docs {
		last := 0
		for _, c := range ds.Checks {
			if c.Document == d.ID {
				last = max(last, c.Number)
			}
		}
		for i, c := range of[d.ID] {
			c.Number = last + i + 1
			ds.Checks = append(ds.Checks, tell.CheckRow(c, d.ID))
		}
	}
	for _, c := range b.culprits {
		ds.Findings = append(ds.Findings, tell.Finding(c))
	}
	ds.Findings = append(ds.Findings, b.restatement()...)
}
