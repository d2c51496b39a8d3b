package across

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// sameAmounts compare the figures of one quantity wherever tables print them: each with the one that most
// agree on, among those of its scope. Where every dimension is said, they are the same amount; otherwise only
// the words are alike.
func sameAmounts(l *ledger.Ledger) []verdict.Question {
	sure, alike := newFamilies("same amount ", verdict.ByForm), newFamilies("same words ", verdict.ByPlace)
	for _, at := range l.Order {
		f := alike
		if at.Said() {
			f = sure
		}
		groups := map[string][]ledger.Placed{}
		for _, p := range l.At(at) {
			groups[p.Scope] = append(groups[p.Scope], p)
		}
		for _, scope := range []string{meaning.Total, meaning.ThisYear, meaning.CarriedIn, meaning.CarriedOut} {
			agree(f, groups[scope], ledger.Reference(groups[scope]))
		}
		whole, year := ledger.Reference(groups[meaning.Total]), ledger.Reference(groups[meaning.ThisYear])
		if whole == nil && year == nil {
			agree(f, groups[""], ledger.Reference(groups[""]))
			continue
		}
		for _, p := range groups[""] {
			if whole != nil && year != nil && whole.Value.Equal(year.Value) {
				f.add(equal(p.Figure, whole))
			} else {
				alike.add(eitherOf(p.Figure, whole, year))
			}
		}
	}
	return append(sure.questions(), alike.questions()...)
}

// agree compares every figure with the reference.
func agree(f *families, all []ledger.Placed, ref *arithmetic.Figure) {
	for _, p := range all {
		f.add(equal(p.Figure, ref))
	}
}

func equal(e, ref *arithmetic.Figure) *arithmetic.Check {
	return arithmetic.Equality(codes.SameAmount, e, ref)
}

// eitherOf compares an amount that does not say whether it takes in what was carried over with the two that it
// may be: with the one that it agrees with, or else the one that a digit is wrong of.
func eitherOf(e, whole, year *arithmetic.Figure) *arithmetic.Check {
	a, b := equal(e, whole), equal(e, year)
	switch {
	case a == nil:
		return b
	case b == nil || a.Outcome != normalize.Fail || b.Outcome == normalize.Fail && !arithmetic.Misprint(e, year.Value):
		return a
	}
	return b
}
