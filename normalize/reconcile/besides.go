package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// Columns of last year's amounts (上年预算数) and of changes in money (增减额) stand beside those that a table is
// about. Down the rows they add up like these, unless an item of last year is gone; so they are added by the
// sums that the table's own columns bear out.
var (
	besideHead = regexp.MustCompile(`上年|去年|增减|增长|变化|20\d\d年`)
	pricedHead = regexp.MustCompile(`单价|标准|人均`)
)

// besides are the columns of a list that stand beside its own.
func (l *list) besides() []normalize.Column {
	var out []normalize.Column
	for _, c := range l.sheet.moneyColumns(l.side) {
		own := slices.ContainsFunc(l.columns, func(o normalize.Column) bool { return o.Number == c.Number })
		if head := strings.Join(c.Path, "/"); !own && besideHead.MatchString(head) && !pricedHead.MatchString(head) {
			out = append(out, c)
		}
	}
	return out
}

// besideChecks add up the columns beside the list's own. In one that does not keep the sums nearly throughout
// nothing fails, elsewhere only what reads like a misprint.
func (l *list) besideChecks(borneOut []rowSum) []*check {
	var out []*check
	for _, c := range l.besides() {
		var checks []*check
		for _, rule := range borneOut {
			checks = append(checks, l.instancesIn(rule, []normalize.Column{c})...)
		}
		held, failed := tally(checks)
		if failed > 1 && haveCommonFigure(checks) {
			failed = 1
		}
		if held < heldPerFailure*failed {
			out = append(out, passing(checks)...)
		} else {
			out = append(out, misprintsOnly(checks)...)
		}
	}
	return out
}
