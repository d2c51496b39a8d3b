package imprint

import (
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

// What documents are of.
const (
	Budget     = "budget"
	Final      = "final"
	Report     = "report"
	Department = "department"
	Unit       = "unit"
	Government = "government"
)

var (
	fundName       = wordings.Pattern("fund")
	finalHint      = wordings.Pattern("final.hint")
	budgetHint     = wordings.Pattern("budget.hint")
	ofGovernment   = wordings.Pattern("government")
	ofDepartment   = wordings.Pattern("department")
	ofUnit         = wordings.Pattern("unit")
	departmentLine = wordings.Pattern("department.line")
	firm           = wordings.Pattern("firm")
	moneyWord      = wordings.Pattern("money")
	leadingYear    = wordings.Pattern("leading-year")
)

// kind tells reports, budgets and final accounts apart by what the cover calls the document, budgets and
// final accounts otherwise by the tables' titles and captions, the narrative, and the heads of columns.
func (e *evidence) kind() string {
	if e.report != "" {
		return Report
	}
	for i, texts := range [][]string{e.title, {e.cover}, e.titles, e.over, e.prose} {
		final := count(texts, finalWord)
		budget := count(texts, budgetWord) - count(texts, fundName)
		if final > 0 && final >= budget {
			return Final
		}
		switch {
		case budget > 0:
			return Budget
		case i == 0 && finalHint.MatchString(strings.Join(e.title, "\n")):
			return Final
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
	if count(e.heads, budgetWord) > 0 && count(e.heads, finalWord) == 0 {
		return Budget // heads of last year's 决算 stand in budgets, too
	}
	return ""
}

// longText is how many characters of running text a disclosure does not have without a word for a budget or accounts.
const longText = 200

// tellsOther says whether a document tells something else than a budget or accounts: a table has the title of a report, its text
// is long and names neither, or nothing in it speaks of money.
func (e *evidence) tellsOther(doc *extract.Document) bool {
	for _, s := range e.titles {
		if titleOfReport([]string{s}) != "" {
			return true
		}
	}
	n := 0
	for _, s := range e.prose {
		n += utf8.RuneCountInString(s)
	}
	if n >= longText {
		return true
	}
	letters := 0
	for s := range texts(doc) {
		if moneyWord.MatchString(words.Squeeze(s)) {
			return false
		}
		letters += utf8.RuneCountInString(s)
	}
	return letters >= longText
}

// count is how often a pattern is found in texts.
func count(texts []string, pattern *words.Pattern) int {
	n := 0
	for _, s := range texts {
		n += len(pattern.FindAllString(s, -1))
	}
	return n
}

// level tells whose disclosure it is.
func (e *evidence) level() string {
	for _, texts := range [][]string{{strings.Join(e.title, "")}, {e.cover}, e.titles, e.prose} {
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
	if e.report != "" {
		if a := e.letterhead(); a != "" {
			return a
		}
	}
	if a := agency.InLines(strings.Split(e.cover, "\n")); a != "" {
		return agency.Trim(agency.Longest(a, e.agencies))
	}
	if a := agency.OnCover(strings.Join(e.title, "\n")); a != "" && level != Government {
		return agency.Trim(a)
	}
	if a := agency.Commonest(e.agencies); a != "" || level == Government {
		return agency.Trim(a)
	}
	return agency.Trim(agency.Commonest(e.owners))
}

// lastParagraphs is how many paragraphs the end of a letter or report has: who signs it, the date, who printed it.
const lastParagraphs = 8

// signature is the agency whose name stands alone, or with the date, at the end of a letter or report; empty if none does.
// A firm that signs has written the report about somebody else.
func (e *evidence) signature() string {
	for i := len(e.prose) - 1; i >= max(0, len(e.prose)-lastParagraphs); i-- {
		if name := agency.Undated(e.prose[i]); agency.IsAlone(name) && !firm.MatchString(name) {
			return name
		}
	}
	return ""
}

// letterhead is the agency whose name is the first of the cover's lines that are nothing else, as over letters and
// under titles; of a report none of a firm.
func (e *evidence) letterhead() string {
	for _, l := range e.title {
		name := leadingYear.ReplaceAllString(l, "")
		if agency.IsAlone(name) && !(e.report != "" && firm.MatchString(name)) {
			return name
		}
	}
	return ""
}
