package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
)

// conclude sets what came of each claim.
func (s *story) conclude(culprits []culprit) {
	s.stated()
	blamed := map[*entry]bool{}
	for _, c := range culprits {
		blamed[c.entry] = true
	}
	for _, c := range s.claims {
		if e := s.entries[c.Number]; e != nil && len(e.checks) > 0 {
			if out := outcomeOf(e, blamed[e]); out != normalize.Insufficient || c.Outcome == "" {
				c.Outcome = out
			}
			c.Records = recordsBeside(e)
		}
	}
	s.restated()
}

// outcomeOf is what a figure's checks came to: a failure where the figure is the culprit or where all
// of them fail, otherwise the worst of those that hold. That the parts of a sentence happen to add up
// is not enough.
func outcomeOf(e *entry, blamed bool) normalize.Outcome {
	rank := map[normalize.Outcome]int{normalize.Pass: 1, normalize.Rounding: 2}
	out := normalize.Fail
	for _, c := range e.checks {
		if !c.weak && rank[c.outcome] > rank[out] {
			out = c.outcome
		}
	}
	if blamed {
		return normalize.Fail
	}
	if out == normalize.Fail && !slices.ContainsFunc(e.checks, func(c *check) bool { return !c.weak }) {
		return normalize.Insufficient
	}
	return out
}

// recordsBeside are the records that a claim was compared with.
func recordsBeside(e *entry) []normalize.Ref {
	var out []normalize.Ref
	seen := map[*entry]bool{}
	for _, c := range e.checks {
		for _, o := range c.entries() {
			if o.record != nil && !seen[o] {
				seen[o] = true
				out = append(out, o.ref(e.document()))
			}
		}
	}
	return out
}

// restated settles the claims that state no figure of their own.
func (s *story) restated() {
	for _, c := range s.claims {
		switch c.Kind {
		case normalize.Names:
			s.namesAgree(c)
		case normalize.Unchanged:
			if e := s.entries[c.Of]; e != nil {
				c.Records = recordsBeside(e)
			}
		}
	}
}

// namesAgree says whether a list of item names is just that of the items that tables print.
func (s *story) namesAgree(c *normalize.Claim) {
	printed := map[string][]normalize.Ref{}
	for _, sh := range s.ledger.sheets {
		for _, r := range sh.table.Rows {
			for _, it := range r.Items {
				if it.EconomicCode != "" {
					if _, done := printed[it.Label]; !done {
						printed[it.Label] = sh.firstRefs(r.Number, it.Side, c.Document)
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
func (s *sheet) firstRefs(row, side int, from string) []normalize.Ref {
	for _, col := range s.table.Columns {
		if e := s.at(row, col.Number); e != nil && col.Side == side {
			return []normalize.Ref{e.ref(from)}
		}
	}
	return nil
}
