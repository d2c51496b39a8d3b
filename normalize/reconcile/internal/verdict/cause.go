package verdict

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// byCause are the failing comparisons by their causes.
func byCause(checks []*arithmetic.Check) [][]*arithmetic.Check {
	var failing []*arithmetic.Check
	for _, c := range checks {
		if c.Outcome == normalize.Fail {
			failing = append(failing, c)
		}
	}
	if len(failing) > 1 && (haveCommonFigure(failing) || (OfRows(failing[0]) || ofColumns(failing[0])) && likeAMissing(failing)) {
		return [][]*arithmetic.Check{failing}
	}
	var out [][]*arithmetic.Check
	at := map[string]int{}
	for _, c := range failing {
		gap := c.Gap.Abs().String()
		if n, seen := at[gap]; seen {
			out[n] = append(out[n], c)
			continue
		}
		at[gap] = len(out)
		out = append(out, []*arithmetic.Check{c})
	}
	return out
}

// slip is how many times likelier a slip of one digit makes failing comparisons than chance does; apart says that rows which
// are more than their whole are none of them parts of others.
func slip(failing []*arithmetic.Check, untold, apart bool) float64 {
	best := 1.0
	if len(failing) == 1 || haveCommonFigure(failing) { // else no one digit makes them all
		for _, c := range failing {
			switch {
			case arithmetic.OneDigitMends(c):
				best = math.Max(best, 1/digitByChance(c, false, untold))
			case arithmetic.OneDigitHeals(c):
				best = math.Max(best, 1/digitByChance(c, true, untold))
			}
		}
	}
	if OfRows(failing[0]) && len(failing) == 1 {
		best = math.Max(best, copied(failing[0]))
	}
	best = math.Max(best, nearness(failing))
	if best == 1 && OfRows(failing[0]) && !leftOut(failing[0]) && !(apart && failing[0].Gap.IsNegative()) {
		return unlikely
	}
	return math.Min(best, mostOfSlip)
}

// CountedTwice is, of the first of several rows whose totals are less than their columns, the amount that each has more in one column: the
// others take it in. Nil where the rows have no such column or are few.
func CountedTwice(failing []*arithmetic.Check) *arithmetic.Figure {
	if len(failing) < fewestRows || !ofColumns(failing[0]) {
		return nil
	}
	for _, p := range failing[0].Parts {
		if p.Record != nil && !slices.ContainsFunc(failing, func(c *arithmetic.Check) bool { return !slices.Contains(overBy(c), p.Record.Column) }) {
			return p.Figure
		}
	}
	return nil
}

// fewestRows is how many rows count a column twice at least where that is how the table is made: two may each be a slip.
const fewestRows = 3

// overBy are the columns whose amount a row's columns are more than their total by.
func overBy(c *arithmetic.Check) []int {
	var out []int
	for _, p := range c.Parts {
		if ofColumns(c) && p.Record != nil && !p.Minus && !p.Value.IsZero() && p.Value.Equal(c.Gap.Neg()) {
			out = append(out, p.Record.Column)
		}
	}
	return out
}

// haveCommonFigure says that one figure takes part in all failing checks.
func haveCommonFigure(failing []*arithmetic.Check) bool {
	common := map[*arithmetic.Figure]int{} // in how many of the checks so far, where it is in all of them
	for i, c := range failing {
		left := 0
		for _, e := range c.Figures() {
			if i == 0 || common[e] == i {
				common[e] = i + 1
				left++
			}
		}
		if left == 0 {
			return false
		}
	}
	return len(failing) > 0
}

// leftOut says that a total of rows reads as if some of them were left out: it is more than they are, and most of it is
// there. More than their total they are where some are parts of others.
func leftOut(c *arithmetic.Check) bool {
	return c.Gap.IsPositive() && c.Gap.LessThan(c.Expected())
}

// exceeded says that one row is more than the total of all of them, although none is less than nothing: whichever rows are parts of
// others, the total is none of theirs.
func exceeded(c *arithmetic.Check) bool {
	return slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool { return t.Value.GreaterThan(c.Actual.Value) }) &&
		!slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool { return t.Value.IsNegative() })
}

// OfRows says that a comparison adds up rows. Where what is missing from them makes up a row, a row was left out; where
// what is missing from columns makes up one, a column was not read.
func OfRows(c *arithmetic.Check) bool {
	return c.Code == codes.RowTotal || c.Code == codes.ParentChildren || c.Code == codes.UnitTotal
}

// ofColumns says that a comparison adds up columns.
func ofColumns(c *arithmetic.Check) bool { return c.Code == codes.ColumnTotal }

