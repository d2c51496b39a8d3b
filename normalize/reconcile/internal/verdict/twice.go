package verdict

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// roundedTwice turns a failure into rounding where two tables print one amount with a difference of one in the
// last digit and each fits its own sums better as it is: both were rounded, on
// different ways from the same unrounded figures. Inside one table this does not happen.
func roundedTwice(checks []*arithmetic.Check) {
	sums := sumsOf(checks)
	for _, c := range checks {
		if c.Outcome != normalize.Fail || c.Table != 0 || c.Base != nil || len(c.Parts) != 1 {
			continue
		}
		other := c.Parts[0].Figure
		digit := decimal.Max(c.Actual.Quantum, other.Quantum)
		if c.Gap.Abs().LessThanOrEqual(digit) && sums.fit(c.Actual, other.Value) && sums.fit(other, c.Actual.Value) {
			c.Outcome, c.Tolerance = normalize.Rounding, digit
		}
	}
}

// tableSums are the sums inside tables that figures take part in.
type tableSums map[*arithmetic.Figure][]*arithmetic.Check

func sumsOf(checks []*arithmetic.Check) tableSums {
	out := tableSums{}
	for _, c := range checks {
		if c.Base != nil || c.Table == 0 || c.Outcome == normalize.Insufficient || c.Outcome == "" {
			continue
		}
		for _, e := range c.Figures() {
			out[e] = append(out[e], c)
		}
	}
	return out
}

// fit says that a figure's sums would be no nearer if it were v.
func (s tableSums) fit(e *arithmetic.Figure, v decimal.Decimal) bool {
	var strain decimal.Decimal
	for _, k := range s[e] {
		_, before, after := k.If(e, v)
		strain = strain.Add(after.Sub(before))
	}
	return len(s[e]) > 0 && !strain.IsNegative()
}
