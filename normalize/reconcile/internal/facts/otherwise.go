package facts

import (
	_ "embed"
	"strconv"

	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

//go:embed otherwise.txt
var otherwiseWordings string

var (
	wordings    = words.Read("otherwise", otherwiseWordings)
	sinceYear   = wordings.Pattern("since.last-year")
	sinceBudget = wordings.Pattern("since.budget")
	sinceSpent  = wordings.Pattern("since.spent")
	onOtherBase = wordings.Pattern("since.not")
)

// sinceLastYear says that a change is one since the year before, on one basis.
func sinceLastYear(c *normalize.Claim) bool {
	before := words.Sentence(c.Before)
	m := sinceYear.FindStringSubmatch(before)
	return m != nil && (m[1] == "" || m[1] == strconv.Itoa(c.Year-1)) && !onOtherBase.MatchString(before)
}

// ofStage says that the words of a change do not measure it from another stage of the year before than the amount's own: a budget from
// what was spent, or what was spent from a budget.
func ofStage(c *normalize.Claim, stage string) bool {
	before := words.Sentence(c.Before)
	if stage == meaning.Budget {
		return !sinceSpent.MatchString(before)
	}
	return !sinceBudget.MatchString(before)
}

// otherwiseStated are the facts that are no amounts, which sentences alone state: by how much an amount changed since the same stage of the year
// before, and counts. Where sentences state several of one quantity that differ, as against last year's budget and what was
// spent, they are none.
func otherwiseStated(p *Part, n *codeNames) []normalize.Fact {
	if len(p.Claims) == 0 {
		return nil
	}
	type stated struct {
		kind normalize.ClaimKind
		meaning.Quantity
	}
	numbered, printed := map[normalize.ClaimRef]*normalize.Claim{}, p.quantities()
	for _, c := range p.Claims {
		numbered[normalize.ClaimRef{Document: c.Document, Number: c.Number}] = c
	}
	var of groups.Groups[stated, *normalize.Claim]
	for _, c := range p.Claims {
		q, told := meaning.Quantity{}, false
		switch {
		case !c.Value.Valid || c.Outcome == normalize.Fail:
		case c.Kind == normalize.Count:
			q, told = meaning.Quantity(c.Quantity), c.Quantity != normalize.Quantity{}
		case c.Kind == normalize.Change && sinceLastYear(c):
			if amount := numbered[normalize.ClaimRef{Document: c.Document, Number: c.Of}]; amount != nil && amount.Kind == normalize.Amount && amount.Year == c.Year {
				q = tied(amount, printed)
				told = tells(q, amount.Outcome == normalize.Pass) && ofStage(c, q.Stage)
			}
		}
		if told {
			of.Add(stated{c.Kind, q}, c)
		}
	}
	var out []normalize.Fact
	for at, all := range of.All() {
		if alike(all) {
			f := ofClaims(p, at.Quantity, all, n)
			f.Stated, f.Value, f.Unit = at.kind, all[0].Value, all[0].Unit
			f.Yuan, f.Precision = decimal.Zero, decimal.Zero
			out = append(out, f)
		}
	}
	return out
}
