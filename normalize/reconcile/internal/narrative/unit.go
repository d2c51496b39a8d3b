package narrative

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/told"
)

// bare says that a claim is a percentage whose % is not printed.
func bare(c *normalize.Claim) bool {
	return (c.Kind == normalize.PercentChange || c.Kind == normalize.Share) && c.Value.Valid && c.Unit == ""
}

// heldIfBare drops a failing check of a figure that is only taken for a percentage.
func heldIfBare(c *normalize.Claim, k *arithmetic.Check) *arithmetic.Check {
	if k != nil && bare(c) && k.Outcome == normalize.Fail {
		return nil
	}
	return k
}

// BarePercentages are findings on figures without a % that agree with the amounts beside them as
// percentages, which proves that the % was forgotten.
func (s *Story) BarePercentages(tell *told.Teller) []normalize.Finding {
	var out []normalize.Finding
	for _, c := range s.claims {
		e := s.figures[c.Number]
		if !bare(c) || e == nil || c.Outcome != normalize.Pass {
			continue
		}
		out = append(out, normalize.Finding{Document: c.Document, Code: codes.ClaimUnit, Severity: normalize.Warning, Page: c.Page,
			Sentence: codes.Say("claim-unit", told.At(c.Stated(), tell.Where(e)))})
	}
	return out
}
