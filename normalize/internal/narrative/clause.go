package narrative

import (
	"strings"
	"unicode/utf8"
)

var (
	unchosen       = wordings.Pattern("unchosen")
	partBefore     = wordings.Pattern("part")
	incomeBefore   = wordings.Pattern("income-and")
	andExpenditure = wordings.Pattern("and-expenditure")
)

// clause is the part of a lead after its last comma, semicolon, colon or bracket.
func clause(lead string) string {
	i := strings.LastIndexAny(lead, "，；：。、")
	for i >= 0 && incomeBefore.MatchString(lead[:i]) && andExpenditure.MatchString(lead[i:]) {
		i = strings.LastIndexAny(lead[:i], "，；：。、")
	}
	if i < 0 {
		return lead
	}
	_, size := utf8.DecodeRuneInString(lead[i:])
	return lead[i+size:]
}
