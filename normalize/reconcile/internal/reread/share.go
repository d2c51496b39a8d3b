package reread

import (
	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/normalize"
)

// tells says whether a check that holds would fail if the last digit of a record's figure were another. A share that is printed as
// -4% is the same of 112 and of 113, and proves neither.
func (e evidence) tells(c *normalize.Check, r *normalize.Record) bool {
	q, ok := e.quotientOf(c)
	if !ok || !r.Value.Valid || !c.Expected.Valid || !c.Actual.Valid {
		return true
	}
	for _, step := range []int64{1, -1} {
		changed := r.Value.Decimal.Add(decimal.New(step, r.Value.Decimal.Exponent()))
		expected, actual, ok := q.with(e, r, changed)
		if ok && actual.Sub(expected).Abs().LessThanOrEqual(c.Tolerance.Decimal) {
			return false
		}
	}
	return true
}

// A quotient is a check that divides.
type quotient struct {
	check *normalize.Check
	scale decimal.Decimal // of what is expected to the quotient of the figures: 100 of a percentage of two amounts in one unit
}

// quotientOf is a check whose figures are all of records, and which divides; ok says whether it is one.
func (e evidence) quotientOf(c *normalize.Check) (q quotient, ok bool) {
	q.check = c
	above, below, ok := q.sums(e, nil, decimal.Zero)
	if !ok || above.IsZero() || below.IsZero() {
		return q, false
	}
	q.scale = c.Expected.Decimal.Mul(below).Div(above)
	return q, true
}

// with is what is expected and what is printed if the figure of a record were another; ok is false where it cannot be told.
func (q quotient) with(e evidence, r *normalize.Record, value decimal.Decimal) (expected, actual decimal.Decimal, ok bool) {
	expected, actual = q.check.Expected.Decimal, q.check.Actual.Decimal
	if e.records[fromOutside(q.check.Compared.Record, q.check)] == r {
		actual = actual.Add(value.Sub(r.Value.Decimal))
	}
	above, below, ok := q.sums(e, r, value)
	if !ok || below.IsZero() {
		return expected, actual, false
	}
	return q.scale.Mul(above).Div(below), actual, true
}

// sums are what stands above the line and below it, r having another value.
func (q quotient) sums(e evidence, r *normalize.Record, value decimal.Decimal) (above, below decimal.Decimal, ok bool) {
	based := false
	for _, t := range q.check.Terms {
		o := e.records[fromOutside(t.Record, q.check)]
		if o == nil || !o.Value.Valid {
			return above, below, false
		}
		v := o.Value.Decimal
		if o == r {
			v = value
		}
		if t.Minus {
			v = v.Neg()
		}
		if t.Base {
			below, based = below.Add(v), true
		} else {
			above = above.Add(v)
		}
	}
	return above, below, based
}
