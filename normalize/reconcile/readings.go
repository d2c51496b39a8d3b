package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// nothingPrinted is the outcome of a sentence that says there is none of something: it holds where
// the tables print none of it.
func (s *story) nothingPrinted(m meaning) normalize.Outcome {
	if s.ledger.blank(m) || s.ledger.printsZero(m) {
		return normalize.Pass
	}
	return normalize.Insufficient
}

// printsZero says that tables print a quantity, and as nothing wherever they do.
func (l *ledger) printsZero(m meaning) bool {
	printed := false
	for _, p := range l.places[m.settled().quantity] {
		if p.record == nil {
			continue
		}
		if !p.value.IsZero() {
			return false
		}
		printed = true
	}
	return printed
}

// blank says that a table has a place for a quantity, and prints nothing there.
func (l *ledger) blank(m meaning) bool {
	for _, r := range m.readings() {
		if len(l.places[r.settled().quantity]) > 0 {
			return false
		}
	}
	for _, r := range m.readings() {
		if l.blanks[r.settled().quantity] {
			return true
		}
	}
	return m.fund != "" && m.function == "" && l.emptyFunds[m.fund]
}

// readings are what an amount may be where its words leave the fund or the flow to the reader,
// likeliest first.
func (m meaning) readings() []meaning {
	out := []meaning{m}
	add := func(change func(*meaning)) {
		for _, r := range out[:len(out):len(out)] {
			change(&r)
			out = append(out, r)
		}
	}
	if m.flow == "" && m.item == "" {
		out[0].flow = "in"
		add(func(r *meaning) { r.flow = "out" })
	}
	if m.fund == "" && (m.function != "" || m.use != "" || m.economic != "" || m.gov != "") {
		k := len(out)
		for _, r := range append([]meaning{}, out[:k]...) {
			for _, f := range []string{"gpb", "fiscal"} {
				r.fund = f
				out = append(out, r)
			}
		}
	}
	if m.fund == "fiscal" && m.function != "" {
		k := len(out)
		for _, r := range append([]meaning{}, out[:k]...) {
			r.fund = "gpb"
			out = append(out, r)
		}
	}
	return out
}

// printedAs chooses the reading that tables print: the one with the claim's amount, or else the
// first that is printed at all. Where that is not what the words themselves say, a difference counts
// only if it reads like a misprint, or if all readings are printed as the same amount.
func (s *story) printedAs(m meaning, e *entry) (meaning, bool) {
	if year := m; m.scope == total && !s.ledger.prints(m, e) {
		if year.scope = thisYear; s.ledger.prints(year, e) {
			return year, true // some call the year's income 收入总计
		}
	}
	var first *meaning
	all := m.readings()
	for i, r := range all {
		for _, p := range s.ledger.places[r.settled().quantity] {
			if p.record == nil {
				continue
			}
			if c := equality(codes.SameAmount, e, p.entry); c.outcome != normalize.Fail {
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
	ref := reference(s.ledger.places[first.settled().quantity])
	if s.ledger.allPrint(all, ref) || misprint(e, inUnitOf(e, ref)) {
		return *first, true
	}
	for _, r := range all {
		if ref := reference(s.ledger.places[r.settled().quantity]); ref != nil && ref.record != nil && misprint(e, inUnitOf(e, ref)) {
			return r, true
		}
	}
	return *first, false
}

// prints says that a table has this amount for a meaning, its scope included.
func (l *ledger) prints(m meaning, e *entry) bool {
	return slices.ContainsFunc(l.places[m.settled().quantity], func(p placed) bool {
		return p.record != nil && p.scope == m.scope && equality(codes.SameAmount, e, p.entry).outcome != normalize.Fail
	})
}

// allPrint says that tables print every reading, in their totals, and as one value.
func (l *ledger) allPrint(readings []meaning, ref *entry) bool {
	for _, r := range readings {
		at := l.places[r.settled().quantity]
		printed := slices.IndexFunc(at, func(p placed) bool { return p.record != nil && p.scope == r.scope })
		if r.scope != total || printed < 0 || !at[printed].value.Equal(ref.value) {
			return false
		}
	}
	return true
}
