package reconcile

import (
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// sameAmounts compares the figures of one quantity wherever they are printed.
func (l *ledger) sameAmounts() []*check {
	var out []*check
	for _, q := range l.order {
		out = append(out, sameQuantity(l.places[q])...)
	}
	return out
}

// sameQuantity compares each figure of a quantity with the one that most agree on, among those of
// its scope. One whose scope is not said must agree with any of them.
func sameQuantity(all []placed) []*check {
	var out []*check
	groups := map[scope][]placed{}
	for _, p := range all {
		groups[p.scope] = append(groups[p.scope], p)
	}
	for _, s := range []scope{total, thisYear, carriedIn, carriedTo} {
		out = append(out, agree(groups[s], reference(groups[s]))...)
	}
	return append(out, unsaidAmounts(groups)...)
}

// unsaidAmounts compares figures that do not say whether they take in what was carried over: with
// the total and with this year's amount, whichever they are.
func unsaidAmounts(groups map[scope][]placed) []*check {
	whole, year := reference(groups[total]), reference(groups[thisYear])
	if whole == nil && year == nil {
		return agreeSoftly(groups[unsaid])
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
	a, b := equality("same-amount", e, whole), equality("same-amount", e, year)
	switch {
	case a == nil || a.outcome == normalize.Fail && b != nil && b.outcome != normalize.Fail:
		return b.certain()
	case b == nil || b.outcome == normalize.Fail && a.outcome != normalize.Fail:
		return a.certain()
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
// like a misprint.
func agreeSoftly(all []placed) []*check {
	var out []*check
	for _, c := range agree(all, reference(all)) {
		if c := c.certain(); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// agree compares every figure with the reference.
func agree(all []placed, ref *entry) []*check {
	var out []*check
	for _, p := range all {
		if p.entry == ref {
			continue
		}
		if c := equality("same-amount", p.entry, ref); c != nil {
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
	if code == "same-amount" && (e.record == nil || ref.record == nil) {
		c.code = "claim-" + code
	}
	c.evaluate()
	return c
}

// misprint says that an entry would be the value v if one of its digits were another, were not
// there or were added, or if two neighbouring ones were swapped.
func misprint(e *entry, v decimal.Decimal) bool {
	a, b := e.digits(e.value), e.digits(v)
	return oneDigitMissing(a, b) || oneDigitMissing(b, a) || oneDigitApart(padded(a, len(b)), padded(b, len(a)))
}

// misprintNear says that an entry with another digit would be within a distance of v.
func misprintNear(e *entry, v, distance decimal.Decimal) bool {
	if distance.IsZero() || e.value.IsNegative() {
		return false
	}
	off := v.Sub(e.value)
	digits := strings.ReplaceAll(e.digits(e.value), ".", "")
	place := e.quantum
	for i := len(digits) - 1; i >= 0; i-- {
		k := off.DivRound(place, 0).IntPart()
		if to := int64(digits[i]-'0') + k; k != 0 && to >= 0 && to <= 9 && off.Sub(place.Mul(decimal.NewFromInt(k))).Abs().LessThanOrEqual(distance) {
			return true
		}
		place = place.Shift(1)
	}
	return false
}

// inUnitOf is a figure's value as the entry would print it.
func inUnitOf(e, other *entry) decimal.Decimal { return nearestPrint(e, other.value) }

// padded puts zeros before a figure until it has n characters.
func padded(s string, n int) string { return strings.Repeat("0", max(0, n-len(s))) + s }

// oneDigitMissing says that a is b without one of its digits.
func oneDigitMissing(a, b string) bool {
	if len(a)+1 != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return b[i] != '.' && b[i] != '-' && a[i:] == b[i+1:]
}

// oneDigitApart says that figures of one length differ in one digit or in the order of two.
func oneDigitApart(a, b string) bool {
	var at []int
	for i := range len(a) {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	switch len(at) {
	case 1:
		return a[at[0]] != '-' && b[at[0]] != '-'
	case 2:
		return at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
	}
	return false
}

// nested compares the figures of a fund with those of the funds that hold it: where both have the
// same total, each of their rows must be the same, because no part of the wider one is outside.
func (l *ledger) nested() []*check {
	var out []*check
	for _, q := range l.order {
		if q.function == "" && q.economic == "" || q.fund == "" {
			continue
		}
		for _, wider := range []string{funds[q.fund], ""} {
			w := q
			w.fund = wider
			if wider == q.fund || !l.totalsAgree(q, w) {
				continue
			}
			if c := equality("nested-fund", reference(l.places[q]), reference(l.places[w])); c != nil {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// totalsAgree says that two funds have the same total of what q and w are rows of.
func (l *ledger) totalsAgree(q, w quantity) bool {
	q.function, w.function, q.economic, w.economic, q.gov, w.gov = "", "", "", "", "", ""
	a, b := reference(l.places[q]), reference(l.places[w])
	return a != nil && b != nil && a.value.Equal(b.value)
}

// classSums compare the functional classes of summary tables with the rows of their items (项) in
// each table that lists items only.
func (l *ledger) classSums() []*check {
	classes := map[quantity]*entry{}
	for _, q := range l.order {
		if len(q.function) == 3 {
			classes[q] = reference(l.places[q])
		}
	}
	type listed struct {
		class quantity
		table int
	}
	items := map[listed][]term{}
	var order []listed
	for _, q := range l.order {
		if len(q.function) != 7 {
			continue
		}
		class := q
		class.function = q.function[:3]
		for _, p := range l.places[q] {
			if p.record == nil || classes[class] == nil || l.hierarchical[p.record.Table] {
				continue
			}
			key := listed{class, p.record.Table}
			if items[key] == nil {
				order = append(order, key)
			}
			items[key] = append(items[key], term{entry: p.entry})
		}
	}
	var out []*check
	for _, key := range order {
		c := &check{code: "class-items", actual: classes[key.class], parts: items[key]}
		c.evaluate()
		out = append(out, c)
	}
	return keptPromises(out, 1)
}

// An identity is an equation between quantities that disclosures keep (勾稽关系).
type identity struct {
	id    string
	whole meaning
	parts []meaning
	need  int  // how many of the parts must be printed
	usual bool // it holds for most: a failure counts only if it reads like a misprint
}

func of(scope scope, q quantity) meaning { return meaning{q, scope} }

// identities hold for budgets and final accounts of every year seen.
var identities = []identity{
	{"income-expenditure", of(total, quantity{flow: "out"}), []meaning{of(total, quantity{flow: "in"})}, 1, false},
	{"income-expenditure", of(total, quantity{flow: "out", fund: "fiscal"}), []meaning{of(total, quantity{flow: "in", fund: "fiscal"})}, 1, false},
	{"three-public-items", of(unsaid, quantity{item: "three-public"}), []meaning{of(unsaid, quantity{item: "abroad"}), of(unsaid, quantity{item: "vehicles"}), of(unsaid, quantity{item: "reception"})}, 3, false},
	{"vehicle-items", of(unsaid, quantity{item: "vehicles"}), []meaning{of(unsaid, quantity{item: "vehicle-purchase"}), of(unsaid, quantity{item: "vehicle-running"})}, 2, false},
	{"personnel-classes", of(unsaid, quantity{flow: "out", fund: "gpb", use: "personnel"}), []meaning{of(unsaid, quantity{flow: "out", fund: "gpb", use: "basic", economic: "301"}), of(unsaid, quantity{flow: "out", fund: "gpb", use: "basic", economic: "303"})}, 2, true},
	{"basic-parts", of(unsaid, quantity{flow: "out", fund: "gpb", use: "basic"}), []meaning{of(unsaid, quantity{flow: "out", fund: "gpb", use: "personnel"}), of(unsaid, quantity{flow: "out", fund: "gpb", use: "public"})}, 2, false},
}

// crossChecks evaluate the identities for each year, stage and set of tables that is printed.
func (l *ledger) crossChecks() []*check {
	type frame struct {
		stage     string
		year, set int
	}
	var out []*check
	seen := map[frame]bool{}
	for _, q := range l.order {
		f := frame{q.stage, q.year, q.set}
		if seen[f] {
			continue
		}
		seen[f] = true
		for _, id := range identities {
			if c := l.identityCheck(id, f.stage, f.year, f.set); c != nil {
				out = append(out, c)
			}
		}
	}
	return out
}

func (l *ledger) identityCheck(id identity, stage string, year, set int) *check {
	find := func(m meaning) *entry {
		m.stage, m.year, m.set = stage, year, set
		return l.find(m)
	}
	whole := find(id.whole)
	if whole == nil {
		return nil
	}
	c := &check{code: id.id, actual: whole}
	for _, p := range id.parts {
		if e := find(p); e != nil {
			c.parts = append(c.parts, term{entry: e})
		}
	}
	if len(c.parts) < id.need {
		return nil
	}
	c.evaluate()
	if id.usual && c.outcome == normalize.Fail && !oneDigitHeals(c) {
		return nil
	}
	return c
}

// find is the figure that stands for a meaning; nil if none is printed.
func (l *ledger) find(m meaning) *entry {
	var fitting []placed
	for _, p := range l.places[m.quantity] {
		if p.scope == m.scope {
			fitting = append(fitting, p)
		}
	}
	return reference(fitting)
}
