// Package reread lets arithmetic choose between several readings of a recognised figure. It takes
// only what a reading says, or what doubtful ink may have been: where exactly one way to read at most three figures makes
// every identity that holds them come out, and the first readings do not.
package reread

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// MostRuns is how often one dataset is reconciled to try other readings: a scan with more doubts is past saving.
const MostRuns = 200

// Settle reconciles a dataset with check, takes other readings of recognised figures where the dataset's
// identities leave no choice, withdraws the status of figures that the checks do not prove, and reports
// what remains in doubt. Without recognised figures it does no more than check. A check replaces what an
// earlier one said, the findings of this package included.
func Settle(ds *normalize.Dataset, check func()) {
	check()
	if !slices.ContainsFunc(ds.Records, func(r normalize.Record) bool { return r.Source == recognised }) {
		return
	}
	runs := 0
	again := func() bool {
		runs++
		check()
		return runs < MostRuns
	}
	untried := 0
	for i := range ds.Records {
		r := &ds.Records[i]
		switch {
		case r.Source != recognised || r.Value.Valid || r.First != "":
		case runs+len(r.Others) >= MostRuns:
			untried++
		default:
			settle(ds, r, again)
		}
	}
	doubts, more := resolve(ds, again)
	withdraw(ds)
	doubtErrors(ds)
	noteTaken(ds)
	if untried += more; untried > 0 && len(ds.Disclosures) > 0 {
		ds.Findings = append(ds.Findings, normalize.Finding{Document: ds.Disclosures[0].ID, Code: codes.ReadingsUntried, Severity: normalize.Info,
			Sentence: codes.Say("readings-untried", untried)})
	}
	ds.Findings = append(ds.Findings, doubts...)
	noteDoubtful(ds)
}

// settle tries the other readings of what was read as no figure, and takes one if it alone is proven.
func settle(ds *normalize.Dataset, r *normalize.Record, check func() bool) {
	first := *r
	var proven []string
	for _, text := range r.Others {
		if r.Reread(text) {
			check()
			if r.Status == normalize.Verified && evidenceOf(ds).provesDoubted(r) {
				proven = append(proven, text)
			}
		}
	}
	changed := r.Value.Valid
	r.Text, r.Value, r.Yuan, r.Status = first.Text, first.Value, first.Yuan, first.Status
	if len(proven) == 1 {
		r.Reread(proven[0])
		r.First = first.Text
	}
	if changed {
		check()
	}
}
