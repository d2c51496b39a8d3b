package reconcile

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A stored check carries its arithmetic, so that it can be made again.

// relation is how the check's figure must stand to what is expected.
func (c *check) relation() normalize.Relation {
	if c.atMost {
		return normalize.AtMost
	}
	return normalize.Equal
}

// terms are what a check's expected value is made of, as seen from a document.
func (c *check) terms(from string) []normalize.Term {
	out := make([]normalize.Term, 0, len(c.parts)+len(c.base))
	for _, t := range c.parts {
		out = append(out, normalize.Term{FigureRef: t.figure(from), Minus: t.minus})
	}
	for _, t := range c.base {
		out = append(out, normalize.Term{FigureRef: t.figure(from), Minus: t.minus, Base: true})
	}
	return out
}

// named are the figures that a stored check's arithmetic names, each with its document, in its order.
func named(row *normalize.Check) []normalize.FigureRef {
	out := []normalize.FigureRef{fromOutside(row.Compared, row.Document)}
	for _, t := range row.Terms {
		out = append(out, fromOutside(t.FigureRef, row.Document))
	}
	return out
}

// fromOutside names a figure with its document, which is that of what refers to it if it is not said.
func fromOutside(f normalize.FigureRef, document string) normalize.FigureRef {
	if f.OfClaim() {
		f.Claim.Document = cmp.Or(f.Claim.Document, document)
	} else {
		f.Record.Document = cmp.Or(f.Record.Document, document)
	}
	return f
}

// remake makes a stored check again from its figures, in the order of its arithmetic.
func remake(row *normalize.Check, figures []*entry) *check {
	c := &check{code: row.Code, table: row.Table, actual: figures[0], atMost: row.Relation == normalize.AtMost}
	for i, t := range row.Terms {
		if e := figures[i+1]; t.Base {
			c.base = append(c.base, term{e, t.Minus})
		} else {
			c.parts = append(c.parts, term{e, t.Minus})
		}
	}
	return c
}

// listedIn says that the records and claims of a stored row are the figures of the check.
func (c *check) listedIn(row *normalize.Check) bool {
	var records []normalize.Ref
	var claims []normalize.ClaimRef
	for _, e := range c.entries() {
		if e.record != nil {
			records = append(records, e.ref(row.Document))
		} else {
			claims = append(claims, e.claimRef(row.Document))
		}
	}
	return slices.Equal(records, row.Records) && slices.Equal(claims, row.Claims)
}

// comesOut says that a check made again gives what is stored.
func (c *check) comesOut(row *normalize.Check) bool {
	return c.actualIn(row.Actual.Decimal) && inScale(c, c.expected()).Equal(row.Expected.Decimal)
}

// actualIn says that the check's figure is what a stored row says, in its unit.
func (c *check) actualIn(stored decimal.Decimal) bool {
	return inScale(c, c.actual.value).Equal(stored)
}

// storedDigits is how many digits after the point a check's figures are stored with.
const storedDigits = 10

// inScale is a value in the unit of the check's figure, to the digits that are stored. A unit of money is a
// power of ten of the other.
func inScale(c *check, v decimal.Decimal) decimal.Decimal {
	v = v.Shift(-c.actual.scale.Exponent())
	if v.Exponent() < -storedDigits {
		return v.Round(storedDigits)
	}
	return v
}
