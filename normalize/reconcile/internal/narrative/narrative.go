package narrative

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
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

// HeldOrSlipped are the comparisons of a government's narrative with itself that hold, and of the others those of rates in which one digit
// is wrong and that stand beside what they are made of: elsewhere the same words name amounts of other levels.
func (s *Story) HeldOrSlipped() []*arithmetic.Check {
	return slices.DeleteFunc(s.Compare(), func(k *arithmetic.Check) bool {
		return k.Outcome == normalize.Fail && !s.slippedRate(k)
	})
}

var fromBudget = wordings.Pattern("base.budget")

// slippedRate says that another digit mends a rate that ends its clause, and that its own sentence holds what it is made of: a rate of growth
// says its change again, and a share names its whole, which alone may stand in the sentence before.
func (s *Story) slippedRate(k *arithmetic.Check) bool {
	rate := k.Actual.Claim
	if rate == nil || !endsClause(rate) || !arithmetic.Misprint(k.Actual, k.Expected()) {
		return false
	}
	switch k.Code {
	case codes.ClaimPercentChange:
		if change := s.changeOf(rate); change == nil || !saysAgain(change, rate) || fromBudget.MatchString(change.Before) {
			return false
		}
	case codes.ClaimShare:
		if rate.Against == "" {
			return false
		}
	default:
		return false
	}
	return !slices.ContainsFunc(k.Figures(), func(e *arithmetic.Figure) bool {
		c := e.Claim
		named := c != nil && rate.Kind == normalize.Share && c.Number == rate.Whole && strings.Contains(c.Subject, strings.TrimSuffix(rate.Against, "的"))
		return c == nil || c.Sentence != rate.Sentence && !named || c.Year != rate.Year
	})
}
