package across

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// nested compares the figures of a fund with those of the funds that hold it: where both have the
// same total, each of their rows must be the same, because no part of the wider one is outside.
func nested(l *ledger.Ledger) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, q := range l.Order {
		if q.Function == "" && q.Economic == "" || q.Fund == "" {
			continue
		}
		for _, wider := range []string{meaning.Funds[q.Fund], ""} {
			w := q
			w.Fund = wider
			if wider == q.Fund || !totalsAgree(l, q, w) {
				continue
			}
			if c := arithmetic.Equality(codes.NestedFund, ledger.Reference(l.At(q)), ledger.Reference(l.At(w))); c != nil {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// totalsAgree says that two funds have the same total of what q and w are rows of.
func totalsAgree(l *ledger.Ledger, q, w meaning.Quantity) bool {
	q.Function, w.Function, q.Economic, w.Economic, q.Gov, w.Gov = "", "", "", "", "", ""
	a, b := ledger.Reference(l.At(q)), ledger.Reference(l.At(w))
	return a != nil && b != nil && a.Value.Equal(b.Value)
}

// classSums compare the functional classes of summary tables with the rows of their items (项) in
// each table that lists items only.
func classSums(l *ledger.Ledger) []*arithmetic.Check {
	classes := map[meaning.Quantity]*arithmetic.Figure{}
	for _, q := range l.Order {
		if len(q.Function) == 3 {
			classes[q] = ledger.Reference(l.At(q))
		}
	}
	type listed struct {
		class meaning.Quantity
		table arithmetic.TableID
	}
	items := map[listed][]arithmetic.Term{}
	var order []listed
	for _, q := range l.Order {
		if len(q.Function) != 7 {
			continue
		}
		class := q
		class.Function = q.Function[:3]
		for _, p := range l.At(q) {
			if p.Record == nil || classes[class] == nil || l.Hierarchical[p.Table()] {
				continue
			}
			key := listed{class, p.Table()}
			if items[key] == nil {
				order = append(order, key)
			}
			items[key] = append(items[key], arithmetic.Term{Figure: p.Figure})
		}
	}
	var out []*arithmetic.Check
	for _, key := range order {
		c := &arithmetic.Check{Code: codes.ClassItems, Actual: classes[key.class], Parts: items[key]}
		c.Evaluate()
		out = append(out, c)
	}
	return verdict.KeptPromises(out, 1)
}

// An identity is an equation between quantities that disclosures keep (勾稽关系).
type identity struct {
	id    string
	whole meaning.Meaning
	parts []meaning.Meaning
	need  int  // how many of the parts must be printed
	usual bool // it holds for most: a failure counts only if it reads like a misprint
}

// identities hold for budgets and final accounts of every year seen.
var identities = []identity{
	{codes.IncomeExpenditure, meaning.Of(meaning.Total, meaning.Quantity{Flow: "out"}), []meaning.Meaning{meaning.Of(meaning.Total, meaning.Quantity{Flow: "in"})}, 1, false},
	{codes.IncomeExpenditure, meaning.Of(meaning.Total, meaning.Quantity{Flow: "out", Fund: "fiscal"}), []meaning.Meaning{meaning.Of(meaning.Total, meaning.Quantity{Flow: "in", Fund: "fiscal"})}, 1, false},
	{codes.ThreePublicItems, meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "three-public"}), []meaning.Meaning{meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "abroad"}), meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "vehicles"}), meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "reception"})}, 3, false},
	{codes.VehicleItems, meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "vehicles"}), []meaning.Meaning{meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "vehicle-purchase"}), meaning.Of(meaning.Unsaid, meaning.Quantity{Item: "vehicle-running"})}, 2, false},
	{codes.PersonnelClasses, meaning.Of(meaning.Unsaid, meaning.Quantity{Flow: "out", Fund: "gpb", Use: "personnel"}), []meaning.Meaning{meaning.Of(meaning.Unsaid, meaning.Quantity{Flow: "out", Fund: "gpb", Use: "basic", Economic: "301"}), meaning.Of(meaning.Unsaid, meaning.Quantity{Flow: "out", Fund: "gpb", Use: "basic", Economic: "303"})}, 2, true},
	{codes.BasicParts, meaning.Of(meaning.Unsaid, meaning.Quantity{Flow: "out", Fund: "gpb", Use: "basic"}), []meaning.Meaning{meaning.Of(meaning.Unsaid, meaning.Quantity{Flow: "out", Fund: "gpb", Use: "personnel"}), meaning.Of(meaning.Unsaid, meaning.Quantity{Flow: "out", Fund: "gpb", Use: "public"})}, 2, false},
}

// crossChecks evaluate the identities for each year, stage and set of tables that is printed.
func crossChecks(l *ledger.Ledger) []*arithmetic.Check {
	type frame struct {
		stage     string
		year, set int
	}
	var out []*arithmetic.Check
	seen := map[frame]bool{}
	for _, q := range l.Order {
		f := frame{q.Stage, q.Year, q.Set}
		if seen[f] {
			continue
		}
		seen[f] = true
		for _, id := range identities {
			if c := identityCheck(l, id, f.stage, f.year, f.set); c != nil {
				out = append(out, c)
			}
		}
	}
	return out
}

func identityCheck(l *ledger.Ledger, id identity, stage string, year, set int) *arithmetic.Check {
	find := func(m meaning.Meaning) *arithmetic.Figure {
		m.Stage, m.Year, m.Set = stage, year, set
		return l.Find(m)
	}
	whole := find(id.whole)
	if whole == nil {
		return nil
	}
	c := &arithmetic.Check{Code: id.id, Actual: whole}
	for _, p := range id.parts {
		if e := find(p); e != nil {
			c.Parts = append(c.Parts, arithmetic.Term{Figure: e})
		}
	}
	if len(c.Parts) < id.need {
		return nil
	}
	c.Evaluate()
	if id.usual && c.Outcome == normalize.Fail && !arithmetic.OneDigitHeals(c) {
		return nil
	}
	return c
}
