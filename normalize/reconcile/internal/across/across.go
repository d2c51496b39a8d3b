// Package across makes the checks between tables: the same quantity in several places, and the identities that
// budgets keep.
package across

import (
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Questions are what the tables of a ledger are asked of each other, by what their figures measure.
func Questions(l *ledger.Ledger) []verdict.Question {
	out := sameAmounts(l)
	out = append(out, nestedFunds(l)...)
	out = append(out, nestedLists(l)...)
	out = append(out, classItems(l)...)
	return append(out, identityQuestions(l)...)
}
