package verdict

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// likeAMissingRow says that a sum fails in several columns by amounts that make up a row of the
// table, one being the sum of the others: a row was not read, or belongs elsewhere.
func likeAMissingRow(checks []*arithmetic.Check) bool {
	var gaps []decimal.Decimal
	var largest, all decimal.Decimal
	for _, c := range checks {
		if c.Outcome == normalize.Fail {
			gaps = append(gaps, c.Gap)
			all = all.Add(c.Gap)
			if c.Gap.Abs().GreaterThan(largest.Abs()) {
				largest = c.Gap
			}
		}
	}
	return len(gaps) > 1 && all.Equal(largest.Add(largest))
}

// nearly is how far a sum may be off, as a part of its total, to count as one that only has a wrong figure in
// it: rows that belong elsewhere weigh more.
var nearly = decimal.New(1, -2)

// farOff counts the checks that fail by more than a wrong digit in one of many figures makes.
func farOff(checks []*arithmetic.Check) int {
	n := 0
	for _, c := range checks {
		if c.Outcome == normalize.Fail && (c.Gap.Abs().GreaterThan(c.Actual.Value.Abs().Mul(nearly)) || !arithmetic.OneDigitHeals(c)) {
			n++
		}
	}
	return n
}

// explained says that a failing sum is off by just one figure of its column: a row was counted that
// should not be, or not counted that should.
func explained(l *table.List, checks []*arithmetic.Check) bool {
	for _, c := range checks {
		if c.Outcome != normalize.Fail {
			continue
		}
		gap := c.Gap.Abs()
		for _, it := range l.Items {
			if e := l.Table.At(it.Row, c.Actual.Record.Column); e != nil && e != c.Actual && e.Value.Abs().Equal(gap) && len(c.Parts) > 1 {
				return true
			}
		}
	}
	return false
}

// allPlain says that every sum that fails is off by one digit of one figure: several figures are wrong,
// not the choice of rows.
func allPlain(checks []*arithmetic.Check) bool {
	for _, c := range checks {
		if c.Outcome == normalize.Fail && !plainlyWrong(c) {
			return false
		}
	}
	return true
}

// plainlyWrong says that a sum of figures with many digits is off by what one other digit of one figure
// makes. A sum that was misread is so once in a thousand times.
func plainlyWrong(c *arithmetic.Check) bool {
	return len(c.Parts) > 1 && arithmetic.Digits(c.Actual.Digits(c.Actual.Value)) >= arithmetic.TellingDigits && oneDigitOnly(c.Gap) && arithmetic.OneDigitHeals(c)
}

// oneDigitOnly says that an amount has a single digit that is not zero.
func oneDigitOnly(v decimal.Decimal) bool {
	return len(strings.Trim(strings.Replace(v.Abs().String(), ".", "", 1), "0")) == 1
}

// offBy is how much a rule's sums are off altogether.
func offBy(checks []*arithmetic.Check) decimal.Decimal {
	var out decimal.Decimal
	for _, c := range checks {
		out = out.Add(c.Gap.Abs())
	}
	return out
}

// oneDigitWould says that one of the checks fails, and would hold if one digit of one figure were another.
func oneDigitWould(checks []*arithmetic.Check) bool {
	return slices.ContainsFunc(checks, func(c *arithmetic.Check) bool { return c.Outcome == normalize.Fail && arithmetic.OneDigitHeals(c) })
}
