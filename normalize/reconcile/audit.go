package reconcile

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/audit"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// compareStored adds to a stored dataset the comparisons of its figures with last year's documents. Its
// sentences are left out, since a stored dataset does not tell what they are said of.
func compareStored(ds, previous *normalize.Dataset) {
	parts := asTheyAre(ds)
	for _, docs := range bundles(ds.Disclosures) {
		for _, set := range setsOf(docs, parts) {
			b := newBundle(docs, parts, set, previous)
			if b.last == nil {
				continue
			}
			b.ledger.FileAll()
			b.compareYears()
			b.culprits = verdict.Judge(b.checks, verdict.NewPrint(b.tables, nil), b.holds)
			b.append(ds)
		}
	}
}

// Audit compares a dataset that was stored with its own arithmetic, and adds findings for what was
// changed since it was reconciled: figures whose text, value and amount in 元 disagree, or whose text
// is not that of the table's cell; checks that come out otherwise than they are said to; records,
// claims and counts that are gone. In the dataset at hand, what comes out otherwise then counts as failed
// and what nothing else holds as not verified. A dataset that is as it was written gets no finding and is
// left alone. With last year's documents, comparisons of its figures with these are added.
func Audit(ds *normalize.Dataset, opts Options) {
	for _, docs := range bundles(ds.Disclosures) {
		audit.Documents(ds, docs)
	}
	if opts.Previous != nil {
		compareStored(ds, opts.Previous)
	}
	inOrder(ds)
}
