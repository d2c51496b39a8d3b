// Package arithmetic holds what is compared and how: printed figures in their base units, checks of one figure
// against others, the tolerance that their rounding gives, and what a figure would have to be for its
// checks to hold.
package arithmetic

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/shopspring/decimal"
)

// What a printed figure may be off for its own rounding is half of its last digit.
var (
	half    = decimal.New(5, -1)
	one     = decimal.New(1, 0)
	Hundred = decimal.New(100, 0)
)

// NearestPrint is the value as it could be printed: rounded to the figure's last digit.
func NearestPrint(e *Figure, v decimal.Decimal) decimal.Decimal {
	return v.Div(e.Scale).Round(e.Decimals).Mul(e.Scale)
}

// A Figure is one printed figure as checks see it: a record's or a claim's, brought to the base unit
// of its kind (元, %, or the counted unit).
type Figure struct {
	Record   *normalize.Record // nil for a claim's
	Claim    *normalize.Claim  // nil for a record's
	Value    decimal.Decimal   // in the base unit
	Scale    decimal.Decimal   // of the printed unit in the base unit: 10000 for 万元
	Quantum  decimal.Decimal   // what one in the last printed digit is worth, in the base unit
	Decimals int32             // digits after the point, in the printed unit
	Money    bool              // its unit is one of money
	Currency string            // the sign of a currency before it, of a record's figure that is no amount in 元; empty for none
	Checks   []*Check          // that it takes part in and that say something
}

// A Term is a figure with the sign that it has in a sum.
type Term struct {
	*Figure
	Minus bool
}

// A Check is one comparison: what is printed (actual) against what other figures make of it. A
// linear one says actual = Σ parts; one with a base says actual = 100 × Σ parts / Σ base, in per cent.
type Check struct {
	Code      string
	Table     int // 0 where it is about no single table
	Actual    *Figure
	Parts     []Term
	Base      []Term
	Outcome   normalize.Outcome
	Gap       decimal.Decimal // actual − expected
	Tolerance decimal.Decimal // largest gap that rounding explains
	AtMost    bool            // actual ≤ expected is enough; this proves no figure
	Weak      bool            // it would not have been made had it failed; this proves no figure
	Number    int             // in its document
	Moved     bool            // it would hold if rows of its table counted there, or elsewhere
	ByPlace   bool            // the same, though words or codes tell of the rows that it counts
	figures   []*Figure       // that take part, once asked for
}

// decimals is how many digits a printed figure has after its point.
func decimals(text string) int32 {
	i := strings.IndexAny(text, ".．")
	if i < 0 {
		return 0
	}
	n := int32(0)
	for _, r := range strings.TrimLeft(text[i:], ".．") {
		if (r < '0' || r > '9') && (r < '０' || r > '９') {
			break
		}
		n++
	}
	return n
}

// OfRecord is the figure of a record, which must have a value.
func OfRecord(r *normalize.Record) *Figure {
	unit := r.Unit
	if !r.Yuan.Valid {
		unit = "" // its value is no amount of money, whatever its unit
	}
	f := newFigure(r.Value.Decimal, unit, r.Stated())
	f.Record = r
	if !f.Money {
		f.Currency = figure.Sign(r.Stated())
	}
	return f
}

// OfClaim is the figure of a claim, which must have a value.
func OfClaim(c *normalize.Claim) *Figure {
	f := newFigure(c.Value.Decimal, c.Unit, c.Stated())
	f.Claim = c
	return f
}

func newFigure(value decimal.Decimal, unit, text string) *Figure {
	zeros := int32(0)
	yuan, money := words.Yuan(unit)
	if money {
		zeros = yuan.Exponent() + int32(yuan.NumDigits()) - 1 // as a power of ten it divides without rest
	}
	n := decimals(text)
	return &Figure{Value: value.Shift(zeros), Scale: one.Shift(zeros), Quantum: one.Shift(zeros - n), Decimals: n, Money: money}
}

