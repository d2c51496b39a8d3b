// Package inside makes the checks inside one table, from its heads and the hierarchy of its rows alone.
package inside

import (
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Compare are the checks inside one table.
func Compare(s *table.Table) []*arithmetic.Check {
	out := append(columnChecks(s), changeChecks(s)...)
	out = append(out, formulaChecks(s, columnsOf(out))...)
	out = append(out, ratioChecks(s, columnsOf(out))...)
	out = append(out, rowChecks(s)...)
	out = append(out, memoSums(s)...)
	out = append(out, twoSides(s)...)
	out = append(out, partsWithin(s)...)
	verdict.HoldToTheDigit(out)
	return out
}

// columnsOf are the columns that checks of columns were made for.
func columnsOf(checks []*arithmetic.Check) map[int]bool {
	out := map[int]bool{}
	for _, c := range checks {
		out[c.Actual.Record.Column] = true
	}
	return out
}
