// Package across makes the checks between tables: the same quantity in several places, and the identities that
// budgets keep.
package across

import (
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
)

// Compare compares the tables of a ledger with each other, by what their figures measure.
func Compare(l *ledger.Ledger) []*arithmetic.Check {
	out := sameAmounts(l)
	out = append(out, nested(l)...)
	out = append(out, nestedLists(l)...)
	out = append(out, classSums(l)...)
	return append(out, crossChecks(l)...)
}
