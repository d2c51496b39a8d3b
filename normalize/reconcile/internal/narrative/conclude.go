package narrative

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Conclude sets what came of each claim.
func (s *Story) Conclude(culprits []verdict.Culprit) {
	blamed := map[*arithmetic.Figure]bool{}
	for _, c := range culprits {
		blamed[c.Figure] = blamed[c.Figure] || !c.Unsure
	}
	for _, c := range s.claims {
		if e := s.figures[c.Number]; e != nil && len(e.Checks) > 0 {
			if out := outcomeOf(e, blamed[e]); out != normalize.Insufficient || c.Outcome == "" {
				c.Outcome = out
			}
			c.Records = recordsBeside(e)
		}
	}
	s.restated()
	s.passOn()
}

// passOn gives claims that were only compared with other amounts of the narrative the records that these are: those of
// the amounts of a change or a share, and of an amount that is told again. Nothing is any share of any amount.
func (s *Story) passOn() {
	own := map[int][]normalize.Ref{}
	for _, c := range s.claims {
		own[c.Number] = c.Records
	}
	for _, c := range s.claims {
		e := s.figures[c.Number]
		if e == nil || e.Value.IsZero() || len(c.Records) > 0 || c.Outcome != normalize.Pass && c.Outcome != normalize.Rounding {
			continue
		}
		for _, k := range e.Checks {
			if !k.Holds() || k.Weak || !restates(c.Kind, k.Code) {
				continue
			}
			for _, o := range k.Figures() {
				if o.Claim != nil && o != e && o.Document() == c.Document {
					c.Records = appendRefs(c.Records, own[o.Claim.Number])
				}
			}
		}
	}
}

// restates says that a check of a code says of a claim of a kind what the other figures in it are: an amount is no part of a
// share's check but its own.
func restates(kind normalize.ClaimKind, code string) bool {
	switch kind {
	case normalize.Share:
		return code == codes.ClaimShare
	case normalize.Change, normalize.PercentChange:
		return code == codes.ClaimPercentChange || code == codes.ClaimChange
	}
	return code == codes.ClaimSameAmount
}

// appendRefs adds records to a list, each once.
func appendRefs(list, more []normalize.Ref) []normalize.Ref {
	for _, r := range more {
		if !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// outcomeOf is what a figure's checks came to: a failure where the figure is the culprit or where all
// of them fail, otherwise the worst of those that hold. That the parts of a sentence happen to add up
// is not enough.
func outcomeOf(e *arithmetic.Figure, blamed bool) normalize.Outcome {
	rank := map[normalize.Outcome]int{normalize.Pass: 1, normalize.Rounding: 2}
	out := normalize.Fail
	telling := func(c *arithmetic.Check) bool { return !c.Weak && !nothingOf(e, c) }
	for _, c := range e.Checks {
		if telling(c) && rank[c.Outcome] > rank[out] {
			out = c.Outcome
		}
	}
	if blamed {
		return normalize.Fail
	}
	if out == normalize.Fail && !slices.ContainsFunc(e.Checks, telling) {
		return normalize.Insufficient
	}
	return out
}

// nothingOf says that a comparison holds an amount against a rate of nothing, which is so of any amount.
func nothingOf(e *arithmetic.Figure, c *arithmetic.Check) bool {
	return c.Base != nil && e != c.Actual && c.Actual.Value.IsZero() && !e.Value.IsZero()
}

// recordsBeside are the records that a claim was compared with.
func recordsBeside(e *arithmetic.Figure) []normalize.Ref {
	var out []normalize.Ref
	seen := map[*arithmetic.Figure]bool{}
	for _, c := range e.Checks {
		for _, o := range c.Figures() {
			if o.Record != nil && !seen[o] {
				seen[o] = true
				out = append(out, o.Ref(e.Document()))
			}
		}
	}
	return out
}

// restated settles the claims that state no figure of their own.
func (s *Story) restated() {
	for _, c := range s.claims {
		switch c.Kind {
		case normalize.Names:
			s.namesAgree(c)
		case normalize.Unchanged:
			if e := s.figures[c.Of]; e != nil {
				c.Records = recordsBeside(e)
			}
		}
	}
}

// namesAgree says whether a list of item names is just that of the items that tables print.
func (s *Story) namesAgree(c *normalize.Claim) {
	printed := map[string][]normalize.Ref{}
	for _, t := range s.ledger.Tables {
		for _, r := range t.Rows {
			for _, it := range r.Items {
				if it.EconomicCode != "" {
					if _, done := printed[it.Label]; !done {
						printed[it.Label] = firstRefs(t, r.Number, it.Side, c.Document)
					}
				}
			}
		}
	}
	for _, name := range c.Names {
		refs, ok := printed[name]
		if !ok {
			c.Records = nil
			return
		}
		c.Records = append(c.Records, refs...)
	}
	c.Outcome = normalize.Pass
}

// firstRefs is the first figure of a row's item, as seen from a document.
func firstRefs(s *table.Table, row, side int, from string) []normalize.Ref {
	for _, col := range s.Columns {
		if e := s.At(row, col.Number); e != nil && col.Side == side {
			return []normalize.Ref{e.Ref(from)}
		}
	}
	return nil
}
