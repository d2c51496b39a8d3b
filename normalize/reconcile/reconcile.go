// Package reconcile proves figures against each other: sums inside tables, the same quantity across
// tables, the narrative against both, and all of these against last year's documents. It changes no
// figure that was printed; of one that was recognised it may take another of the engine's own readings,
// where the figures around it leave no other.
package reconcile

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/across"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/reread"
)

// Options say what a dataset is held against besides itself.
type Options struct {
	// Previous holds last year's documents of the same agencies; nil if there are none. What this year's
	// documents say of last year is compared with them. Every difference between years has innocent
	// readings: the budget was adjusted, an agency took over another, figures were put on this year's
	// basis. So a difference fails only where it reads like a misprint, as a warning; all others are
	// counted in one finding.
	Previous *normalize.Dataset
}

// Check compares what the dataset's figures must satisfy, and fills its checks, findings, each
// record's status, each claim's records and outcome, the facts, and the counts that depend on them. What was
// there of these from an earlier run is replaced, so that it may be called again, with other options too.
//
// Of figures that were recognised on a scan it also settles the doubt: what the same engine may have
// misread in the same way at two places is not verified by their agreement, and where exactly one of
// several readings of a figure makes its identities come out, that one is taken (Record.First keeps
// the one before).
func Check(ds *normalize.Dataset, opts Options) {
	reread.Settle(ds, func() { compare(ds, opts.Previous) })
	countFigures(ds)
	inOrder(ds)
	takeFacts(ds)
}

// compare makes all comparisons once.
func compare(ds, previous *normalize.Dataset) {
	ds.Checks = nil
	ds.Findings = keepForeign(ds.Findings)
	uncount(ds)
	parts := byDocument(ds)
	written := map[string]int{}
	var checks [][]normalize.Check // joined once, since they are large
	for _, docs := range bundles(ds.Disclosures) {
		for _, set := range setsOf(docs, parts) {
			b := newBundle(docs, parts, set, previous)
			b.compare()
			checks = append(checks, b.write(ds, written))
		}
	}
	ds.Checks = slices.Concat(checks...)
	ds.Findings = append(ds.Findings, across.ImplausibleUnits(ds)...)
}

// inOrder sorts checks by document, and findings worst first, then by document.
func inOrder(ds *normalize.Dataset) {
	at := map[string]int{}
	for i := range ds.Disclosures {
		at[ds.Disclosures[i].ID] = i
	}
	slices.SortStableFunc(ds.Checks, func(a, b normalize.Check) int { return at[a.Document] - at[b.Document] })
	slices.SortStableFunc(ds.Findings, func(a, b normalize.Finding) int {
		return cmp.Or(a.Severity.Rank()-b.Severity.Rank(), at[a.Document]-at[b.Document])
	})
}

// keepForeign leaves the findings of the stages before.
func keepForeign(all []normalize.Finding) []normalize.Finding {
	var out []normalize.Finding
	for _, f := range all {
		if !codes.ByReconcile(f.Code) {
			out = append(out, f)
		}
	}
	return out
}
