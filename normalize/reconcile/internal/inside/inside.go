// Package inside makes the checks inside one table, from its heads and the hierarchy of its rows alone.
package inside

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Questions are what the figures of one table are asked: which sums, differences and ratios its heads and the
// hierarchy of its rows promise, in each of its blocks.
func Questions(s *table.Table) []verdict.Question {
	var out []verdict.Question
	for _, b := range s.Blocks() {
		out = append(out, ofBlock(b)...)
	}
	return append(out, verdict.Question{{Kind: "two sides", Told: verdict.ByForm, Checks: twoSides(s)}})
}

// OfTables are what each table is asked, and last those that were cut between their columns. None needs what another is asked.
func OfTables(tables []*table.Table) [][]verdict.Question {
	lists := make([][]verdict.Question, len(tables)+1)
	page.Each(len(lists), func(i int) {
		if i < len(tables) {
			lists[i] = Questions(tables[i])
		} else {
			lists[i] = OfSheets(tables)
		}
	})
	return lists
}

// OfSheets are what tables that were cut between their columns are asked as a whole: whether the totals on one sheet are the
// sums of what all of them print.
func OfSheets(tables []*table.Table) []verdict.Question {
	var out []verdict.Question
	for _, s := range table.Sheets(tables) {
		for _, q := range columnQuestions(s) {
			for i := range q {
				q[i].Checks = slices.DeleteFunc(q[i].Checks, onOneSheet)
			}
			out = append(out, q)
		}
	}
	return out
}

// onOneSheet says that all figures of a sum stand on one sheet, which was asked for itself.
func onOneSheet(c *arithmetic.Check) bool {
	return !slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool { return t.Table() != c.Actual.Table() })
}

func ofBlock(s *table.Table) []verdict.Question {
	out := columnQuestions(s)
	asked := map[int]bool{} // columns that a rule explains
	out = append(out, changeQuestions(s, asked)...)
	out = append(out, formulaQuestions(s, asked)...)
	out = append(out, identityQuestions(s, asked)...)
	out = append(out, ratioQuestions(s, asked)...)
	out = append(out, unnamedColumns(s, asked)...)
	out = append(out, rowQuestions(s)...)
	out = append(out, overLists(s)...)
	return append(out, partQuestions(s)...)
}
