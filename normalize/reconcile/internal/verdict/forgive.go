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
