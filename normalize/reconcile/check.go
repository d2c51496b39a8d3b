package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// Tolerances, as REFERENCE for disclosures has them: what a printed figure may be off for its own
// rounding is half of its last digit.
var (
	half    = decimal.New(5, -1)
	hundred = decimal.New(100, 0)
)

// A term is an entry with the sign it has in a sum.
type term struct {
	*entry
	minus bool
}

// A check is one comparison: what is printed (actual) against what other figures make of it. A
// linear one says actual = Σ parts; one with a base says actual = 100 × Σ parts / Σ base, in per cent.
type check struct {
	code    string
	table   int // 0 where it is about no single table
	actual  *entry
	parts   []term
	base    []term
	outcome normalize.Outcome
	gap     decimal.Decimal // actual − expected
	room    decimal.Decimal // tolerance
	atMost  bool            // actual ≤ expected is enough; this proves no figure
	weak    bool            // it would not have been made had it failed; this proves no figure
	number  int             // in its document
	hint    bool            // no check, but tells which of several figures is likelier wrong
	figures []*entry        // that take part, once asked for
}

// sum adds up terms; a term of the entry e counts with the value v instead of its own.
func sum(terms []term, e *entry, v decimal.Decimal) decimal.Decimal {
	var total decimal.Decimal
	for i, t := range terms {
		x := t.value
		if t.entry == e {
			x = v
		}
		if t.minus {
			x = x.Neg()
		}
		if i == 0 {
			total = x
		} else {
			total = total.Add(x)
		}
	}
	return total
}

// expected is what the other figures make of the actual one.
func (c *check) expected() decimal.Decimal { return c.expectedWith(nil, decimal.Zero) }

func (c *check) expectedWith(e *entry, v decimal.Decimal) decimal.Decimal {
	num := sum(c.parts, e, v)
	if c.base == nil {
		return num
	}
	den := sum(c.base, e, v)
	if den.IsZero() {
		return decimal.Zero
	}
	return num.Mul(hundred).DivRound(den, 12)
}

// defined says that the comparison has a result: a percentage of nothing, or of what may have been
// rounded from nothing, has none, nor has a sum of money and of what is none.
func (c *check) defined() bool {
	if c.mixed() {
		return false
	}
	return c.base == nil || sum(c.base, nil, decimal.Zero).Abs().GreaterThan(halves(c.base))
}

// mixed says that amounts of money are set against figures of another unit. The percentage that a
// ratio makes is no part of the ratio.
func (c *check) mixed() bool {
	terms := append(c.parts[:len(c.parts):len(c.parts)], c.base...)
	if c.base == nil {
		terms = append(terms, term{entry: c.actual})
	}
	for _, t := range terms {
		if t.money != terms[0].money {
			return true
		}
	}
	return false
}

// evaluate compares, and sets the outcome. Its figures do not change afterwards.
func (c *check) evaluate() {
	c.figures = nil
	if !c.defined() {
		c.outcome = normalize.Insufficient
		return
	}
	c.gap = c.actual.value.Sub(c.expected())
	c.room = c.tolerance()
	switch size := c.gap.Abs(); {
	case size.IsZero(), c.atMost && c.gap.IsNegative():
		c.outcome = normalize.Pass
	case size.LessThanOrEqual(c.room) && c.base != nil:
		c.outcome = normalize.Pass
	case size.LessThanOrEqual(c.room):
		c.outcome = normalize.Rounding
	default:
		c.outcome = normalize.Fail
	}
}

// tolerance is what the print's rounding can explain. A sum of n figures: (n+1) halves of the last
// digit of the coarsest. A figure that is printed twice: nothing if both have the same last digit,
// otherwise half of the coarser one's.
func (c *check) tolerance() decimal.Decimal {
	if c.base != nil {
		return c.ratioTolerance()
	}
	coarsest, mixed := c.actual.quantum, false
	for _, t := range c.parts {
		mixed = mixed || !t.quantum.Equal(coarsest)
		coarsest = decimal.Max(coarsest, t.quantum)
	}
	switch {
	case len(c.parts) > 1:
		return coarsest.Mul(half).Mul(decimal.NewFromInt(int64(len(c.parts) + 1)))
	case mixed:
		return coarsest.Mul(half)
	}
	return decimal.Zero
}

// ratioTolerance is half of the percentage's last digit, and what the amounts' own rounding adds at
// worst: 100 × ((num + Σ½q) / (den − Σ½q) − num / den).
func (c *check) ratioTolerance() decimal.Decimal {
	num := sum(c.parts, nil, decimal.Zero).Abs()
	den := sum(c.base, nil, decimal.Zero).Abs()
	worst := num.Add(halves(c.parts)).DivRound(den.Sub(halves(c.base)), 12).Sub(num.DivRound(den, 12))
	return c.actual.printedQuantum().Mul(half).Add(worst.Mul(hundred))
}

// halves is the sum of half the last digits of figures.
func halves(terms []term) decimal.Decimal {
	var total decimal.Decimal
	for _, t := range terms {
		total = total.Add(t.quantum.Mul(half))
	}
	return total
}

