package across

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// sameAmounts compares the figures of one quantity wherever they are printed.
func sameAmounts(l *ledger.Ledger) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, q := range l.Order {
		out = append(out, sameQuantity(q, l.At(q))...)
	}
	return out
}

// sameQuantity compares each figure of a quantity with the one that most agree on, among those of
// its scope. One whose scope is not said must agree with any of them.
func sameQuantity(q meaning.Quantity, all []ledger.Filed) []*arithmetic.Check {
	var out []*arithmetic.Check
	groups := map[meaning.Scope][]ledger.Filed{}
	for _, p := range all {
		groups[p.Scope] = append(groups[p.Scope], p)
	}
	for _, s := range []meaning.Scope{meaning.Total, meaning.ThisYear, meaning.CarriedIn, meaning.CarriedTo} {
		out = append(out, agree(groups[s], ledger.Reference(groups[s]))...)
	}
	return append(out, unsaidAmounts(q, groups)...)
}

// unsaidAmounts compares figures that do not say whether they take in what was carried over: with
// the total and with this year's amount, whichever they are.
func unsaidAmounts(q meaning.Quantity, groups map[meaning.Scope][]ledger.Filed) []*arithmetic.Check {
	whole, year := ledger.Reference(groups[meaning.Total]), ledger.Reference(groups[meaning.ThisYear])
	if whole == nil && year == nil {
		return agreeSoftly(q, groups[meaning.Unsaid])
	}
	var out []*arithmetic.Check
	for _, p := range groups[meaning.Unsaid] {
		if c := eitherOf(p.Figure, whole, year); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// eitherOf compares an amount with two that it may be. It fails only where both are the same, one is missing,
// or the amount reads like a misprint of one of them.
func eitherOf(e, whole, year *arithmetic.Figure) *arithmetic.Check {
	a, b := arithmetic.Equality(codes.SameAmount, e, whole), arithmetic.Equality(codes.SameAmount, e, year)
	switch {
	case a == nil || a.Outcome == normalize.Fail && b != nil && b.Outcome != normalize.Fail:
		return verdict.Certain(b)
	case b == nil || b.Outcome == normalize.Fail && a.Outcome != normalize.Fail:
		return verdict.Certain(a)
	case b.Outcome != normalize.Fail && e.Claim != nil:
		return b // 支出 alone is what was spent in the year, if that fits
	case a.Outcome != normalize.Fail || whole.Value.Equal(year.Value):
		return a
	case arithmetic.Misprint(e, whole.Value):
		return a
	case arithmetic.Misprint(e, year.Value):
		return b
	}
	return nil
}

// agreeSoftly compares figures of which only the words are alike: a difference counts if it reads
// like a misprint, or if a sentence stands in the section on just that table.
func agreeSoftly(q meaning.Quantity, all []ledger.Filed) []*arithmetic.Check {
	var out []*arithmetic.Check
	ref := ledger.Reference(all)
	for _, c := range agree(all, ref) {
		if sure := verdict.Certain(c); sure != nil {
			out = append(out, sure)
		} else if explainedBy(q, c.Actual) && proven(ref) && tablesAgree(all) {
			out = append(out, c)
		}
	}
	return out
}

// explainedBy says that a sentence stands in the section that explains the table of basic expenditure
// of one fund: its title names the fund and the use, so that its words can mean nothing else.
func explainedBy(q meaning.Quantity, e *arithmetic.Figure) bool {
	if e.Claim == nil || q.Fund == "" || q.Function != "" || q.Economic != "" || q.Gov != "" {
		return false
	}
	about := meaning.OfTitle(e.Claim.Section, &normalize.Disclosure{})
	return about.Use == "basic" && about.Fund == q.Fund && (q.Use == "basic" || meaning.Uses[q.Use] == "basic")
}

// proven says that a table's own sums bear out its figure.
func proven(e *arithmetic.Figure) bool {
	if e.Record == nil {
		return false
	}
	for _, c := range e.Checks {
		if c.Table != 0 && !c.Weak && !c.AtMost && c.Holds() {
			return true
		}
	}
	return false
}

// tablesAgree says that all tables print one value.
func tablesAgree(all []ledger.Filed) bool {
	var first *arithmetic.Figure
	for _, p := range all {
		switch {
		case p.Record == nil:
		case first == nil:
			first = p.Figure
		case !first.Value.Equal(p.Value):
			return false
		}
	}
	return first != nil
}

// agree compares every figure with the reference.
func agree(all []ledger.Filed, ref *arithmetic.Figure) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, p := range all {
		if p.Figure == ref {
			continue
		}
		if c := arithmetic.Equality(codes.SameAmount, p.Figure, ref); c != nil {
			out = append(out, c)
		}
	}
	return out
}
