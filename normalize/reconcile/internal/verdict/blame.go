package verdict

import (
	"sort"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// A Culprit is the figure that failing checks point at: with the value it would have to be, they
// would hold.
type Culprit struct {
	*arithmetic.Figure
	Value  decimal.Decimal
	Checks []*arithmetic.Check // the failing ones that it explains, the worst first
	Rivals int                 // other figures that would explain them as well
}

// blame finds the culprits of all failing checks, those that explain most first, among the figures of the
// documents that are judged. tables are their tables.
func blame(checks []*arithmetic.Check, tables []*table.Table, judged func(document string) bool) []Culprit {
	open := map[*arithmetic.Check]bool{}
	for _, c := range checks {
		if c.Outcome == normalize.Fail {
			open[c] = true
		}
	}
	known := printedNames(tables)
	var out []Culprit
	printed := map[*arithmetic.Figure]decimal.Decimal{}
	for len(open) > 0 {
		for _, c := range accuse(suspicions(checks, open, known, judged), open) {
			out = append(out, c)
			if _, twice := printed[c.Figure]; !twice {
				printed[c.Figure] = c.Figure.Value
			}
			c.Figure.Value = c.Value // what is left to explain is weighed with what was found
		}
	}
	for e, v := range printed {
		e.Value = v
	}
	return out
}

// accuse takes the best suspicions as long as none of the checks that they heal was healed before,
// and closes these checks. The others wait until they are weighed again.
func accuse(all []*suspicion, open map[*arithmetic.Check]bool) []Culprit {
	var out []Culprit
	stale := map[*arithmetic.Figure]bool{}
	for _, s := range all {
		if !open[s.check] || !s.fresh(open) || stale[s.Figure] {
			continue
		}
		for _, c := range s.healed {
			delete(open, c)
			for _, e := range c.Figures() {
				stale[e] = true
			}
		}
		for _, c := range s.Hints {
			for _, e := range c.Figures() {
				stale[e] = true
			}
		}
		out = append(out, Culprit{s.Figure, s.value, s.healed, s.rivals})
	}
	return out
}

// suspicions are the best explanation of each open check, best first.
func suspicions(checks []*arithmetic.Check, open map[*arithmetic.Check]bool, known names, judged func(document string) bool) []*suspicion {
	var out []*suspicion
	for _, c := range checks {
		if !open[c] {
			continue
		}
		var best *suspicion
		for _, e := range c.Figures() {
			if !judged(e.Document()) {
				continue
			}
			switch s := suspicionOf(e, c, open, known); {
			case s == nil:
			case best == nil || s.better(best):
				best = s
			case !best.better(s):
				best.rivals++
			}
		}
		if best == nil { // nothing can be said: the check stands for itself
			best = &suspicion{Figure: c.Actual, check: c, value: c.Expected(), healed: []*arithmetic.Check{c}}
		}
		out = append(out, best)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].better(out[j]) })
	return out
}