// neverAdded are the units of figures that no total is the sum of: terms, rates, marks.
var neverAdded = map[string]bool{"年": true, "月": true, "天": true, "日": true, "小时": true, "%": true, "％": true, "‰": true, "倍": true, "分": true}

// Adds says that sums are made of figures like the figure: amounts and counts.
func (e *Figure) Adds() bool { return !neverAdded[e.Unit()] }

// Page is where the figure is printed.
func (e *Figure) Page() int {
	if e.Record != nil {
		return e.Record.Page
	}
	return e.Claim.Page
}

// Text is the figure as printed, with its unit.
func (e *Figure) Text() string {
	if e.Record == nil {
		return e.Claim.Stated()
	}
	text := strings.TrimSpace(e.Record.Stated())
	return strings.TrimSuffix(text, e.Record.Unit) + e.Record.Unit
}

// Printed is a value of the base unit as this figure would print it, with its unit.
func (e *Figure) Printed(v decimal.Decimal) string {
	if e.Claim != nil && e.Claim.Value.Decimal.IsNegative() {
		v = v.Neg() // sentences print decreases without a sign
	}
	return e.Digits(v) + e.Unit()
}

// Apart is a difference as this figure would print it, with its unit.
func (e *Figure) Apart(v decimal.Decimal) string { return e.Digits(v.Abs()) + e.Unit() }

// Digits is a value of the base unit as this figure would print it.
func (e *Figure) Digits(v decimal.Decimal) string {
	if zeros, ok := zerosOf(e.Scale); ok && v.Exponent()-zeros >= -int32(decimal.DivisionPrecision) {
		return v.Shift(-zeros).StringFixed(e.Decimals) // the same as the quotient, which takes long to divide
	}
	return v.Div(e.Scale).StringFixed(e.Decimals)
}

// zerosOf is how many zeros a power of ten has from 1 on; false if the number is none.
func zerosOf(scale decimal.Decimal) (zeros int32, ok bool) {
	if scale.NumDigits() > 18 {
		return 0, false
	}
	n, zeros := scale.CoefficientInt64(), scale.Exponent()
	for n > 0 && n%10 == 0 {
		n, zeros = n/10, zeros+1
	}
	return zeros, n == 1
}

// printedQuantum is what one in the last digit is worth that the figure does print: 97% among 98.6% and 95.2%
// may be either rounded or without its zero.
func (e *Figure) printedQuantum() decimal.Decimal { return e.Scale.Shift(-decimals(e.Text())) }

// A TableID names a table among those of several documents.
type TableID struct {
	Document string
	Number   int
}

// Table is the table that the figure of a record stands in.
func (e *Figure) Table() TableID { return TableID{e.Record.Document, e.Record.Table} }

// Document is the ID of the document that prints the figure.
func (e *Figure) Document() string {
	if e.Record != nil {
		return e.Record.Document
	}
	return e.Claim.Document
}

// Ref names the figure's record as seen from a document.
func (e *Figure) Ref(from string) normalize.Ref {
	r := e.Record.Ref()
	if e.Record.Document != from {
		r.Document = e.Record.Document
	}
	return r
}

// ClaimRef names the figure's claim as seen from a document.
func (e *Figure) ClaimRef(from string) normalize.ClaimRef {
	r := normalize.ClaimRef{Number: e.Claim.Number}
	if e.Claim.Document != from {
		r.Document = e.Claim.Document
	}
	return r
}

// Named is the name of the figure as seen from a document.
func (e *Figure) Named(from string) normalize.FigureRef {
	if e.Claim != nil {
		return normalize.FigureRef{Claim: e.ClaimRef(from)}
	}
	return normalize.FigureRef{Record: e.Ref(from)}
}

// Digits counts the digits of a text.
func Digits(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// Unit is what the figure is printed in.
func (e *Figure) Unit() string {
	if e.Record != nil {
		return e.Record.Unit
	}
	return e.Claim.Unit
}

// InUnitOf is the value of another figure as this one would print it.
func InUnitOf(e, other *Figure) decimal.Decimal { return NearestPrint(e, other.Value) }
