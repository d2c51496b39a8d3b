package reconcile

import (
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// percentChange compares a percentage with the change and the amount it came to: the base is the
// amount less the change.
func (s *story) percentChange(c *normalize.Claim) *check {
	return heldIfBare(c, s.percentOf(c))
}

func (s *story) percentOf(c *normalize.Claim) *check {
	change := s.changeOf(c)
	if change == nil || s.entries[change.Number] == nil {
		return nil
	}
	var best *check
	for _, amount := range s.amountsFor(c, change) {
		k := &check{code: codes.ClaimPercentChange, actual: s.entries[c.Number],
			parts: []term{{entry: s.entries[change.Number]}},
			base:  []term{{entry: amount}, {entry: s.entries[change.Number], minus: true}}}
		k.evaluate()
		if k.outcome == normalize.Pass {
			return k
		}
		if best == nil {
			best = k
		}
	}
	return best
}

// changeOf is the change in money that a percentage restates: the last one before it, of the same amount.
func (s *story) changeOf(c *normalize.Claim) *normalize.Claim {
	for i := c.Number - 2; i >= 0 && i >= c.Number-4; i-- {
		k := s.claims[i]
		if k.Kind == normalize.Change && k.Of == c.Of && k.Sentence == c.Sentence {
			return k
		}
	}
	return nil
}

// amountsFor are the amounts that a change may be of: the one it was read as, then the others of
// its sentence, nearest first, and those of its section's opening.
func (s *story) amountsFor(c, change *normalize.Claim) []*entry {
	var out []*entry
	add := func(n int) {
		if n > 0 && s.entries[n] != nil && s.claims[n-1].Kind == normalize.Amount && s.claims[n-1].Yuan.Valid {
			out = append(out, s.entries[n])
		}
	}
	add(change.Of)
	add = func(n int) { // any change is all of nothing's base
		if n > 0 && s.entries[n] != nil && !s.entries[n].value.IsZero() && s.claims[n-1].Kind == normalize.Amount && s.claims[n-1].Yuan.Valid {
			out = append(out, s.entries[n])
		}
	}
	for n := change.Number - 1; n > 0 && n > change.Number-12; n-- {
		if k := s.claims[n-1]; k.Section == c.Section && n != change.Of {
			add(n)
		}
	}
	return out
}

// fromBase compares a change with the amounts before and after it, where both are printed.
func (s *story) fromBase(c *normalize.Claim) *check {
	base, amount := s.entries[c.Whole], s.entries[c.Of]
	if base == nil || amount == nil || s.entries[c.Number] == nil {
		return nil
	}
	k := &check{code: codes.ClaimChange, actual: s.entries[c.Number], parts: []term{{entry: amount}, {entry: base, minus: true}}}
	k.evaluate()
	return k
}

// unchanged compares 持平 with the change that is stated beside it, or with last year's figure
// where a table prints that.
func (s *story) unchanged(c *normalize.Claim) *check {
	if strings.Contains(c.Text, "基本") || c.Of == 0 {
		return nil
	}
	m, ok := s.means[c.Of]
	if !ok {
		return nil
	}
	m.year--
	before := s.ledger.find(m.settled())
	if before == nil || s.entries[c.Of] == nil {
		return nil
	}
	k := equality(codes.Unchanged, s.entries[c.Of], before)
	return k
}
