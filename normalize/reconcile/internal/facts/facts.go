// Package facts takes together what the tables and the sentences of one disclosure say of each quantity, so that each
// stands once: the same amount is printed in many tables, and nothing on paper says which of these to take.
package facts

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// A gathering is what is printed and stated of each place.
type gathering struct {
	part     *Part
	ranks    map[string]int
	order    []place
	prints   map[place][]print
	agreeing map[normalize.Ref][]int
}

// Of are the facts of one part, in the order in which its tables print them; those that only sentences state
// follow, and changes and counts after these. Their numbers are left to the caller.
func Of(p *Part) []normalize.Fact {
	g := &gathering{part: p, ranks: ranks(), prints: map[place][]print{}, agreeing: p.agreeing()}
	g.takeTables()
	g.settleScopes()
	out := make([]normalize.Fact, 0, len(g.order))
	n := namesOf(p.Tables)
	type whose struct {
		agency string
		normalize.Quantity
	}
	known := map[whose]bool{}
	for _, at := range g.order {
		f, ok := g.fact(at)
		if k := (whose{f.Agency, f.Quantity}); ok && !known[k] { // of a further run nothing may tell that it is another's
			known[k] = true
			n.name(&f)
			out = append(out, f)
		}
	}
	out = append(out, stated(p, out, &n)...)
	markLeaves(out)
	return append(out, otherwiseStated(p, &n)...)
}

// ranks are the places of forms in the catalogue, which lists the tables that are drawn up for a quantity before
// those that repeat it.
func ranks() map[string]int {
	out := map[string]int{}
	for i, f := range forms.All() {
		out[f.ID] = i + 1
	}
	return out
}

func (g *gathering) takeTables() {
	run, seen := 0, map[string]bool{}
	for _, t := range g.part.Tables {
		measured := slices.ContainsFunc(t.Figures, func(e *arithmetic.Figure) bool { return e.Record.Quantity != (normalize.Quantity{}) })
		if !measured {
			continue
		}
		if t.Title != "" && seen[t.Title] {
			run++
			seen = map[string]bool{}
		}
		seen[t.Title] = true
		rank := cmp.Or(g.ranks[t.Form], len(g.ranks)+1)
		for _, e := range t.Figures {
			if e.Record.Quantity != (normalize.Quantity{}) && e.Money {
				g.take(place{meaning.Quantity(e.Record.Quantity), run}, print{e, t, rank})
			}
		}
	}
}

func (g *gathering) take(at place, p print) {
	if g.prints[at] == nil {
		g.order = append(g.order, at)
	}
	g.prints[at] = append(g.prints[at], p)
}

// settleScopes files figures that do not say whether they take in what was carried over with those that do and have
// their amount: 支出合计 of one table is 本年支出合计 of another, or 支出总计.
func (g *gathering) settleScopes() {
	var order []place
	for _, at := range g.order {
		if to, ok := g.saidScope(at); ok {
			g.prints[to] = append(g.prints[to], g.prints[at]...)
			delete(g.prints, at)
			continue
		}
		order = append(order, at)
	}
	g.order = order
}

// saidScope is the place with a scope that holds the amounts of one without.
func (g *gathering) saidScope(at place) (place, bool) {
	if at.Scope != "" {
		return at, false
	}
	for _, scope := range []string{meaning.ThisYear, meaning.Total} {
		to := at
		to.Scope = scope
		if all := g.prints[to]; len(all) > 0 && agree(append(slices.Clip(all), g.prints[at]...)) {
			return to, true
		}
	}
	return at, false
}

// fact is what is printed of one place; false where its figures differ and no check says that one of them is wrong,
// so that they do not measure the same, or cannot be told apart.
func (g *gathering) fact(at place) (normalize.Fact, bool) {
	all := g.prints[at]
	status := statusOf(all)
	if !agree(all) {
		if !at.Said() || !g.accused(all) {
			if all = majority(all); all == nil {
				return normalize.Fact{}, false
			}
			status = statusOf(all)
		} else {
			status = normalize.Contradicted
		}
	}
	best := preferred(all)
	f := g.part.about(best.Record.Document)
	f.Quantity, f.Status = normalize.Quantity(at.Quantity), status
	if at.run > 0 {
		f.Agency = best.table.Agency
	}
	f.Yuan, f.Precision = best.Value, best.Quantum
	f.Record, f.Page, f.Box = best.Record.Ref(), best.Record.Page, best.Record.Box
	f.UnitCode, f.UnitName = unitOf(at.Unit, best.Record)
	if at.Project != "" {
		f.ProjectCode, f.Project = projectOf(at.Project, best.Record)
	}
	tied := map[normalize.Ref]bool{}
	slices.SortStableFunc(all, func(a, b print) int {
		p, q := a.Record, b.Record
		return cmp.Or(cmp.Compare(p.Table, q.Table), cmp.Compare(p.Row, q.Row), cmp.Compare(p.Column, q.Column))
	})
	for _, p := range all {
		f.Records = append(f.Records, p.Ref(f.Document))
		tied[p.Ref("")] = true
	}
	f.Claims = g.claimsOf(tied, f.Document)
	return f, true
}

// accused says that a check that compares two of these figures failed, and is told as a finding.
func (g *gathering) accused(all []print) bool {
	n := 0
	for _, p := range all {
		if g.part.Failed[normalize.FigureRef{Record: p.Ref("")}] {
			n++
		}
	}
	return n > 1
}

// claimsOf are the amounts in sentences that were held against one of these records and agree.
func (g *gathering) claimsOf(tied map[normalize.Ref]bool, document string) []normalize.ClaimRef {
	var at []int
	for r := range tied {
		at = append(at, g.agreeing[r]...)
	}
	slices.Sort(at)
	var out []normalize.ClaimRef
	for _, i := range slices.Compact(at) {
		out = append(out, refOf(g.part.Claims[i], document))
	}
	return out
}
