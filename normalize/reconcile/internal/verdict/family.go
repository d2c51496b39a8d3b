package verdict

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
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

// against is how much a family's failures speak against its rule: one that reads like a slip little.
func (f *Family) against() float64 {
	sum := 0.0
	for _, b := range f.breaches {
		sum += 1 / b.slip
	}
	return sum
}

// closes says that the total of columns stands behind them. Where no head calls it one it may be what was spent of them (结转, 预算, 支出),
// which is mostly all.
func closes(c *arithmetic.Check) bool {
	return slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool {
		return t.Record != nil && c.Actual.Record != nil && t.Record.Column < c.Actual.Record.Column
	})
}
