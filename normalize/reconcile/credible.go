package reconcile

import (
	"regexp"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// heldPerFailure is how many checks of a table must hold for each that fails without looking like a
// misprint: where a tenth of them fail, the table was misread or was not made to add up.
const heldPerFailure = 9

// credible drops the failures of one table's checks that the table itself does not bear out. A
// failure that one wrong digit explains stays.
func credible(checks []*check, strict bool) []*check {
	held, _ := tally(checks)
	odd := 0
	for _, c := range checks {
		if c.outcome == normalize.Fail && !oneDigitHeals(c) {
			odd++
		}
	}
	if odd == 0 || !strict && held >= heldPerFailure*odd {
		return checks
	}
	return misprintsOnly(checks)
}

// misprintsOnly drops the failures that no other digit would heal.
func misprintsOnly(checks []*check) []*check {
	var out []*check
	for _, c := range checks {
		if c.outcome != normalize.Fail || oneDigitHeals(c) {
			out = append(out, c)
		}
	}
	return out
}

// forgiveShortLists takes back the sums of rows that fail although every figure which another digit would
// mend is borne out by other checks as it is: then an item is not listed, as in tables of governments
// that print the main ones.
func (l *ledger) forgiveShortLists() {
	for _, c := range l.checks {
		if c.outcome == normalize.Fail && c.base == nil && len(c.parts) > 1 && borneOut(c) {
			c.outcome = normalize.Insufficient
		}
	}
}

// borneOut says that no figure of a failing check could be another without breaking a check that holds.
func borneOut(c *check) bool {
	for _, e := range c.entries() {
		v, ok := c.needs(e)
		if ok && misprint(e, v) && !e.heldBy(v) {
			return false
		}
	}
	return true
}

// heldBy says that a check which holds would fail if the entry were v.
func (e *entry) heldBy(v decimal.Decimal) bool {
	for _, k := range e.checks {
		if k.holds() && !k.weak && !k.atMost {
			if holds, _, _ := k.strainWith(e, v); !holds {
				return true
			}
		}
	}
	return false
}

var governmentTitle = regexp.MustCompile(`(全省|省本级|省级|全市|市本级|市级|全区|区本级|区级|自治区|全县|县本级|县级).*(一般公共预算|政府性基金|国有资本经营|社会保险基金).*表`)

// ofGovernment says that a document is the budget or the final accounts of a whole government: its
// tables give the same quantities for the province, its own level and its districts, which their
// names alone do not tell apart.
func ofGovernment(doc *normalize.Disclosure, sheets []*sheet) bool {
	if doc.Level == normalize.Government {
		return true
	}
	n := 0
	for _, s := range sheets {
		if governmentTitle.MatchString(s.table.Title) {
			n++
		}
	}
	return n >= 2
}

// ofKnownKind drops the failures that only an unknown document's indentation tells of: what its tables
// mean is not known.
func ofKnownKind(doc *normalize.Disclosure, checks []*check) []*check {
	if doc.Kind != "" {
		return checks
	}
	var out []*check
	for _, c := range checks {
		if c.outcome != normalize.Fail || c.code != codes.ParentChildren {
			out = append(out, c)
		}
	}
	return out
}

// passing are the checks that do not fail.
func passing(checks []*check) []*check {
	var out []*check
	for _, c := range checks {
		if c.outcome != normalize.Fail {
			out = append(out, c)
		}
	}
	return out
}
