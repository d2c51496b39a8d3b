package arithmetic

import "github.com/shopspring/decimal"

// off is how much more the figure is than the others make of it, as they stand now.
func (c *Check) off() decimal.Decimal { return c.Actual.Value.Sub(c.Expected()) }

// A Standing is what sums are off by, as long as no figure changes: long sums are asked about each of their figures.
type Standing map[*Check]decimal.Decimal

func (s Standing) off(c *Check) decimal.Decimal {
	off, known := s[c]
	if !known {
		off = c.off()
		s[c] = off
	}
	return off
}

// If says whether the check would hold if the figure e were v, and how far off it is now and
// would be then.
func (c *Check) If(e *Figure, v decimal.Decimal) (holds bool, before, after decimal.Decimal) {
	return Standing{}.If(c, e, v)
}

// If is the function of checks of that name.
func (s Standing) If(c *Check, e *Figure, v decimal.Decimal) (holds bool, before, after decimal.Decimal) {
	if c.Base != nil {
		actual := c.Actual.Value
		if c.Actual == e {
			actual = v
		}
		gap := actual.Sub(c.expectedWith(e, v))
		return c.allows(gap), decimal.Zero, decimal.Zero
	}
	off, more := s.off(c), v.Sub(e.Value)
	gap := off
	if c.Actual == e {
		gap = gap.Add(more)
	}
	for _, t := range c.Parts {
		switch {
		case t.Figure != e:
		case t.Minus:
			gap = gap.Add(more)
		default:
			gap = gap.Sub(more)
		}
	}
	if c.AtMost {
		return c.allows(gap), decimal.Zero, decimal.Zero
	}
	return c.allows(gap), off.Abs(), gap.Abs()
}

// allows says that a check holds that is off by so much.
func (c *Check) allows(gap decimal.Decimal) bool {
	if !c.AtMost {
		gap = gap.Abs()
	}
	return gap.LessThanOrEqual(c.Tolerance)
}

// Needs is what the figure e would have to be for the check to hold exactly; false where that cannot
// be said.
func (c *Check) Needs(e *Figure) (decimal.Decimal, bool) { return Standing{}.Needs(c, e) }

// Needs is the function of checks of that name.
func (s Standing) Needs(c *Check, e *Figure) (decimal.Decimal, bool) {
	if e == c.Actual {
		return c.Expected(), true
	}
	if c.Base != nil {
		return c.needsOfRatio(e)
	}
	for _, t := range c.Parts {
		switch {
		case t.Figure != e:
		case t.Minus:
			return e.Value.Sub(s.off(c)), true
		default:
			return e.Value.Add(s.off(c)), true
		}
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
