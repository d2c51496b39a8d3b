package reconcile

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// sameAmounts compares the figures of one quantity wherever they are printed.
func (l *ledger) sameAmounts() []*check {
	var out []*check
	for _, q := range l.order {
		out = append(out, sameQuantity(q, l.places[q])...)
	}
	return out
}

// sameQuantity compares each figure of a quantity with the one that most agree on, among those of
// its scope. One whose scope is not said must agree with any of them.
func sameQuantity(q quantity, all []placed) []*check {
	var out []*check
	groups := map[scope][]placed{}
	for _, p := range all {
		groups[p.scope] = append(groups[p.scope], p)
	}
	for _, s := range []scope{total, thisYear, carriedIn, carriedTo} {
		out = append(out, agree(groups[s], reference(groups[s]))...)
	}
	return append(out, unsaidAmounts(q, groups)...)
}

// unsaidAmounts compares figures that do not say whether they take in what was carried over: with
// the total and with this year's amount, whichever they are.
func unsaidAmounts(q quantity, groups map[scope][]placed) []*check {
	whole, year := reference(groups[total]), reference(groups[thisYear])
	if whole == nil && year == nil {
		return agreeSoftly(q, groups[unsaid])
	}
	var out []*check
	for _, p := range groups[unsaid] {
		if c := eitherOf(p.entry, whole, year); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// eitherOf compares an amount with two that it may be. It fails only where both are the same, one is missing,
// or the amount reads like a misprint of one of them.
func eitherOf(e, whole, year *entry) *check {
	a, b := equality(codes.SameAmount, e, whole), equality(codes.SameAmount, e, year)
	switch {
	case a == nil || a.outcome == normalize.Fail && b != nil && b.outcome != normalize.Fail:
		return b.certain()
	case b == nil || b.outcome == normalize.Fail && a.outcome != normalize.Fail:
		return a.certain()
	case b.outcome != normalize.Fail && e.claim != nil:
		return b // 支出 alone is what was spent in the year, if that fits
	case a.outcome != normalize.Fail || whole.value.Equal(year.value):
		return a
	case misprint(e, whole.value):
		return a
	case misprint(e, year.value):
		return b
	}
	return nil
}

// certain drops a failing comparison whose difference could come from what was carried over, or
// from another meaning of the words.
func (c *check) certain() *check {
	if c == nil || c.outcome == normalize.Fail && !misprint(c.actual, c.parts[0].value) {
		return nil
	}
	return c
}

// agreeSoftly compares figures of which only the words are alike: a difference counts if it reads
// like a misprint, or if a sentence stands in the section on just that table.
func agreeSoftly(q quantity, all []placed) []*check {
	var out []*check
	ref := reference(all)
	for _, c := range agree(all, ref) {
		if sure := c.certain(); sure != nil {
			out = append(out, sure)
		} else if q.explainedBy(c.actual) && proven(ref) && tablesAgree(all) {
			out = append(out, c)
		}
	}
	return out
}

// explainedBy says that a sentence stands in the section that explains the table of basic expenditure
// of one fund: its title names the fund and the use, so that its words can mean nothing else.
func (q quantity) explainedBy(e *entry) bool {
	if e.claim == nil || q.fund == "" || q.function != "" || q.economic != "" || q.gov != "" {
		return false
	}
	about := subjectOf(e.claim.Section, &normalize.Disclosure{})
	return about.use == "basic" && about.fund == q.fund && (q.use == "basic" || uses[q.use] == "basic")
}

// proven says that a table's own sums bear out its figure.
func proven(e *entry) bool {
	if e.record == nil {
		return false
	}
	for _, c := range e.checks {
		if c.table != 0 && !c.weak && !c.atMost && c.holds() {
			return true
		}
	}
	return false
}

// tablesAgree says that all tables print one value.
func tablesAgree(all []placed) bool {
	var first *entry
	for _, p := range all {
		switch {
		case p.record == nil:
		case first == nil:
			first = p.entry
		case !first.value.Equal(p.value):
			return false
		}
	}
	return first != nil
}

// agree compares every figure with the reference.
func agree(all []placed, ref *entry) []*check {
	var out []*check
	for _, p := range all {
		if p.entry == ref {
			continue
		}
		if c := equality(codes.SameAmount, p.entry, ref); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// reference is the figure whose value most of the others have; a table's before a sentence's.
func reference(all []placed) *entry {
	votes := map[string]int{}
	for _, p := range all {
		votes[p.value.String()]++
	}
	var best *entry
	for _, p := range all {
		switch v := votes[p.value.String()]; {
		case best == nil, v > votes[best.value.String()]:
			best = p.entry
		case v == votes[best.value.String()] && best.record == nil && p.record != nil:
			best = p.entry
		}
	}
	return best
}

// equality is the check that two figures are the same amount; nil where one is missing.
func equality(code string, e, ref *entry) *check {
	if e == nil || ref == nil || e == ref {
		return nil
	}
	c := &check{code: code, actual: e, parts: []term{{entry: ref}}}
	if code == codes.SameAmount && (e.record == nil || ref.record == nil) {
		c.code = codes.ClaimSameAmount
	}
	c.evaluate()
	return c
}
