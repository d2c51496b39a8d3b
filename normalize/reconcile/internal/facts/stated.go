package facts

import (
	"slices"

	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// stated are the facts that only sentences state: amounts of which it is known what they measure and which no table
// prints. Where sentences state different amounts of one quantity, or one that a table's figure may be, they are none.
func stated(p *Part, printed []normalize.Fact, n *codeNames) []normalize.Fact {
	var of groups.Groups[meaning.Quantity, *normalize.Claim]
	for _, c := range p.Claims {
		q := meaning.Quantity(c.Quantity)
		if q.Flow == "" {
			q.Flow = flowsOfScopes[q.Scope]
		}
		if c.Kind != normalize.Amount || !c.Yuan.Valid || len(c.Records) > 0 || c.Outcome == normalize.Fail || !tells(q, c.Outcome == normalize.Pass) {
			continue
		}
		of.Add(q, c)
	}
	var out []normalize.Fact
	for q, all := range of.All() {
		alike := !slices.ContainsFunc(all, func(c *normalize.Claim) bool { return !c.Yuan.Decimal.Equal(all[0].Yuan.Decimal) })
		known := slices.ContainsFunc(printed, func(f normalize.Fact) bool { return fits(meaning.Quantity(f.Quantity), q) })
		if !alike || known {
			continue
		}
		out = append(out, ofClaims(p, q, all, n))
	}
	return out
}

// flowsOfScopes are the sides that what is carried over stands on, which sentences need not say.
var flowsOfScopes = map[string]string{meaning.CarriedIn: meaning.In, meaning.CarriedOut: meaning.Out}

// tells says that a sentence says enough of an amount for it to stand by itself: all that must be said, or an item of its
// own; less where a check holds that found nothing printed of it.
func tells(q meaning.Quantity, proven bool) bool {
	if q.Year == 0 || q.Stage == "" || q.Flow == "" {
		return false
	}
	return q.Said() || q.Item != "" || proven && (q.Fund+q.Source+q.Use != "" || flowsOfScopes[q.Scope] != "")
}

// fits says that a printed fact may be what a sentence speaks of.
func fits(printed, said meaning.Quantity) bool {
	printed.Unit, printed.Project = "", ""
	return printed.Fits(said) || printed.FitsLoosely(said)
}

func ofClaims(p *Part, q meaning.Quantity, all []*normalize.Claim, n *codeNames) normalize.Fact {
	first := all[0]
	e := arithmetic.OfClaim(first)
	f := p.about(first.Document)
	f.Quantity, f.Yuan, f.Precision, f.Status = normalize.Quantity(q), e.Value, e.Quantum, normalize.Unverified
	f.Page, f.Box = first.Page, first.Box
	for _, c := range all {
		f.Claims = append(f.Claims, refOf(c, f.Document))
	}
	n.name(&f)
	return f
}
