package imprint

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

// What documents are of.
const (
	Budget     = "budget"
	Final      = "final"
	Department = "department"
	Unit       = "unit"
	Government = "government"
)

var (
	finalWord      = wordings.Pattern("final")
	budgetWord     = wordings.Pattern("budget")
	fundName       = wordings.Pattern("fund")
	finalHint      = wordings.Pattern("final.hint")
	budgetHint     = wordings.Pattern("budget.hint")
	ofGovernment   = wordings.Pattern("government")
	ofDepartment   = wordings.Pattern("department")
	ofUnit         = wordings.Pattern("unit")
	departmentLine = wordings.Pattern("department.line")
)

// kind tells budgets from final accounts by what the cover calls the document, otherwise by the
// tables' titles and captions and the narrative.
func (e *evidence) kind() string {
	for _, texts := range [][]string{{e.cover}, e.titles, e.over, e.prose} {
		final := count(texts, finalWord)
		budget := count(texts, budgetWord) - count(texts, fundName)
		if final > 0 && final >= budget {
			return Final
		}
		if budget > 0 {
			return Budget
		}
	}
	for _, s := range append([]string{e.cover}, e.titles...) {
		switch {
		case finalHint.MatchString(s):
			return Final
		case budgetHint.MatchString(s):
			return Budget
		}
	}
	return ""
}

// count is how often a pattern is found in texts.
func count(texts []string, pattern *regexp.Regexp) int {
	n := 0
	for _, s := range texts {
		n += len(pattern.FindAllString(s, -1))
	}
	return n
}

// level tells whose disclosure it is.
func (e *evidence) level() string {
	for _, texts := range [][]string{{e.cover}, e.titles, e.prose} {
		department, unit, government := count(texts, ofDepartment), count(texts, ofUnit), count(texts, ofGovernment)
		switch {
		case government > department+unit:
			return Government
		case unit > department:
			return Unit
		case department > 0:
			return Department
		}
	}
	for _, s := range e.over {
		if departmentLine.MatchString(s) {
			return Department
		}
	}
	if words.EndsAsAgency(agency.Trim(agency.OnCover(e.cover))) {
		return Department
	}
	return ""
}

// agency is whose figures these are: as the cover names it, otherwise as most captions do.
func (e *evidence) agency(level string) string {
	if a := agency.InLines(strings.Split(e.cover, "\n")); a != "" {
		return agency.Trim(agency.Longest(a, e.agencies))
	}
	if a := agency.OnCover(e.cover); a != "" && level != Government {
		return agency.Trim(a)
	}
	return agency.Trim(agency.Commonest(e.agencies))
}
