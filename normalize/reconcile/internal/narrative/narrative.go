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

// HeldOrSlipped are the comparisons of a government's narrative with itself that hold, and of the others those of rates that one
// digit mends and whose amounts stand in their own sentence: elsewhere the same words name amounts of other levels.
func (s *Story) HeldOrSlipped() []*arithmetic.Check {
	return slices.DeleteFunc(s.Compare(), func(k *arithmetic.Check) bool {
		return k.Outcome == normalize.Fail && !s.slippedRate(k)
	})
}

// slippedRate says that a rate is off by what one of its digits makes, and that all it is made of stands right before it: an amount and its
// change, or an amount and the one that it is a part of by the sentence's own words, which may stand in the sentence before.
func (s *Story) slippedRate(k *arithmetic.Check) bool {
	rate := k.Actual.Claim
	if rate == nil || k.Code != codes.ClaimPercentChange && k.Code != codes.ClaimShare || !(arithmetic.OneDigitMends(k) || arithmetic.OneDigitHeals(k)) {
		return false
	}
	if k.Code == codes.ClaimShare && rate.Against == "" {
		return false
	}
	return !slices.ContainsFunc(k.Figures(), func(e *arithmetic.Figure) bool {
		c := e.Claim
		named := c != nil && rate.Kind == normalize.Share && c.Number == rate.Whole && strings.Contains(c.Subject, strings.TrimSuffix(rate.Against, "的"))
		return c == nil || c.Sentence != rate.Sentence && !named || c.Year != rate.Year
	})
}
