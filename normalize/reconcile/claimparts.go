package reconcile

import (
	"regexp"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// compositions compare amounts and counts with their parts, where the parts are all there are.
func (s *story) compositions() []*check {
	parts := map[int][]*normalize.Claim{}
	var order []int
	for _, c := range s.claims {
		if c.Whole > 0 && (c.Kind == normalize.Amount || c.Kind == normalize.Count) && s.entries[c.Number] != nil {
			if parts[c.Whole] == nil {
				order = append(order, c.Whole)
			}
			parts[c.Whole] = append(parts[c.Whole], c)
		}
	}
	var out []*check
	for _, n := range order {
		out = appendCheck(out, s.composition(n, parts[n]))
	}
	return out
}

// completeParts are the parts that make up the whole wherever they are listed.
var completeParts = [][]*regexp.Regexp{
	{regexp.MustCompile(`货物`), regexp.MustCompile(`工程`), regexp.MustCompile(`服务`)},
}

var otherVehicles = regexp.MustCompile(`其他.*车`)

func (s *story) composition(whole int, parts []*normalize.Claim) *check {
	w := s.claims[whole-1]
	if s.entries[whole] == nil {
		return nil
	}
	c := &check{code: codes.ClaimComposition, actual: s.entries[whole]}
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
		c.parts = append(c.parts, term{entry: s.entries[p.Number]})
	}
	if len(c.parts) < 2 {
		return nil
	}
	c.evaluate()
	if complete {
		return c
	}
	c.code, c.weak = codes.ClaimParts, true
	if c.outcome == normalize.Fail {
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
