// Package verdict decides which failing checks are believed, and which figures are wrong. What makes checks
// does not decide: it hands all of them over, by rule, by table or of a whole document.
package verdict

import (
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// Judge settles which failures of a bundle's checks are none, and finds the culprits of the others among the
// figures of the documents that are judged. tables are their tables; lists of a government may be short.
func Judge(checks []*arithmetic.Check, tables []*table.Table, government bool, judged func(document string) bool) []Culprit {
	if government {
		forgiveShortLists(checks)
	}
	forgiveRounding(checks)
	unmaskMisprints(checks)
	return blame(checks, tables, judged)
}
