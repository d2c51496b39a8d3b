package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// shares compare percentages with their parts and wholes. What one share of a sentence is of is what
// the others of its sentence are of too.
func (s *story) shares() []*check {
	var out []*check
	wholes := map[string]*entry{}
	var left []*normalize.Claim
	for _, c := range s.claims {
		if c.Kind != normalize.Share || s.entries[c.Of] == nil {
			continue
		}
		if k := s.share(c, s.wholesFor(c)); k != nil && k.outcome == normalize.Pass {
			out = append(out, k)
			wholes[c.Sentence] = k.base[0].entry
		} else if s.sure(c) {
			left = append(left, c)
		}
	}
	for _, c := range left {
		all := s.wholesFor(c)
		if w := wholes[c.Sentence]; w != nil {
			all = append([]*entry{w}, all...)
		}
		out = appendCheck(out, s.share(c, all))
	}
	return out
}

// share is the comparison with the whole that fits, or else with the first.
func (s *story) share(c *normalize.Claim, wholes []*entry) *check {
	var first *check
	for _, whole := range wholes {
		k := &check{code: "claim-share", actual: s.entries[c.Number], parts: []term{{entry: s.entries[c.Of]}}, base: []term{{entry: whole}}}
		k.evaluate()
		if k.outcome == normalize.Pass {
			return k
		}
		if first == nil {
			first = k
		}
	}
	return first
}

// sure says that a share's sentence itself opened the breakdown that it belongs to, and does not
// name another whole. A share that names nothing and stands in another sentence than its part may be
// of an amount that was not read.
func (s *story) sure(c *normalize.Claim) bool {
	part := s.claims[c.Of-1]
	if completed.MatchString(c.Subject) {
		return c.Whole > 0 && c.Number == c.Of+1 && c.Sentence == part.Sentence
	}
	if c.Whole == 0 || part.Whole != c.Whole {
		return false
	}
	named := strings.TrimSuffix(c.Subject, "的")
	return c.Subject == part.Subject && c.Sentence == part.Sentence || strings.Contains(s.claims[c.Whole-1].Subject, named) || wholeWords.MatchString(named)
}

var completed = regexp.MustCompile(`^完成(年初|全年|调整)?预算数?的?$`)

var wholeWords = regexp.MustCompile(`^(总支出|总收入|支出总额|收入总额|总额|比重)$`)

// wholesFor are the amounts that a share may be of: the one that was broken down, the one whose
// name it gives, and the amounts of its section so far.
func (s *story) wholesFor(c *normalize.Claim) []*entry {
	var out []*entry
	if e := s.entries[c.Whole]; e != nil {
		out = append(out, e)
	}
	own := meaning{}
	if own.understand(quotes.Replace(c.Subject)) && c.Subject != s.claims[c.Of-1].Subject {
		m := s.frame(c)
		if m, ok := m.narrowed(own); ok {
			for _, p := range s.ledger.places[m.settled().quantity] {
				out = append(out, p.entry)
			}
		}
	}
	for n := c.Of - 1; n > 0 && s.claims[n-1].Section == c.Section && n > c.Of-40; n-- {
		if s.claims[n-1].Kind == normalize.Amount && s.entries[n] != nil && n != c.Whole {
			out = append(out, s.entries[n])
		}
	}
	return out
}
