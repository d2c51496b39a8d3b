package inside

import (
	"fmt"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// identityQuestions ask whether a table keeps the identities that its names tell of.
func identityQuestions(s *table.Table, asked map[int]bool) []verdict.Question {
	var out []verdict.Question
	for i, id := range identities {
		kind := fmt.Sprint("identity ", i)
		switch id.shape {
		case "rows":
			out = append(out, bySum(kind, id.inColumns(s))...)
		case "all rows": // a part of another name may stand among the others: what comes out even is proven, the rest accuses nobody
			out = append(out, bySum(kind, verdict.Passing(id.inColumns(s)))...)
		case "columns":
			out = append(out, verdict.Question{{Kind: kind, Told: verdict.ByForm, Checks: id.inRows(s)}}) // what is left blank is nothing
		case "rate":
			out = append(out, verdict.Question{{Kind: kind, Told: verdict.ByHeads, Checks: id.rates(s, asked)}})
		case "balance":
			out = append(out, verdict.Question{{Kind: kind, Told: verdict.ByHeads, Checks: id.balances(s)}})
		case "difference":
			out = append(out, verdict.Question{{Kind: kind, Told: verdict.ByWords, Checks: id.differences(s)}})
		case "flow":
			out = append(out, verdict.Question{{Kind: kind, Told: verdict.ByWords, Checks: id.flows(s)}})
		case "alike":
			out = append(out, id.ofAlike(s, kind)...)
		}
	}
	return out
}

// bySum parts the sums of several figures, which the names promise, from those of one: that has parts which are not printed.
func bySum(kind string, sums []*arithmetic.Check) []verdict.Question {
	whole, some := verdict.Family{Kind: kind, Told: verdict.ByForm}, verdict.Family{Kind: kind + " in part", Told: verdict.ByPlace}
	for _, c := range sums {
		if len(c.Parts) > 1 {
			whole.Checks = append(whole.Checks, c)
		} else {
			some.Checks = append(some.Checks, c)
		}
	}
	return []verdict.Question{{whole}, {some}}
}