// holds says that the comparison was made and came out even.
func (c *check) holds() bool { return c.outcome == normalize.Pass || c.outcome == normalize.Rounding }

// proofDigits is how many units of its last digit a figure may be off before a check that proves it
// fails: the last digit itself can lie within rounding.
var proofDigits = decimal.New(10, 0)

// proves says that a check which holds could not have held with another of the figure's digits but the
// last: 98.1% proves no amount of seven digits, nor does a sum of fifty that is twenty off prove one of
// its parts. A sum that comes out to the last digit proves each.
func (c *check) proves(e *entry) bool {
	if c.atMost || c.weak || !c.holds() {
		return false
	}
	if c.base == nil && c.outcome == normalize.Pass || c.base != nil && e == c.actual {
		return true
	}
	off := e.quantum.Mul(proofDigits)
	if c.base == nil && len(c.parts) > 1 {
		gap := c.off().Abs()
		return c.likely(gap) && off.GreaterThan(gap) && !c.likely(off.Sub(gap))
	}
	more, _, _ := c.strainWith(e, e.value.Add(off))
	less, _, _ := c.strainWith(e, e.value.Sub(off))
	return !more && !less
}

// likely says that rounding each figure by itself brings a sum so far off: by no more than four standard
// deviations of it, each figure's being a twelfth of its last digit squared. The tolerance has room for the
// case that all are off by half a digit the same way, which does not happen in long lists.
func (c *check) likely(gap decimal.Decimal) bool {
	coarsest := c.actual.quantum
	for _, t := range c.parts {
		coarsest = decimal.Max(coarsest, t.quantum)
	}
	variance := coarsest.Mul(coarsest).Mul(decimal.NewFromInt(int64(len(c.parts)+1))).DivRound(decimal.NewFromInt(12), 12)
	return gap.Mul(gap).LessThanOrEqual(variance.Mul(decimal.NewFromInt(16)))
}

// entries are the figures that take part, the actual one first.
func (c *check) entries() []*entry {
	if c.figures == nil {
		c.figures = distinct(c.actual, c.parts, c.base)
	}
	return c.figures
}

// fewFigures is up to how many a list is faster to search than a map.
const fewFigures = 16

// distinct are the figures of a check, each once.
func distinct(actual *entry, parts, base []term) []*entry {
	out := append(make([]*entry, 0, 1+len(parts)+len(base)), actual)
	seen := map[*entry]bool{}
	if cap(out) > fewFigures {
		seen[actual] = true
	}
	for _, terms := range [][]term{parts, base} {
		for _, t := range terms {
			if cap(out) > fewFigures && seen[t.entry] || cap(out) <= fewFigures && slices.Contains(out, t.entry) {
				continue
			}
			if cap(out) > fewFigures {
				seen[t.entry] = true
			}
			out = append(out, t.entry)
		}
	}
	return out
}

// off is how much more the figure is than the others make of it, as they stand now.
func (c *check) off() decimal.Decimal { return c.actual.value.Sub(c.expected()) }

// strainWith says whether the check would hold if the entry e were v, and how far off it is now and
// would be then.
func (c *check) strainWith(e *entry, v decimal.Decimal) (holds bool, before, after decimal.Decimal) {
	actual := c.actual.value
	if c.actual == e {
		actual = v
	}
	gap := actual.Sub(c.expectedWith(e, v))
	if c.atMost {
		return gap.LessThanOrEqual(c.room), decimal.Zero, decimal.Zero
	}
	if c.base != nil {
		return gap.Abs().LessThanOrEqual(c.room), decimal.Zero, decimal.Zero
	}
	return gap.Abs().LessThanOrEqual(c.room), c.off().Abs(), gap.Abs()
}

// needs is what the entry e would have to be for the check to hold exactly; false where that cannot
// be said.
func (c *check) needs(e *entry) (decimal.Decimal, bool) {
	if e == c.actual {
		return c.expected(), true
	}
	if c.base != nil {
		return c.needsOfRatio(e)
	}
	for _, t := range c.parts {
		if t.entry != e {
			continue
		}
		if t.minus {
			return e.value.Sub(c.off()), true
		}
		return e.value.Add(c.off()), true
	}
	return decimal.Zero, false
}

// needsOfRatio solves actual = 100 × parts / base for one of the amounts, which may stand in both.
func (c *check) needsOfRatio(e *entry) (decimal.Decimal, bool) {
	p := c.actual.value.Div(hundred)
	// Σ parts − p × Σ base = 0 is linear in e: constant + slope × e = 0.
	constant := sum(c.parts, e, decimal.Zero).Sub(p.Mul(sum(c.base, e, decimal.Zero)))
	slope := slopeOf(c.parts, e).Sub(p.Mul(slopeOf(c.base, e)))
	if slope.IsZero() {
		return decimal.Zero, false
	}
	return constant.Neg().DivRound(slope, 12), true
}

func slopeOf(terms []term, e *entry) decimal.Decimal {
	return sum(terms, e, decimal.New(1, 0)).Sub(sum(terms, e, decimal.Zero))
}
