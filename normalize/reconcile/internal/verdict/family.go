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

// A Family is one rule, read in one way, with its comparisons in one table or between two.
type Family struct {
	Kind   string  // of its rule and reading: what holds of one family of a kind speaks for the others
	Told   float64 // how sure it is that the rule is meant
	Whole  bool    // worth nothing unless it holds throughout
	Full   bool    // it takes in all rows of its list
	Fixed  bool    // words or codes leave no other rows that it could be the sum of
	Apart  bool    // none of its parts is a part of another, so that all of them cannot be more than the whole
	Checks []*arithmetic.Check
	Beside [][]*arithmetic.Check // the same in columns that stand beside the table's own

	held     float64  // how much of it comes out even
	breaches []breach // what does not, by its causes
}

// A Question is a list of families, the ways in which one rule can be read. What holds throughout is meant, in
// all ways that do; otherwise at most one way is.
type Question []Family

// A breach is failing comparisons that one cause explains: they are off by the same, one figure stands in
// all of them, or one is off by what the others are off by together, as where a row is missing.
type breach struct {
	checks []*arithmetic.Check
	slip   float64 // how many times likelier a slip makes it than chance: 1 where no single digit explains it
}

// weigh counts what speaks for the family and against it. p is what else is printed.
func (f *Family) weigh(p Print) {
	f.held, f.breaches = 0, nil
	for _, c := range f.Checks {
		f.held += weight(c)
	}
	for _, checks := range byCause(f.Checks) {
		b := breach{checks, slip(checks, f.Told < ByWords, f.Apart || f.Full && exceeded(checks[0]))}
		if f.Told == ByFigures && ofColumns(checks[0]) && (checks[0].Gap.IsPositive() || closes(checks[0])) {
			b.slip = math.Min(b.slip, 1) // what a total that no head names has more than its columns may stand in none, and is often round
		}
		if p.names().tellOf(checks) {
			b.slip = math.Max(b.slip, math.Min(mostOfSlip, 1/digitByChance(checks[0], false, false)))
		}
		if f.held > 0 && likeAMissing(checks) && (f.Full && leftOut(checks[0]) || f.Apart && checks[0].Gap.IsNegative()) {
			b.slip = math.Max(b.slip, borneOut) // the columns agree on what is missing
		}
		f.breaches = append(f.breaches, b)
	}
}

// weight is how much a comparison that holds says: nothing where all of it is nothing.
func weight(c *arithmetic.Check) float64 {
	if !c.Holds() || c.AtMost || c.Actual.Value.IsZero() {
		return 0
	}
	if c.Base != nil {
		if c.Parts[0].Value.Equal(c.Base[0].Value) {
			return 0 // 100% of itself
		}
		return 1
	}
	if c.Table == 0 {
		return 1
	}
	if filled(c.Parts) > 1 {
		return 1
	}
	return loose
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

// against is how much a family's failures speak against its rule: one that reads like a slip little.
func (f *Family) against() float64 {
	sum := 0.0
	for _, b := range f.breaches {
		sum += 1 / b.slip
	}
	return sum
}

// OfRows says that a comparison adds up rows. Where what is missing from them makes up a row, a row was left out; where
// what is missing from columns makes up one, a column was not read.
func OfRows(c *arithmetic.Check) bool {
	return c.Code == codes.RowTotal || c.Code == codes.ParentChildren || c.Code == codes.UnitTotal
}

// ofColumns says that a comparison adds up columns.
func ofColumns(c *arithmetic.Check) bool { return c.Code == codes.ColumnTotal }

// closes says that the total of columns stands behind them. Where no head calls it one it may be what was spent of them (结转, 预算, 支出),
// which is mostly all.
func closes(c *arithmetic.Check) bool {
	return slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool {
		return t.Record != nil && c.Actual.Record != nil && t.Record.Column < c.Actual.Record.Column
	})
}

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
