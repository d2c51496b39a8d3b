package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/facts"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// takeFacts gives each quantity of the dataset's documents once.
func takeFacts(ds *normalize.Dataset) {
	ds.Facts = nil
	parts, failed := asTheyAre(ds), failedAmounts(ds.Checks)
	for _, docs := range bundles(ds.Disclosures) {
		var all [][]normalize.Fact // by set
		for _, set := range setsOf(docs, parts) {
			if set == normalize.UnknownSet {
				continue
			}
			p := &facts.Part{Doc: asOne(docs), Set: set, Failed: failed}
			for _, d := range docs {
				if own := parts[d.ID]; own != nil {
					own = own.of(set)
					p.Tables = append(p.Tables, table.Of(own.tables, own.records)...)
					p.Claims = append(p.Claims, own.claims...)
				}
			}
			all = append(all, facts.Of(p))
		}
		for _, d := range docs {
			ds.Facts = appendNumbered(ds.Facts, all, d.ID)
		}
	}
	at := map[string]int{}
	for i := range ds.Disclosures {
		at[ds.Disclosures[i].ID] = i
	}
	slices.SortStableFunc(ds.Facts, func(a, b normalize.Fact) int { return at[a.Document] - at[b.Document] })
}

// appendNumbered puts the facts of a document, of all its sets, to others and counts them.
func appendNumbered(to []normalize.Fact, sets [][]normalize.Fact, document string) []normalize.Fact {
	before := len(to)
	for _, set := range sets {
		to = slices.Grow(to, len(set))
		for i := range set {
			if set[i].Document == document {
				to = append(to, set[i])
				to[len(to)-1].Number = len(to) - before
			}
		}
	}
	return to
}

// failedAmounts are the figures of checks of one amount in two places that failed.
func failedAmounts(checks []normalize.Check) map[normalize.FigureRef]bool {
	out := map[normalize.FigureRef]bool{}
	for i := range checks {
		c := &checks[i]
		if c.Code != codes.SameAmount || c.Outcome != normalize.Fail {
			continue
		}
		for _, f := range arithmetic.FiguresOf(c) {
			if !f.OfClaim() {
				if f.Record.Document == "" {
					f.Record.Document = c.Document
				}
				out[f] = true
			}
		}
	}
	return out
}