// copied is how many times likelier one row of a sum has the amount of another, printed in its place, than two of them have one amount by
// chance: digits that are no zeros at their end speak for it, other rows that share an amount against it. Rows that were counted
// twice have one amount as well, but then the sum is more than its total by at least that amount.
func copied(c *arithmetic.Check) float64 {
	if c.Gap.IsPositive() && !leftOut(c) {
		return 1
	}
	odds, n := []float64{}, float64(len(c.Parts))
	seen := map[string]bool{}
	for _, p := range c.Parts {
		key := p.Value.String()
		digits := arithmetic.Digits(strings.TrimRight(p.Digits(p.Value), "0."))
		if seen[key] && math.Pow(10, float64(digits)) > n*n {
			odds = append(odds, math.Pow(10, float64(digits))/(n*n))
			if !p.Value.Add(c.Gap).IsPositive() {
				return 1
			}
		}
		seen[key] = true
	}
	if len(odds) != 1 {
		return 1
	}
	return odds[0]
}

// lostSign says that a change would be right with the other sign.
func lostSign(c *arithmetic.Check) bool {
	return c.Code == codes.ColumnChange && c.Base == nil && c.Expected().Equal(c.Actual.Value.Neg())
}

// nearness is how many times likelier a sentence that is off by less than its last digit means the amount and cut it
// off than one of two amounts that have nothing to do with each other: these come as near in twice the difference of
// all cases.
func nearness(failing []*arithmetic.Check) float64 {
	best := 0.0
	for _, c := range failing {
		if e := c.Actual; e.Claim != nil && c.Base == nil && c.Gap.Abs().LessThanOrEqual(e.Quantum) && !c.Gap.IsZero() {
			best = math.Max(best, e.Value.Div(c.Gap).Abs().InexactFloat64()/2)
		}
	}
	return best
}

// digitByChance is how likely a difference that chance made is one digit of one of the figures, within rounding where near.
func digitByChance(c *arithmetic.Check, near, untold bool) float64 {
	digits := float64(arithmetic.Digits(c.Actual.Digits(c.Actual.Value)))
	if untold {
		digits = math.Max(1, digits-roundness(c))
	}
	room := decimal.Zero
	if near {
		room = c.Tolerance
	}
	return neighbours(digits, len(c.Figures()), room, c.Actual.Quantum)
}

// neighbours is how likely a value comes within a room of what one digit makes of one of some figures: each figure of d digits
// has some 20·d neighbours, among 10^d.
func neighbours(digits float64, figures int, room, quantum decimal.Decimal) float64 {
	within := 1.0
	if room.IsPositive() && quantum.IsPositive() {
		within += room.Div(quantum).InexactFloat64() * 2
	}
	return math.Min(1, 20*digits*float64(figures)*within/math.Pow(10, digits))
}

// roundness is how many zeros all figures of a comparison end in. Among round figures one digit more or less says
// little: 1,000 and 5,000 have nothing to do with each other.
func roundness(c *arithmetic.Check) float64 {
	least := math.Inf(1)
	for _, e := range c.Figures() {
		v := e.Value.Div(c.Actual.Quantum)
		if v.IsZero() {
			continue // nothing, or nothing beside the last digit of what it is held against
		}
		n := 0.0
		for v.Shift(int32(-n - 1)).IsInteger() {
			n++
		}
		least = math.Min(least, n)
	}
	return least
}

// filled is how many terms are not nothing.
func filled(terms []arithmetic.Term) int {
	n := 0
	for _, t := range terms {
		if !t.Value.IsZero() {
			n++
		}
	}
	return n
}

// likeAMissing says that comparisons fail by amounts that make up a row or a column of the table, one being the sum of
// the others, level by level: it was not read, or was left out, or belongs elsewhere.
func likeAMissing(failing []*arithmetic.Check) bool {
	var largest, all decimal.Decimal
	for _, c := range failing {
		all = all.Add(c.Gap)
		if c.Gap.Abs().GreaterThan(largest.Abs()) {
			largest = c.Gap
		}
	}
	if ofColumns(failing[0]) && !differ(failing) {
		return false // one difference, in a row and in those that take it in
	}
	for levels := int64(2); levels <= mostLevels && int(levels) <= len(failing); levels++ {
		if all.Equal(largest.Mul(decimal.NewFromInt(levels))) {
			return true
		}
	}
	return false
}

// mostLevels is how many levels of rows add up to the same total: 全省, 市, 县.
const mostLevels = 3

// differ says that comparisons are off by several amounts.
func differ(failing []*arithmetic.Check) bool {
	return slices.ContainsFunc(failing, func(c *arithmetic.Check) bool { return !c.Gap.Equal(failing[0].Gap) })
}
