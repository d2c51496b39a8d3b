package narrative

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// File puts the amounts of the narrative beside those of the tables.
func (s *Story) File() {
	for _, c := range s.claims {
		if c.Kind != normalize.Amount || !c.Yuan.Valid {
			continue
		}
		m, ok := s.meaningOf(c)
		if !ok {
			continue
		}
		s.means[c.Number] = m
		e := s.figures[c.Number]
		if c.Unit == "" || e.Value.IsZero() && s.ledger.Blank(m) {
			c.Outcome = s.nothingPrinted(m)
			continue
		}
		if m, ok := s.printedAs(m, e); ok && (!s.partOfRunningCosts(c) || s.ledger.Agrees(m, e)) {
			s.ledger.File(m, e)
		}
	}
}

// Compare makes the comparisons between sentences, and of sentences with figures that only their words
// lead to.
func (s *Story) Compare() []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, c := range s.claims {
		switch c.Kind {
		case normalize.PercentChange:
			out = arithmetic.Append(out, s.percentChange(c))
		case normalize.Change:
			out = arithmetic.Append(out, s.fromBase(c))
		case normalize.Unchanged:
			out = arithmetic.Append(out, s.unchanged(c))
		}
	}
	out = append(out, s.shares()...)
	return append(out, s.compositions()...)
}
