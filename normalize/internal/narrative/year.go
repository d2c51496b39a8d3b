package narrative

import (
	"strconv"
	"strings"
)

var (
	yearPattern = wordings.Pattern("year.named")
	reason      = wordings.Pattern("reason")
	yearBefore  = wordings.Pattern("last-year")
	thisYear    = wordings.Pattern("this-year")
	// lastYearsEnd is the day that figures are of which are counted on one (截至上年底).
	lastYearsEnd = wordings.Pattern("last-year.end")
)

// yearAlone is the one year that a heading names (一、2023年预算执行情况); 0 if it names none, several, or one that is compared with (较2023年增减情况).
func yearAlone(heading string) int {
	year := 0
	for _, m := range yearPattern.FindAllStringSubmatch(heading, -1) {
		named, _ := strconv.Atoi(m[2])
		if m[1] != "" || year != 0 && year != named {
			return 0
		}
		year = named
	}
	return year
}

// yearOf is the year that the figures after a lead which names years are of: the last one that is no
// base of a comparison.
func (n *narrator) yearOf(years [][]string) int {
	year := n.year
	for _, m := range years {
		if m[1] == "" {
			year, _ = strconv.Atoi(m[2])
		}
	}
	return year
}

// dateFrom sets the year of the figures behind a text clause by clause. A year that the reason for a change names is
// that of the reason alone: it ends with it, at the next semicolon.
func (n *narrator) dateFrom(text string) {
	for i, part := range strings.SplitAfter(text, "；") {
		if i > 0 {
			n.endReason()
		}
		year := n.year
		if n.date(part); n.year != year && n.reasoned == 0 && reasonBefore(part) {
			n.reasoned = year
		}
	}
}

// endReason goes back to the year before that which a reason named.
func (n *narrator) endReason() {
	if n.reasoned > 0 {
		n.year, n.reasoned = n.reasoned, 0
	}
}

// reasonBefore says that a clause gives a reason before it names its first year.
func reasonBefore(clause string) bool {
	at := reason.FindStringIndex(clause)
	year := yearPattern.FindStringIndex(clause)
	return at != nil && year != nil && at[0] < year[0]
}

// date sets the year of the figures behind a text that names one. The end of last year (截至上年底) is the day of
// those of its own sentence, until that speaks of this year.
func (n *narrator) date(text string) {
	if years := yearPattern.FindAllStringSubmatch(text, -1); years != nil {
		n.year, n.undated = n.yearOf(years), 0
	}
	if n.undated > 0 && thisYear.MatchString(text) {
		n.year, n.undated = n.undated, 0
	}
	if n.undated == 0 && n.documentYear > 0 && lastYearsEnd.MatchString(text) {
		n.year, n.undated = n.documentYear-1, n.year
	}
}

// baseYear is the year that a comparison starts from.
func (n *narrator) baseYear(near string) int {
	if all := yearPattern.FindAllStringSubmatch(near, -1); all != nil {
		year, _ := strconv.Atoi(all[len(all)-1][2])
		return year
	}
	if yearBefore.MatchString(near) {
		return n.year - 1
	}
	return n.year
}
