package arithmetic

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// Evaluate compares, and sets the outcome. Its figures do not change afterwards.
func (c *Check) Evaluate() {
	c.figures = nil
	if !c.defined() {
		c.Outcome = normalize.Insufficient
		return
	}
	c.Gap = c.Actual.Value.Sub(c.Expected())
	c.Tolerance = c.tolerance()
	switch size := c.Gap.Abs(); {
	case size.IsZero(), c.AtMost && c.Gap.IsNegative():
		c.Outcome = normalize.Pass
	case c.Base != nil && size.LessThanOrEqual(c.Tolerance):
		c.Outcome = normalize.Pass
	case size.LessThanOrEqual(c.Tolerance):
		c.Outcome = normalize.Rounding
	default:
		c.Outcome = normalize.Fail
	}
}

// Holds says that the comparison was made and came out even.
func (c *Check) Holds() bool { return c.Outcome == normalize.Pass || c.Outcome == normalize.Rounding }

// tolerance is what the print's rounding can explain. A sum of n figures: (n+1) halves of the last
// digit of the coarsest. A figure that is printed twice: nothing if both have the same last digit,
// otherwise half of the coarser one's.
func (c *Check) tolerance() decimal.Decimal {
	if c.Base != nil {
		return c.ratioTolerance()
	}
	coarsest, mixed := c.Actual.Quantum, false
	for _, t := range c.Parts {
		mixed = mixed || !t.Quantum.Equal(coarsest)
		coarsest = decimal.Max(coarsest, t.Quantum)
	}
	switch {
	case len(c.Parts) > 1:
		return coarsest.Mul(decimal.New(5*int64(len(c.Parts)+1), -1))
	case mixed:
		return coarsest.Mul(half)
	}
	return decimal.Zero
}

// ratioTolerance is half of the percentage's last digit, and what the amounts' own rounding adds at
// worst: 100 × ((num + Σ½q) / (den − Σ½q) − num / den).
func (c *Check) ratioTolerance() decimal.Decimal {
	num := sum(c.Parts, nil, decimal.Zero).Abs()
	den := sum(c.Base, nil, decimal.Zero).Abs()
	worst := num.Add(halves(c.Parts)).DivRound(den.Sub(halves(c.Base)), 12).Sub(num.DivRound(den, 12))
	return c.Actual.printedQuantum().Mul(half).Add(worst.Mul(Hundred))
}

// proofDigits is how many units of its last digit a figure may be off before a check that proves it
// fails: the last digit itself can lie within rounding.
var proofDigits = decimal.New(10, 0)

// Proven are the figures with which a check holds and could not have held with another of their digits but the
// last: 98.1% proves no amount of seven digits, nor does a sum of fifty that is twenty off prove one of
// its parts. A sum that comes out to the last digit proves each.
func (c *Check) Proven() []*Figure {
	switch {
	case c.AtMost || c.Weak || !c.Holds():
		return nil
	case c.Base == nil && c.Outcome == normalize.Pass:
		return c.Figures()
	case c.Base == nil && len(c.Parts) > 1:
		return c.provenByRounding()
	}
	var out []*Figure
	for _, e := range c.Figures() {
		off := e.Quantum.Mul(proofDigits)
		more, _, _ := c.If(e, e.Value.Add(off))
		less, _, _ := c.If(e, e.Value.Sub(off))
		if c.Base != nil && e == c.Actual || !more && !less {
			out = append(out, e)
		}
	}
	return out
}

// provenByRounding are the figures of a sum of which another digit would bring it farther off than rounding does. What is printed to the
// cent is not rounded, so that one that is a cent off proves nothing.
func (c *Check) provenByRounding() []*Figure {
	gap, most := c.off().Abs(), c.mostRounded()
	if !within(gap, most) || c.inCents() {
		return nil
	}
	var out []*Figure
	for _, e := range c.Figures() {
		if off := e.Quantum.Mul(proofDigits); off.GreaterThan(gap) && !within(off.Sub(gap), most) {
			out = append(out, e)
		}
	}
	return out
}

// Unlikely says that a sum that is off by a gap was not rounded so, although it holds.
func (c *Check) Unlikely(gap decimal.Decimal) bool {
	return c.Base == nil && len(c.Parts) > 1 && !c.likely(gap)
}

// likely says that rounding each figure by itself brings a sum so far off: by no more than four standard
// deviations of it, each figure's being a twelfth of its last digit squared. The tolerance has room for the
// case that all are off by half a digit the same way, which does not happen in long lists.
func (c *Check) likely(gap decimal.Decimal) bool { return within(gap, c.mostRounded()) }

// mostRounded is three times the square of what rounding brings a sum off, so that nothing need be divided.
func (c *Check) mostRounded() decimal.Decimal {
	coarsest := c.coarsest()
	return coarsest.Mul(coarsest).Mul(decimal.NewFromInt(int64(4 * (len(c.Parts) + 1))))
}

// coarsest is what one in the last printed digit of the coarsest figure of a sum is worth.
func (c *Check) coarsest() decimal.Decimal {
	coarsest := c.Actual.Quantum
	for _, t := range c.Parts {
		coarsest = decimal.Max(coarsest, t.Quantum)
	}
	return coarsest
}

// inCents says that a sum is of money printed to the smallest coin, which nobody rounds; with further digits it was worked out, and is rounded.
func (c *Check) inCents() bool { return c.Actual.Money && c.coarsest().Equal(cent) }

var cent = decimal.New(1, -2)

// within says that a sum is off by no more than rounding brings it.
func within(gap, mostRounded decimal.Decimal) bool {
	return gap.Mul(gap).Mul(three).LessThanOrEqual(mostRounded)
}

var three = decimal.New(3, 0)
