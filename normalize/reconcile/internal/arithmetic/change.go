package arithmetic

import "github.com/shopspring/decimal"

// off is how much more the figure is than the others make of it, as they stand now.
func (c *Check) off() decimal.Decimal { return c.Actual.Value.Sub(c.Expected()) }

// If says whether the check would hold if the figure e were v, and how far off it is now and
// would be then.
func (c *Check) If(e *Figure, v decimal.Decimal) (holds bool, before, after decimal.Decimal) {
	actual := c.Actual.Value
	if c.Actual == e {
		actual = v
	}
	gap := actual.Sub(c.expectedWith(e, v))
	if c.AtMost {
		return gap.LessThanOrEqual(c.Tolerance), decimal.Zero, decimal.Zero
	}
	if c.Base != nil {
		return gap.Abs().LessThanOrEqual(c.Tolerance), decimal.Zero, decimal.Zero
	}
	return gap.Abs().LessThanOrEqual(c.Tolerance), c.off().Abs(), gap.Abs()
}

// Needs is what the figure e would have to be for the check to hold exactly; false where that cannot
// be said.
func (c *Check) Needs(e *Figure) (decimal.Decimal, bool) {
	if e == c.Actual {
		return c.Expected(), true
	}
	if c.Base != nil {
		return c.needsOfRatio(e)
	}
	for _, t := range c.Parts {
		if t.Figure != e {
			continue
		}
		if t.Minus {
			return e.Value.Sub(c.off()), true
		}
		return e.Value.Add(c.off()), true
	}
	return decimal.Zero, false
}

// AllNeeds gives each figure of a sum with what it would have to be for the sum to hold exactly, in one pass over its terms.
func (c *Check) AllNeeds(yield func(*Figure, decimal.Decimal) bool) {
	off := c.off()
	if !yield(c.Actual, c.Actual.Value.Sub(off)) {
		return
	}
	for _, t := range c.Parts {
		v := t.Value.Add(off)
		if t.Minus {
			v = t.Value.Sub(off)
		}
		if !yield(t.Figure, v) {
			return
		}
	}
}

// needsOfRatio solves actual = 100 × parts / base for one of the amounts, which may stand in both.
func (c *Check) needsOfRatio(e *Figure) (decimal.Decimal, bool) {
	return c.solveRatio(e, c.Actual.Value)
}

func (c *Check) solveRatio(e *Figure, percent decimal.Decimal) (decimal.Decimal, bool) {
	p := percent.Div(Hundred)
	// Σ parts − p × Σ base = 0 is linear in e: constant + slope × e = 0.
	constant := sum(c.Parts, e, decimal.Zero).Sub(p.Mul(sum(c.Base, e, decimal.Zero)))
	slope := slopeOf(c.Parts, e).Sub(p.Mul(slopeOf(c.Base, e)))
	if slope.IsZero() {
		return decimal.Zero, false
	}
	return constant.Neg().DivRound(slope, 12), true
}

// Room is how far the figure e may be from what it needs to be for the check still to hold.
func (c *Check) Room(e *Figure) decimal.Decimal {
	if c.Base == nil || e == c.Actual {
		return c.Tolerance
	}
	low, sure := c.solveRatio(e, c.Actual.Value.Sub(c.Tolerance))
	high, surely := c.solveRatio(e, c.Actual.Value.Add(c.Tolerance))
	if !sure || !surely {
		return decimal.Zero
	}
	return high.Sub(low).Abs().Mul(half)
}

func slopeOf(terms []Term, e *Figure) decimal.Decimal {
	return sum(terms, e, decimal.New(1, 0)).Sub(sum(terms, e, decimal.Zero))
}
