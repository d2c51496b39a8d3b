package narrative

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
)

// nothingPrinted is the outcome of a sentence that says there is none of something: it holds where
// the tables print none of it.
func (s *Story) nothingPrinted(m meaning.Meaning) normalize.Outcome {
	if s.ledger.Blank(m) || s.ledger.PrintsZero(m) {
		return normalize.Pass
	}
	return normalize.Insufficient
}

// printedAs chooses the sense that tables print: the one with the claim's amount, or else the
// first that is printed at all. Where that is not what the words themselves say, a difference counts
// only if it reads like a misprint, or if all senses are printed as the same amount.
func (s *Story) printedAs(m meaning.Meaning, e *arithmetic.Figure) (meaning.Meaning, bool) {
	if year := m; m.Scope == meaning.Total && !s.ledger.Prints(m, e) {
		if year.Scope = meaning.ThisYear; s.ledger.Prints(year, e) {
			return year, true // some call the year's income 收入总计
		}
	}
	var first *meaning.Meaning
	all := m.Senses()
	for i, r := range all {
		for _, p := range s.ledger.At(r.Settled().Quantity) {
			if p.Record == nil {
				continue
			}
			if c := arithmetic.Equality(codes.SameAmount, e, p.Figure); c.Outcome != normalize.Fail {
				return r, true
			}
			if first == nil {
				first = &all[i]
			}
		}
	}
	if first == nil {
		return all[0], true
	}
	if len(all) == 1 {
		return m, true
	}
	ref := ledger.Reference(s.ledger.At(first.Settled().Quantity))
	if s.ledger.AllPrint(all, ref) || arithmetic.Misprint(e, arithmetic.InUnitOf(e, ref)) {
		return *first, true
	}
	for _, r := range all {
		if ref := ledger.Reference(s.ledger.At(r.Settled().Quantity)); ref != nil && ref.Record != nil && arithmetic.Misprint(e, arithmetic.InUnitOf(e, ref)) {
			return r, true
		}
	}
	return *first, false
}
