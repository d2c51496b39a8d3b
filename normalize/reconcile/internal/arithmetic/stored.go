package arithmetic

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A stored check carries its arithmetic, so that it can be made again.

// Relation is how the check's figure must stand to what is expected.
func (c *Check) Relation() normalize.Relation {
	if c.AtMost {
		return normalize.AtMost
	}
	return normalize.Equal
}

// Terms are what a check's expected value is made of, as seen from a document.
func (c *Check) Terms(from string) []normalize.Term {
	out := make([]normalize.Term, 0, len(c.Parts)+len(c.Base))
	for _, t := range c.Parts {
		out = append(out, normalize.Term{FigureRef: t.Named(from), Minus: t.Minus})
	}
	for _, t := range c.Base {
		out = append(out, normalize.Term{FigureRef: t.Named(from), Minus: t.Minus, Base: true})
	}
	return out
}

// FiguresOf are the figures that a stored check's arithmetic names, each with its document, in its order.
func FiguresOf(row *normalize.Check) []normalize.FigureRef {
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

// Remake makes a stored check again from its figures, in the order of its arithmetic.
func Remake(row *normalize.Check, figures []*Figure) *Check {
	c := &Check{Code: row.Code, Table: row.Table, Actual: figures[0], AtMost: row.Relation == normalize.AtMost}
	for i, t := range row.Terms {
		if e := figures[i+1]; t.Base {
			c.Base = append(c.Base, Term{e, t.Minus})
		} else {
			c.Parts = append(c.Parts, Term{e, t.Minus})
		}
	}
	return c
}

// ListedIn says that the records and claims of a stored row are the figures of the check.
func (c *Check) ListedIn(row *normalize.Check) bool {
	var records []normalize.Ref
	var claims []normalize.ClaimRef
	for _, e := range c.Figures() {
		if e.Record != nil {
			records = append(records, e.Ref(row.Document))
		} else {
			claims = append(claims, e.ClaimRef(row.Document))
		}
	}
	return slices.Equal(records, row.Records) && slices.Equal(claims, row.Claims)
}

// ComesOut says that a check made again gives what is stored.
func (c *Check) ComesOut(row *normalize.Check) bool {
	return c.ActualIs(row.Actual.Decimal) && AsStored(c, c.Expected()).Equal(row.Expected.Decimal)
}

// ActualIs says that the check's figure is what a stored row says, in its unit.
func (c *Check) ActualIs(stored decimal.Decimal) bool {
	return AsStored(c, c.Actual.Value).Equal(stored)
}

// storedDigits is how many digits after the point a check's figures are stored with.
const storedDigits = 10

// AsStored is a value in the unit of the check's figure, to the digits that are stored. A unit of money is a
// power of ten of the other.
func AsStored(c *Check, v decimal.Decimal) decimal.Decimal {
	v = v.Shift(-c.Actual.Scale.Exponent())
	if v.Exponent() < -storedDigits {
		return v.Round(storedDigits)
	}
	return v
}
