package imprint

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

var (
	draftYear   = wordings.Pattern("year.draft")
	budgetYear  = wordings.Pattern("year.budget")
	printedYear = wordings.Pattern("year.printed")
	likelyYear  = wordings.Pattern("year.likely")
	fiscalYear  = wordings.Pattern("year.fiscal")
	plannedYear = wordings.Pattern("year.planned")
	outcome     = wordings.Pattern("year.carried-out")
)

// fewest is how often running text and cells must name a year to be believed; titles need to do so once.
const fewest = 2

// year is the year that is budgeted or accounted for.
func (e *evidence) year() int {
	if years := likelyYear.FindAllString(e.report, -1); len(years) > 0 {
		return yearOf(likelyYear, years[len(years)-1]) // the last: the first may be that of the bonds that are rated
	}
	if y := yearOf(draftYear, strings.ReplaceAll(e.cover, "\n", "")); y > 0 {
		return y
	}
	if y := yearOf(budgetYear, agency.WithoutDates(e.cover)); y > 0 {
		return e.confirmed(y)
	}
	if y := e.planned(); y > 0 {
		return y
	}
	for _, texts := range [][]string{e.titles, e.over} {
		if y := commonest(texts, printedYear, 1); y > 0 {
			return y
		}
	}
	if y := commonest(e.prose, budgetYear, fewest); y > 0 {
		return y
	}
	if y := yearOf(likelyYear, e.cover); y > 0 {
		return y
	}
	return commonest(e.cells, fiscalYear, fewest)
}

// confirmed is the year of the cover, but where nothing behind the cover names it and the narrative names another
// beside its budget: then a digit of the cover was misread.
func (e *evidence) confirmed(year int) int {
	other := commonest(e.prose, budgetYear, fewest)
	if other == 0 || other == year {
		return year
	}
	named := strconv.Itoa(year)
	onCover := strings.Count(e.cover, named)
	behind := 0
	for _, texts := range [][]string{e.prose, e.titles, e.over, e.cells} {
		for _, s := range texts {
			behind += strings.Count(words.ArabicYears(s), named)
		}
	}
	if behind > onCover {
		return year
	}
	return other
}

// planned is the year of a budget whose report prints last year's tables, too: that of the titles of tables of what
// is budgeted, if others are of what was carried out; 0 if none are.
func (e *evidence) planned() int {
	var plans []string
	carriedOut := false
	for _, s := range e.titles {
		if outcome.MatchString(s) {
			carriedOut = true
		} else {
			plans = append(plans, s)
		}
	}
	if !carriedOut {
		return 0
	}
	return commonest(plans, plannedYear, 1)
}

// yearOf is the first year that a pattern finds in a text; 0 if it finds none.
func yearOf(pattern *words.Pattern, text string) int {
	printed, _ := words.Taken(pattern, text)
	y, _ := strconv.Atoi(printed)
	return y
}

// commonest is the year that a pattern finds most often, if at least so often; the later of two.
func commonest(texts []string, pattern *words.Pattern, least int) int {
	count := map[int]int{}
	for _, s := range texts {
		for _, m := range pattern.FindAllString(words.ArabicYears(s), -1) {
			count[yearOf(pattern, m)]++
		}
	}
	best := 0
	for y, n := range count {
		if n >= least && (best == 0 || n > count[best] || n == count[best] && y > best) {
			best = y
		}
	}
	return best
}
