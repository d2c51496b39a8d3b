package narrative

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// A basis is what a change is said to start from. What is not said of it is empty.
type basis struct {
	year  string // its number; monthsBefore for 环比
	stage stageOfBasis
}

type stageOfBasis int

const (
	noStage stageOfBasis = iota
	budgeted
	spent
)

// monthsBefore is the year of a basis that is no year.
const monthsBefore = "months"

var (
	comparedWith = wordings.Pattern("basis")
	withMonths   = wordings.Pattern("basis.before")
	withLastYear = wordings.Pattern("basis.last-year")
	withYear     = wordings.Pattern("basis.year")
	withBudgeted = wordings.Pattern("basis.budget")
	withSpent    = wordings.Pattern("basis.spent")
)

// basisOf is what a change, in money or in per cent, starts from by the words between it and the figure before it. A change from an amount that
// is printed (比上年决算2万元减少0.2万元) starts from what that is called.
func (s *Story) basisOf(c *normalize.Claim) basis {
	b := basisIn(s.lead(c), c.Year)
	if b == (basis{}) && c.Whole > 0 && c.Whole == c.Number-1 {
		b = basisIn(s.lead(s.claims[c.Whole-1]), c.Year)
	}
	return b
}

// basisIn reads the last comparison of a text; the year is that of which it speaks. A budget of no year is that of the year itself.
func basisIn(text string, year int) basis {
	all := words.TakenAll(comparedWith, text)
	if len(all) == 0 {
		return basis{}
	}
	last, b := all[len(all)-1], basis{}
	switch named, ok := words.Taken(withYear, last); {
	case withMonths.MatchString(last):
		b.year = monthsBefore
	case ok:
		b.year = named
	case withLastYear.MatchString(last):
		b.year = strconv.Itoa(year - 1)
	default:
		b.year = strconv.Itoa(year)
	}
	switch {
	case withBudgeted.MatchString(last):
		b.stage = budgeted
	case withSpent.MatchString(last):
		b.stage = spent
	}
	return b
}

// differs says that two changes start from different things, as both say.
func (b basis) differs(of basis) bool {
	if b.year == "" || of.year == "" {
		return false
	}
	return b.year != of.year || b.stage != noStage && of.stage != noStage && b.stage != of.stage
}

// lead is what stands in a claim's sentence between the figure before it and its own.
func (s *Story) lead(c *normalize.Claim) string {
	if c.Number > 1 {
		before := s.claims[c.Number-2]
		if between, ok := strings.CutPrefix(c.Before, before.Before+before.Text); ok && before.Sentence == c.Sentence {
			return between
		}
	}
	return c.Before
}
