package verdict

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// Statuses sets each record's status from the checks it takes part in. A check that holds with a
// figure which others prove wrong proves nothing: what it agrees with may be wrong in the same way. Nor does a sum that is off by
// its last digit where nearly all others of its table come out.
func Statuses(checks []*arithmetic.Check, culprits []Culprit) {
	blamed := map[*arithmetic.Figure]bool{}
	for _, c := range culprits {
		blamed[c.Figure] = true // or at least in doubt
	}
	unproven := unrounded(checks)
	for _, c := range checks {
		if unproven[c] || slices.ContainsFunc(c.Figures(), func(e *arithmetic.Figure) bool { return blamed[e] }) {
			continue
		}
		for _, e := range c.Proven() {
			if e.Record != nil {
				e.Record.Status = normalize.Verified
			}
		}
	}
	for _, c := range culprits {
		if c.Record != nil && !c.Unsure {
			c.Record.Status = normalize.Contradicted
		}
	}
}
