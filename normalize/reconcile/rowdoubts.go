package reconcile

import (
	"maps"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// likeAMissingRow says that a sum fails in several columns by amounts that make up a row of the
// table, one being the sum of the others: a row was not read, or belongs elsewhere.
func likeAMissingRow(checks []*check) bool {
	var gaps []decimal.Decimal
	var largest, all decimal.Decimal
	for _, c := range checks {
		if c.outcome == normalize.Fail {
			gaps = append(gaps, c.gap)
			all = all.Add(c.gap)
			if c.gap.Abs().GreaterThan(largest.Abs()) {
				largest = c.gap
			}
		}
	}
	return len(gaps) > 1 && all.Equal(largest.Add(largest))
}

// A doubt is a sum that fails in its only column.
type doubt struct {
	checks []*check
	told   bool // the items' own hierarchy tells of it
}

// carriedOver are the readings of a total as the total before it, nothing being added: they count
// beside another reading that holds.
func carriedOver(readings []doubt) []doubt {
	var out []doubt
	for _, d := range readings {
		if c := d.checks[0]; len(d.checks) == 1 && len(c.parts) == 1 && totalName.MatchString(c.parts[0].record.Label) && oneDigitHeals(c) {
			out = append(out, d)
		}
	}
	return out
}

// resolve chooses one reading of each total that is in doubt, and keeps them if the table's other
// sums speak for it.
func resolve(sure []*check, doubtful map[int][]doubt, order []int) []*check {
	var out []*check
	for _, key := range order {
		if d := likeliest(doubtful[key]); d != nil {
			out = append(out, d...)
		}
	}
	held, _ := tally(sure)
	failed := 0
	for _, c := range out {
		if c.outcome == normalize.Fail && !c.plainlyWrong() {
			failed++
		}
	}
	if failed <= max(held, 1) || haveCommonFigure(out) {
		return out
	}
	return nil
}

// likeliest is the reading that one wrong digit would explain; failing that, the one that the
// items' hierarchy tells of.
func likeliest(readings []doubt) []*check {
	for _, d := range readings {
		for _, c := range d.checks {
			if c.outcome == normalize.Fail && oneDigitHeals(c) {
				return d.checks
			}
		}
	}
	for _, d := range readings {
		if d.told {
			return d.checks
		}
	}
	return nil
}

// haveCommonFigure says that one figure takes part in all failing checks.
func haveCommonFigure(checks []*check) bool {
	count, failed := map[*entry]int{}, 0
	for _, c := range checks {
		if c.outcome != normalize.Fail {
			continue
		}
		failed++
		for _, e := range c.entries() {
			count[e]++
		}
	}
	for _, n := range count {
		if n == failed {
			return true
		}
	}
	return false
}

// nearly is how far a sum may be off, as a part of its total, to count as one that only has a wrong figure in
// it: rows that belong elsewhere weigh more.
var nearly = decimal.New(1, -2)

// farOff counts the checks that fail by more than a wrong digit in one of many figures makes.
func farOff(checks []*check) int {
	n := 0
	for _, c := range checks {
		if c.outcome == normalize.Fail && (c.gap.Abs().GreaterThan(c.actual.value.Abs().Mul(nearly)) || !oneDigitHeals(c)) {
			n++
		}
	}
	return n
}

// explained says that a failing sum is off by just one figure of its column: a row was counted that
// should not be, or not counted that should.
func explained(l *list, checks []*check) bool {
	for _, c := range checks {
		if c.outcome != normalize.Fail {
			continue
		}
		gap := c.gap.Abs()
		for _, it := range l.items {
			if e := l.sheet.at(it.row, c.actual.record.Column); e != nil && e != c.actual && e.value.Abs().Equal(gap) && len(c.parts) > 1 {
				return true
			}
		}
	}
	return false
}

// allPlain says that every sum that fails is off by one digit of one figure: several figures are wrong,
// not the reading.
func allPlain(checks []*check) bool {
	for _, c := range checks {
		if c.outcome == normalize.Fail && !c.plainlyWrong() {
			return false
		}
	}
	return true
}

// plainlyWrong says that a sum of figures with many digits is off by what one other digit of one figure
// makes. A sum that was misread is so once in a thousand times.
func (c *check) plainlyWrong() bool {
	return len(c.parts) > 1 && significant(c.actual.digits(c.actual.value)) >= tellingDigits && oneDigitOnly(c.gap) && oneDigitHeals(c)
}

// oneDigitOnly says that an amount has a single digit that is not zero.
func oneDigitOnly(v decimal.Decimal) bool {
	return len(strings.Trim(strings.Replace(v.Abs().String(), ".", "", 1), "0")) == 1
}

// offBy is how much a rule's sums are off altogether.
func offBy(checks []*check) decimal.Decimal {
	var out decimal.Decimal
	for _, c := range checks {
		out = out.Add(c.gap.Abs())
	}
	return out
}

// hints are sums that several wrong figures may have broken, for want of another reading of their total that
// holds. They count as no check; but where it is open which of two figures is wrong, they tell which
// would bring them nearer.
func hints(dropped map[int][]*check, settled map[int]bool) []*check {
	var out []*check
	for _, key := range slices.Sorted(maps.Keys(dropped)) {
		if settled[key] {
			continue
		}
		for _, c := range dropped[key] {
			if c.outcome == normalize.Fail && c.gap.Abs().LessThan(c.actual.value.Abs().Mul(hintsWithin)) {
				c.outcome, c.hint = normalize.Insufficient, true
				out = append(out, c)
			}
		}
	}
	return out
}

// hintsWithin is how far off a sum may be, as a part of its total, to be one that wrong figures broke.
var hintsWithin = decimal.New(3, -1)
