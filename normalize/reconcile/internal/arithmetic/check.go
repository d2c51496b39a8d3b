package arithmetic

import (
	"slices"

	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/shopspring/decimal"
)

// sum adds up terms; a term of the figure e counts with the value v instead of its own.
func sum(terms []Term, e *Figure, v decimal.Decimal) decimal.Decimal {
	var total decimal.Decimal
	for i, t := range terms {
		x := t.Value
		if t.Figure == e {
			x = v
		}
		switch {
		case i > 0 && x.IsZero(): // as much of a table is
		case i > 0 && t.Minus:
			total = total.Sub(x)
		case i > 0:
			total = total.Add(x)
		case t.Minus:
			total = x.Neg()
		default:
			total = x
		}
	}
	return total
}

// Expected is what the other figures make of the actual one.
func (c *Check) Expected() decimal.Decimal { return c.expectedWith(nil, decimal.Zero) }

func (c *Check) expectedWith(e *Figure, v decimal.Decimal) decimal.Decimal {
	num := sum(c.Parts, e, v)
	if c.Base == nil {
		return num
	}
	den := sum(c.Base, e, v)
	if den.IsZero() {
		return decimal.Zero
	}
	return num.Mul(Hundred).DivRound(den, 12)
}

// defined says that the comparison has a result: a percentage of nothing, or of what may have been
// rounded from nothing, has none, nor has a sum of money and of what is none.
func (c *Check) defined() bool {
	if c.mixed() {
		return false
	}
	return c.Base == nil || sum(c.Base, nil, decimal.Zero).Abs().GreaterThan(halves(c.Base))
}

// mixed says that amounts of money are set against figures of another unit, or of other money. The percentage that a
// ratio makes is no part of the ratio.
func (c *Check) mixed() bool {
	one := c.Actual
	if len(c.Base) > 0 {
		one = c.Base[0].Figure
	}
	other := func(t Term) bool { return t.Money != one.Money || otherMoney(t.Figure, one) }
	return slices.ContainsFunc(c.Parts, other) || slices.ContainsFunc(c.Base, other)
}

// otherMoney says that the sign of a currency before a part is not that of its total. In many tables only the first row and the
// totals have the sign: a part without one is of its total's money. A total without one is of no other money than China's.
func otherMoney(part, total *Figure) bool {
	return part.Currency != "" && part.Currency != total.Currency && (part.Currency != figure.Chinese || total.Currency != "")
}

// Figures are the figures that take part, the actual one first.
func (c *Check) Figures() []*Figure {
	if c.figures == nil {
		c.figures = distinct(c.Actual, c.Parts, c.Base)
	}
	return c.figures
}

// fewFigures is up to how many a list is faster to search than a map.
const fewFigures = 16

// distinct are the figures of a check, each once.
func distinct(actual *Figure, parts, base []Term) []*Figure {
	out := append(make([]*Figure, 0, 1+len(parts)+len(base)), actual)
	seen := map[*Figure]bool{}
	if cap(out) > fewFigures {
		seen[actual] = true
	}
	for _, terms := range [][]Term{parts, base} {
		for _, t := range terms {
			if cap(out) > fewFigures && seen[t.Figure] || cap(out) <= fewFigures && slices.Contains(out, t.Figure) {
				continue
			}
			if cap(out) > fewFigures {
				seen[t.Figure] = true
			}
			out = append(out, t.Figure)
		}
	}
	return out
}

// Has says that a figure takes part in the check.
func (c *Check) Has(e *Figure) bool {
	in := func(t Term) bool { return t.Figure == e }
	return c.Actual == e || slices.ContainsFunc(c.Parts, in) || slices.ContainsFunc(c.Base, in)
}

// Document is the one that a check is about.
func (c *Check) Document() string {
	for _, e := range c.Figures() {
		if e.Claim != nil {
			return e.Claim.Document
		}
	}
	return c.Actual.Document()
}

// TablesOf are the tables whose figures a check compares.
func TablesOf(c *Check) []TableID {
	var out []TableID
	seen := map[TableID]bool{}
	for _, e := range c.Figures() {
		if e.Record != nil && !seen[e.Table()] {
			seen[e.Table()] = true
			out = append(out, e.Table())
		}
	}
	return out
}

// halves is the sum of half the last digits of figures.
func halves(terms []Term) decimal.Decimal {
	var total decimal.Decimal
	for _, t := range terms {
		total = total.Add(t.Quantum)
	}
	return total.Mul(half)
}
