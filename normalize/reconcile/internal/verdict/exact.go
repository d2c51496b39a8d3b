package verdict

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// doubtOfExactness is how unlikely it must be that a table's sums come out even by chance, had each figure
// been rounded by itself: then they were not rounded, and what is off by a last digit is a misprint.
var doubtOfExactness = math.Log(0.001)

// othersPerOdd is how many sums must come out even for each that does not.
const othersPerOdd = 10

// HoldToTheDigit turns rounding into failure in tables whose figures were drawn up in the unit they are
// printed in, so that their sums hold to the last digit. Of figures that are printed to the 元 or finer
// this is sure; of others, only where two sums point at one figure.
func HoldToTheDigit(checks []*arithmetic.Check) {
	odd, even, chance := 0, 0, 0.0
	seen := map[string]bool{}
	for _, c := range checks {
		if c.Base != nil || c.AtMost || len(c.Parts) < 2 || c.Actual.Value.IsZero() {
			continue
		}
		switch key := c.Actual.Value.String(); {
		case c.Outcome == normalize.Rounding:
			odd++
		case c.Outcome == normalize.Pass && !seen[key]:
			seen[key] = true
			even++
			chance += math.Log(evenByChance(len(c.Parts)))
		}
	}
	if odd == 0 || chance > doubtOfExactness || even < othersPerOdd*odd {
		return
	}
	for _, c := range checks {
		if c.Outcome == normalize.Rounding && len(c.Parts) > 1 && (toTheYuan(c) && arithmetic.OneDigitHeals(c) || sharedMisprint(c, checks)) {
			c.Outcome = normalize.Fail
			c.Tolerance = c.Tolerance.Sub(c.Tolerance)
		}
	}
}

var oneYuan = decimal.New(1, 0)

// toTheYuan says that all figures of a check are printed to the same digit, the 元 or finer.
func toTheYuan(c *arithmetic.Check) bool {
	other := func(t arithmetic.Term) bool { return !t.Quantum.Equal(c.Actual.Quantum) }
	return c.Actual.Quantum.LessThanOrEqual(oneYuan) && !slices.ContainsFunc(c.Parts, other)
}

// sharedMisprint says that one digit of one figure would make this sum and another of the same table
// come out even, and leave none worse: what rounding does not do in a table that shows no other.
func sharedMisprint(c *arithmetic.Check, checks []*arithmetic.Check) bool {
	for _, e := range c.Figures() {
		v, ok := c.Needs(e)
		if !ok || !arithmetic.Misprint(e, v) {
			continue
		}
		if healed, worse := evened(checks, e, v); healed > 1 && worse == 0 {
			return true
		}
	}
	return false
}

// evened counts the uneven sums that would come out even if e were v, and the checks that would be
// further off.
func evened(checks []*arithmetic.Check, e *arithmetic.Figure, v decimal.Decimal) (healed, worse int) {
	for _, k := range checks {
		if !k.Has(e) || k.Base != nil {
			continue
		}
		switch _, before, after := k.If(e, v); {
		case after.IsZero() && before.IsPositive():
			healed++
		case after.GreaterThan(before):
			worse++
		}
	}
	return healed, worse
}

// evenByChance is how likely the sum of n rounded figures comes out as its rounded total: the n+1
// roundings add up to nothing, near enough normally with a variance of (n+1)/12 of the last digit squared.
func evenByChance(n int) float64 {
	return min(0.75, math.Sqrt(6/(math.Pi*float64(n+1))))
}

// sumsAgainstOne is how many sums must point at one figure for their unevenness to be no chance.
const sumsAgainstOne = 3

// unmaskMisprints turns rounding into failure where several uneven sums come out even with one digit
// of one figure changed, and nothing else becomes worse.
func unmaskMisprints(checks []*arithmetic.Check) {
	if !mostlyEven(checks) {
		return
	}
	for _, c := range checks {
		if c.Outcome != normalize.Rounding || c.Base != nil || len(c.Parts) > partsWeighed {
			continue
		}
		for _, e := range c.Figures() {
			v, ok := c.Needs(e)
			if !ok || !arithmetic.Misprint(e, v) {
				continue
			}
			if healed, worse := evened(e.Checks, e, v); healed >= sumsAgainstOne && worse == 0 {
				c.Outcome, c.Tolerance = normalize.Fail, decimal.Zero
				break
			}
		}
	}
}

// mostlyEven says that nearly all sums of a document come out even, amounts that are checked several
// times counting once.
func mostlyEven(checks []*arithmetic.Check) bool {
	odd, even := map[string]bool{}, map[string]bool{}
	for _, c := range checks {
		if c.Base != nil || c.AtMost || len(c.Parts) < 2 || c.Actual.Value.IsZero() {
			continue
		}
		switch key := c.Actual.Value.String(); c.Outcome {
		case normalize.Rounding:
			odd[key] = true
		case normalize.Pass:
			even[key] = true
		}
	}
	return len(odd)*othersPerOdd <= len(even)
}

// partsWeighed is the longest sum whose parts are all suspected: in longer ones a last digit says
// nothing of a single part.
const partsWeighed = 60
