package verdict

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// KeptPromises returns the checks of one rule in one table if the table keeps it: where it fails
// more often than it holds, it was misread and says nothing. alone is how many failures stand
// without any row that holds.
func KeptPromises(checks []*arithmetic.Check, alone int) []*arithmetic.Check {
	held, failed := Tally(checks)
	if failed <= held || held == 0 && failed <= alone {
		return checks
	}
	return nil
}

// HeldPerFailure is how many checks of a table must hold for each that fails without looking like a
// misprint: where a tenth of them fail, the table was misread or was not made to add up.
const HeldPerFailure = 9

// MisprintsOnly drops the failures that no other digit would heal.
func MisprintsOnly(checks []*arithmetic.Check) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, c := range checks {
		if c.Outcome != normalize.Fail || arithmetic.OneDigitHeals(c) {
			out = append(out, c)
		}
	}
	return out
}

// Passing are the checks that do not fail.
func Passing(checks []*arithmetic.Check) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, c := range checks {
		if c.Outcome != normalize.Fail {
			out = append(out, c)
		}
	}
	return out
}

// Believed leaves out the rows that do not agree where they are too many to be errors: of more than one for
// so many that do as sure says, those that no other digit would mend.
func Believed(checks []*arithmetic.Check, held, failed, sure int) []*arithmetic.Check {
	switch {
	case failed > held:
		return nil
	case held >= sure*failed:
		return checks
	case held >= HeldPerFailure*failed:
		return MisprintsOnly(checks)
	}
	return Passing(checks)
}

// Tally counts the checks that hold with something to hold, and those that fail.
func Tally(checks []*arithmetic.Check) (held, failed int) {
	for _, c := range checks {
		switch {
		case c.Outcome == normalize.Fail:
			failed++
		case c.Holds() && !c.Actual.Value.IsZero():
			held++
		}
	}
	return held, failed
}

// Certain drops a failing comparison whose difference could come from what was carried over, or
// from another meaning of the words.
func Certain(c *arithmetic.Check) *arithmetic.Check {
	if c == nil || c.Outcome == normalize.Fail && !arithmetic.Misprint(c.Actual, c.Parts[0].Value) {
		return nil
	}
	return c
}

// likeMisprints keeps the comparisons with last year that hold, and of those that fail the ones that read like
// a misprint; the others are counted.
func OfLastYear(checks []*arithmetic.Check) (out []*arithmetic.Check, dropped int) {
	for _, c := range checks {
		if c.Outcome != normalize.Fail || readsLikeMisprint(c) {
			out = append(out, c)
		} else {
			dropped++
		}
	}
	return out, dropped
}

func readsLikeMisprint(c *arithmetic.Check) bool {
	v := arithmetic.NearestPrint(c.Actual, c.Expected())
	return c.Base == nil && arithmetic.Digits(c.Actual.Digits(v)) >= arithmetic.TellingDigits && arithmetic.Misprint(c.Actual, v)
}

// HaveCommonFigure says that one figure takes part in all failing checks.
func HaveCommonFigure(checks []*arithmetic.Check) bool {
	count, failed := map[*arithmetic.Figure]int{}, 0
	for _, c := range checks {
		if c.Outcome != normalize.Fail {
			continue
		}
		failed++
		for _, e := range c.Figures() {
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
