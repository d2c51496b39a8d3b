// Package inside makes the checks inside one table, from its heads and the hierarchy of its rows alone.
package inside

import (
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Questions are what the figures of one table are asked: which sums, differences and ratios its heads and the
// hierarchy of its rows promise.
func Questions(s *table.Table) []verdict.Question {
	out := columnQuestions(s)
	asked := map[int]bool{} // columns that a rule explains
	out = append(out, changeQuestions(s, asked)...)
	out = append(out, formulaQuestions(s, asked)...)
	out = append(out, ratioQuestions(s, asked)...)
	out = append(out, rowQuestions(s)...)
	out = append(out, partQuestions(s)...)
	return append(out, verdict.Question{{Kind: "two sides", Told: verdict.ByForm, Checks: twoSides(s)}})
}
