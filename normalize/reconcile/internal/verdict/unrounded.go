package verdict

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// unrounded are the sums inside tables that are off by what rounding brings, where so many others of their table come out to the last digit
// that its figures were not rounded each by itself. Another last digit of one of their figures may be what is off: they prove none.
func unrounded(checks []*arithmetic.Check) map[*arithmetic.Check]bool {
	type sums struct {
		even float64 // how unlikely it is that rounded figures come out so, as a logarithm
		off  []*arithmetic.Check
	}
	of, counted := map[arithmetic.TableID]*sums{}, map[*arithmetic.Figure]bool{}
	for _, c := range checks {
		if !ofOnePrint(c) {
			continue
		}
		s := of[c.Actual.Table()]
		if s == nil {
			s = &sums{}
			of[c.Actual.Table()] = s
		}
		switch {
		case c.Outcome == normalize.Rounding:
			s.off = append(s.off, c)
		case c.Outcome == normalize.Pass && !counted[c.Actual]:
			counted[c.Actual] = true
			s.even -= math.Log(comesOut(filled(c.Parts)))
		}
	}
	out := map[*arithmetic.Check]bool{}
	for _, s := range of {
		if len(s.off) > 0 && s.even > float64(causes(s.off))*math.Log(mostOfSlip) {
			for _, c := range s.off {
				out[c] = true
			}
		}
	}
	return out
}

// ofOnePrint says that a comparison adds up at least two amounts of one table that are printed with the same last digit.
func ofOnePrint(c *arithmetic.Check) bool {
	return c.Base == nil && !c.AtMost && c.Actual.Record != nil && filled(c.Parts) > 1 && !slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool {
		return t.Record == nil || t.Table() != c.Actual.Table() || !t.Quantum.Equal(c.Actual.Quantum)
	})
}

// comesOut is how likely a sum of n figures comes out to the last digit where each of them and the total were rounded by themselves: the chance
// that the sum of n+1 errors, each of up to half a digit, is less than half of one.
func comesOut(n int) float64 {
	return math.Min(0.75, math.Sqrt(6/(math.Pi*float64(n+1))))
}

// causes is how many figures it takes to have one in each of some sums, each the one that most of what is left holds.
func causes(off []*arithmetic.Check) int {
	n := 0
	for left := slices.Clone(off); len(left) > 0; n++ {
		in := map[*arithmetic.Figure]int{}
		most := left[0].Actual
		for _, c := range left {
			for _, e := range c.Figures() {
				if in[e]++; in[e] > in[most] {
					most = e
				}
			}
		}
		if in[most] == 1 {
			return n + len(left) // no two share a figure
		}
		left = slices.DeleteFunc(left, func(c *arithmetic.Check) bool { return slices.Contains(c.Figures(), most) })
	}
	return n
}
