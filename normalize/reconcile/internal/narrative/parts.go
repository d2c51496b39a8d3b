package narrative

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// compositions compare amounts and counts with their parts, where the parts are all there are.
func (s *Story) compositions() []*arithmetic.Check {
	var parts groups.Groups[int, *normalize.Claim] // by their whole
	for _, c := range s.claims {
		if c.Whole > 0 && (c.Kind == normalize.Amount || c.Kind == normalize.Count) && s.figures[c.Number] != nil {
			parts.Add(c.Whole, c)
		}
	}
	var out []*arithmetic.Check
	for n, all := range parts.All() {
		out = arithmetic.Append(out, s.composition(n, all))
	}
	return out
}

// completeParts are the parts that make up the whole wherever they are listed.
var completeParts = [][]*words.Pattern{
	{wordings.Pattern("part.goods"), wordings.Pattern("part.works"), wordings.Pattern("part.services")},
}

var otherVehicles = wordings.Pattern("part.other-vehicles")

func (s *Story) composition(whole int, parts []*normalize.Claim) *arithmetic.Check {
	w := s.claims[whole-1]
	if s.figures[whole] == nil {
		return nil
	}
	c := &arithmetic.Check{Code: codes.ClaimComposition, Actual: s.figures[whole]}
	var same []*normalize.Claim
	for _, p := range parts {
		if p.Kind == w.Kind && p.Year == w.Year && (p.Kind != normalize.Count || p.Unit == w.Unit) {
			same = append(same, p)
		}
	}
	complete := w.Kind == normalize.Count && len(same) > 0 && otherVehicles.MatchString(same[len(same)-1].Subject)
	if w.Kind == normalize.Amount {
		if all := pickComplete(same); all != nil {
			same, complete = all, true
		}
	}
	for _, p := range same {
		c.Parts = append(c.Parts, arithmetic.Term{Figure: s.figures[p.Number]})
	}
	if len(c.Parts) < 2 {
		return nil
	}
	c.Evaluate()
	if complete {
		return c
	}
	c.Code, c.Weak = codes.ClaimParts, true
	if c.Outcome == normalize.Fail {
		return nil
	}
	return c
}

// pickComplete are the first claims of a known list of parts, one for each; nil if one is missing.
func pickComplete(parts []*normalize.Claim) []*normalize.Claim {
	for _, list := range completeParts {
		var out []*normalize.Claim
		for _, re := range list {
			for _, p := range parts {
				if re.MatchString(p.Subject) {
					out = append(out, p)
					break
				}
			}
		}
		if len(out) == len(list) {
			return out
		}
	}
	return nil
}
