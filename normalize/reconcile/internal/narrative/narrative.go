package narrative

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

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
