// Package verdict decides which failing checks are believed, and which figures are wrong. What makes checks
// does not decide: it hands all of them over, by rule, by table or of a whole document.
package verdict

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// OfLastYear settles the comparisons with last year. Every difference between years has innocent readings, so that
// only what reads like a slip of one of many digits stays; the others are counted.
func OfLastYear(checks []*arithmetic.Check) (out []*arithmetic.Check, dropped int) {
	for _, c := range checks {
		if c.Outcome != normalize.Fail || c.Base == nil && ByPlace*slip([]*arithmetic.Check{c}, false, false) >= SlipOdds {
			out = append(out, c)
		} else {
			dropped++
		}
	}
	return out, dropped
}

// Passing are the checks that do not fail.
func Passing(checks []*arithmetic.Check) []*arithmetic.Check {
	return slices.DeleteFunc(slices.Clone(checks), func(c *arithmetic.Check) bool { return c.Outcome == normalize.Fail })
}
