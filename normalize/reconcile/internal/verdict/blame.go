package verdict

import (
	"sort"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// A Culprit is the figure that failing checks point at: with the value it would have to be, they
// would hold.
type Culprit struct {
	*arithmetic.Figure
	Value  decimal.Decimal
	Checks []*arithmetic.Check // the failing ones that it explains, the worst first
	Rivals int                 // other figures that would explain them as well
	Unsure bool                // which figure is wrong cannot be told: Figure is the one that the checks are about
}

// Judge finds the culprits of all failing checks, those that explain most first, among the figures of the
// documents that are judged. p is what these print.
func Judge(checks []*arithmetic.Check, p Print, judged func(document string) bool) []Culprit {
	open := map[*arithmetic.Check]bool{}
	for _, c := range checks {
		if c.Outcome == normalize.Fail {
			open[c] = true
		}
	}
	if len(open) == 0 {
		return nil
	}
	known := p.names()
	var out []Culprit
	printed := map[*arithmetic.Figure]decimal.Decimal{}
	for len(open) > 0 {
		found := accuse(suspicions(checks, open, known, judged), open)
		if len(found) == 0 {
			out = append(out, unexplained(checks, open)...)
			break
		}
		for _, c := range found {
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
		if !open[s.check] || !s.fresh(open) || stale[s.Figure] || !s.sure() {
			continue
		}
		for _, c := range s.healed {
			delete(open, c)
			for _, e := range c.Figures() {
				stale[e] = true
			}
		}
		out = append(out, Culprit{Figure: s.Figure, Value: s.value, Checks: s.healed, Rivals: s.rivals})
	}
	return out
}

// suspicions are the best explanation of each open check, best first.
func suspicions(checks []*arithmetic.Check, open map[*arithmetic.Check]bool, known *names, judged func(document string) bool) []*suspicion {
	var out []*suspicion
	now := arithmetic.Standing{}
	for _, c := range checks {
		if !open[c] {
			continue
		}
		var best *suspicion
		free := 0
		for _, e := range c.Figures() {
			if !judged(e.Document()) {
				continue
			}
			s := suspicionOf(e, c, open, known, now)
			if s != nil && s.broken == 0 {
				free++
			}
			switch {
			case s == nil:
			case best == nil || s.better(best):
				best = s
			case !best.better(s):
				best.rivals++
			}
		}
		if best != nil {
			best.free = free
			out = append(out, best)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].better(out[j]) })
	return out
}

// unexplained are the failing checks of which nobody can say which figure is wrong, or what the print leaves out:
// those of one page that are off by the same amount, and those of one table that are off by what one column has, are told once, on the
// figure that the first is about.
func unexplained(checks []*arithmetic.Check, open map[*arithmetic.Check]bool) []Culprit {
	type cause struct {
		table  arithmetic.TableID
		page   int
		gap    string
		column int // that the rows count twice; 0 where they do not
	}
	var out []Culprit
	at := map[cause]int{}
	for _, c := range checks {
		if !open[c] || c.Actual.Value.Sub(c.Expected()).Abs().LessThanOrEqual(c.Tolerance) {
			continue // with the values of those that were found it comes out
		}
		key := cause{page: c.Actual.Page(), gap: c.Gap.Abs().String()}
		if c.Actual.Record != nil {
			key.table = c.Actual.Table()
		}
		over := overBy(c)
		for _, column := range over {
			twice := cause{table: key.table, column: column} // whichever page of the table it stands on
			if _, told := at[twice]; told || len(over) == 1 {
				key = twice
			}
		}
		if n, told := at[key]; told && c.Base == nil && c.Actual.Record != nil {
			out[n].Checks = append(out[n].Checks, c)
			continue
		}
		at[key] = len(out)
		out = append(out, Culprit{Figure: c.Actual, Value: c.Expected(), Checks: []*arithmetic.Check{c}, Unsure: true})
	}
	return out
}
