package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

var (
	ofLastYear    = wordings.Pattern("of-last-year")
	lastYearAlone = wordings.Pattern("share.last-year-alone")
	lastYearStage = wordings.Pattern("last-year.stage")
)

// ofLastYear says that a share is one of the amount of the year before: 为上年的120%, 为上年8万元的120%.
func (s *Story) ofLastYear(c *normalize.Claim) bool { return ofLastYear.MatchString(s.leadOverBase(c)) }

// leadOverBase is the lead of a share, with that of its whole where that stands between the words and their end: 为上年8万元的120%.
func (s *Story) leadOverBase(c *normalize.Claim) string {
	lead := s.lead(c)
	if lead == "的" && c.Whole > 0 && c.Whole == c.Number-1 {
		return s.lead(s.claims[c.Whole-1]) + lead
	}
	return lead
}

// surelyOfLastYear says that a share is of the amount of the year before that stands between it and its part, which its sentence begins with, and that
// its clause says nothing else: no part (其中), no other measure (单价为上年的) or basis (扣除一次性因素后为上年的), and no stage but that of the amount (上年预算8万元，为上年决算的).
func (s *Story) surelyOfLastYear(c *normalize.Claim) bool {
	said := s.leadOverBase(c)
	if c.Whole != c.Of+1 || c.Number != c.Whole+1 || !lastYearAlone.MatchString(said) || onComparableBasis(c) {
		return false
	}
	if c.Of > 1 && s.claims[c.Of-2].Sentence == c.Sentence { // 支出6万元，其中购置2万元，上年5万元，为上年的120%
		return false
	}
	lead := s.lead(s.claims[c.Whole-1])
	if words.IsPart(strings.TrimLeft(lead, "，、；（")) {
		return false
	}
	stage, _ := words.Taken(lastYearStage, said)
	own, _ := words.Taken(lastYearStage, lead)
	if stage == "" {
		return !withBudgeted.MatchString(own) || withBudgeted.MatchString(s.claims[c.Of-1].Subject)
	}
	return stage == own
}
