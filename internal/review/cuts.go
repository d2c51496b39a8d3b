package review

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A cut divides one whole in one way: facts that can be laid side by side.
type cut struct {
	fund, scope, stage string
	year               int
}

// mostBars is how many facts a chart shows at the most.
const mostBars = 16

// classCode is how many digits the code of a functional class has.
const classCode = 3

// classes are the facts that divide a document's expenditure by functional class.
func classes(facts []*normalize.Fact, year int) []*normalize.Fact {
	return bestCut(facts, year, func(f *normalize.Fact) bool {
		q := &f.Quantity
		return q.Flow == "out" && (q.Use == "all" || q.Use == "") && len(q.Function) == classCode && undivided(f)
	}, func(f *normalize.Fact) string { return f.Quantity.Function })
}

// undivided says that a fact is of the whole agency, whatever it is spent on.
func undivided(f *normalize.Fact) bool {
	q := &f.Quantity
	return q.Economic == "" && q.GovEconomic == "" && q.Item == "" && q.Project == "" && f.Project == "" && q.Unit == "" && f.UnitCode == ""
}

// bestCut takes of the facts that are wanted those of one cut: that which tells of most money, all funds first.
func bestCut(facts []*normalize.Fact, year int, want func(*normalize.Fact) bool, key func(*normalize.Fact) string) []*normalize.Fact {
	cuts := map[cut][]*normalize.Fact{}
	sums := map[cut]decimal.Decimal{}
	var order []cut
	for _, f := range facts {
		q := &f.Quantity
		if !want(f) || f.Yuan.IsZero() || q.Year != year {
			continue
		}
		c := cut{q.Fund, q.Scope, q.Stage, q.Year}
		if cuts[c] == nil {
			order = append(order, c)
		}
		if !slices.ContainsFunc(cuts[c], func(o *normalize.Fact) bool { return key(o) == key(f) }) {
			cuts[c], sums[c] = append(cuts[c], f), sums[c].Add(f.Yuan)
		}
	}
	if len(order) == 0 {
		return nil
	}
	best := slices.MinFunc(order, func(a, b cut) int {
		return cmp.Or(len(cuts[b])-len(cuts[a]), sums[b].Cmp(sums[a]), fundRank(a.fund)-fundRank(b.fund))
	})
	list := cuts[best]
	slices.SortStableFunc(list, func(a, b *normalize.Fact) int { return b.Yuan.Cmp(a.Yuan) })
	return list[:min(len(list), mostBars)]
}

func fundRank(fund string) int {
	if i := slices.Index([]string{"all", "fiscal", "general"}, fund); i >= 0 {
		return i
	}
	return len(fund)
}

func factsOf(ds *normalize.Dataset, id string) []*normalize.Fact {
	var out []*normalize.Fact
	for i := range ds.Facts {
		if ds.Facts[i].Document == id {
			out = append(out, &ds.Facts[i])
		}
	}
	return out
}

// sourceOf names where income is from: its source, or else its fund.
func sourceOf(f *normalize.Fact) string {
	if s := f.Quantity.Source; s != "" && s != "all" {
		return s
	}
	return f.Quantity.Fund
}

// sources are the facts that divide a document's income by where it is from; each once.
func sources(facts []*normalize.Fact, year int) []*normalize.Fact {
	var out []*normalize.Fact
	for _, f := range facts {
		q := &f.Quantity
		s := sourceOf(f)
		if q.Flow != "in" || s == "" || s == "all" || s == "fiscal" || f.Yuan.IsZero() || q.Year != year || !undivided(f) || q.Function != "" || q.Scope == "carried-in" {
			continue
		}
		if !slices.ContainsFunc(out, func(o *normalize.Fact) bool { return sourceOf(o) == s }) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *normalize.Fact) int { return b.Yuan.Cmp(a.Yuan) })
	return out
}
