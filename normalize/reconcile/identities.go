package reconcile

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

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
			if c := equality(codes.NestedFund, reference(l.places[q]), reference(l.places[w])); c != nil {
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
		table tableID
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
			if p.record == nil || classes[class] == nil || l.hierarchical[p.home()] {
				continue
			}
			key := listed{class, p.home()}
			if items[key] == nil {
				order = append(order, key)
			}
			items[key] = append(items[key], term{entry: p.entry})
		}
	}
	var out []*check
	for _, key := range order {
		c := &check{code: codes.ClassItems, actual: classes[key.class], parts: items[key]}
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
	{codes.IncomeExpenditure, of(total, quantity{flow: "out"}), []meaning{of(total, quantity{flow: "in"})}, 1, false},
	{codes.IncomeExpenditure, of(total, quantity{flow: "out", fund: "fiscal"}), []meaning{of(total, quantity{flow: "in", fund: "fiscal"})}, 1, false},
	{codes.ThreePublicItems, of(unsaid, quantity{item: "three-public"}), []meaning{of(unsaid, quantity{item: "abroad"}), of(unsaid, quantity{item: "vehicles"}), of(unsaid, quantity{item: "reception"})}, 3, false},
	{codes.VehicleItems, of(unsaid, quantity{item: "vehicles"}), []meaning{of(unsaid, quantity{item: "vehicle-purchase"}), of(unsaid, quantity{item: "vehicle-running"})}, 2, false},
	{codes.PersonnelClasses, of(unsaid, quantity{flow: "out", fund: "gpb", use: "personnel"}), []meaning{of(unsaid, quantity{flow: "out", fund: "gpb", use: "basic", economic: "301"}), of(unsaid, quantity{flow: "out", fund: "gpb", use: "basic", economic: "303"})}, 2, true},
	{codes.BasicParts, of(unsaid, quantity{flow: "out", fund: "gpb", use: "basic"}), []meaning{of(unsaid, quantity{flow: "out", fund: "gpb", use: "personnel"}), of(unsaid, quantity{flow: "out", fund: "gpb", use: "public"})}, 2, false},
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
