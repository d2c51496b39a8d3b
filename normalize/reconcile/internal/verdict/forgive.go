package verdict

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// forgiveRounding turns a failure into rounding where two figures of one amount differ by one in the
// last digit and each fits the other figures around it better as it is: both were rounded, on
// different ways from the same unrounded figures. Inside one table this does not happen.
func forgiveRounding(checks []*arithmetic.Check) {
	for _, c := range checks {
		if c.Outcome != normalize.Fail || c.Table != 0 || c.Base != nil || len(c.Parts) != 1 {
			continue
		}
		other := c.Parts[0].Figure
		digit := decimal.Max(c.Actual.Quantum, other.Quantum)
		if c.Gap.Abs().LessThanOrEqual(digit) && fitsAsItIs(c.Actual, other.Value) && fitsAsItIs(other, c.Actual.Value) {
			c.Outcome, c.Tolerance = normalize.Rounding, digit
		}
	}
}

// fitsAsItIs says that the figure's sums would be no nearer if it were v.
func fitsAsItIs(e *arithmetic.Figure, v decimal.Decimal) bool {
	var strain decimal.Decimal
	sums := 0
	for _, k := range e.Checks {
		if k.Base == nil && k.Table != 0 {
			_, before, after := k.If(e, v)
			strain = strain.Add(after.Sub(before))
			sums++
		}
	}
	return sums > 0 && !strain.IsNegative()
}

// forgiveShortLists takes back the sums of rows that fail although every figure which another digit would
// mend is borne out by other checks as it is: then an item is not listed, as in tables of governments
// that print the main ones.
func forgiveShortLists(checks []*arithmetic.Check) {
	for _, c := range checks {
		if c.Outcome == normalize.Fail && c.Base == nil && len(c.Parts) > 1 && borneOut(c) {
			c.Outcome = normalize.Insufficient
		}
	}
}

// borneOut says that no figure of a failing check could be another without breaking a check that holds.
func borneOut(c *arithmetic.Check) bool {
	for _, e := range c.Figures() {
		v, ok := c.Needs(e)
		if ok && arithmetic.Misprint(e, v) && !heldBy(e, v) {
			return false
		}
	}
	return true
}

// heldBy says that a check which holds would fail if the figure were v.
func heldBy(e *arithmetic.Figure, v decimal.Decimal) bool {
	for _, k := range e.Checks {
		if k.Holds() && !k.Weak && !k.AtMost {
			if holds, _, _ := k.If(e, v); !holds {
				return true
			}
		}
	}
	return false
}
