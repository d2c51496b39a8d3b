package verdict

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// OfTable are the checks inside one table that are believed. Of a document of no known kind or of a whole
// government only misprints count, and of the former nothing that only indentation tells of: what its
// tables mean is not known.
func OfTable(checks []*arithmetic.Check, government, known bool) []*arithmetic.Check {
	checks = credible(checks, government || !known)
	if known {
		return checks
	}
	return slices.DeleteFunc(slices.Clone(checks), func(c *arithmetic.Check) bool { return c.Outcome == normalize.Fail && c.Code == codes.ParentChildren })
}

// credible drops the failures of one table's checks that the table itself does not bear out. A
// failure that one wrong digit explains stays.
func credible(checks []*arithmetic.Check, strict bool) []*arithmetic.Check {
	held, _ := Tally(checks)
	odd := 0
	for _, c := range checks {
		if c.Outcome == normalize.Fail && !arithmetic.OneDigitHeals(c) {
			odd++
		}
	}
	if odd == 0 || !strict && held >= HeldPerFailure*odd {
		return checks
	}
	return MisprintsOnly(checks)
}
