package agency

import (
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

var (
	namingLine  = wordings.Pattern("line")
	lineCode    = wordings.Pattern("line.code")
	listMark    = wordings.Pattern("line.list")
	lineOther   = wordings.Pattern("line.other")
	noLine      = wordings.Pattern("no-line")
	title       = wordings.Pattern("title")
	ofAgency    = wordings.Pattern("title.owned")
	titleNoYear = wordings.Pattern("title.no-year")
	regionTitle = wordings.Pattern("title.region")
	date        = wordings.Pattern("date")
	about       = wordings.Pattern("about")
	number      = wordings.Pattern("number")
	leadingYear = wordings.Pattern("leading-year")
)

// shortestLabelled is how many characters a name behind a label has at least.
const shortestLabelled = 3

// InLines is the agency that one of the lines over a table or of a cover names behind a label
// (单位名称：东山市水利局); empty if none does.
func InLines(lines []string) string {
	for _, line := range lines {
		name, _ := words.Taken(namingLine, withoutBrackets(words.Squeeze(line)))
		if utf8.RuneCountInString(name) < shortestLabelled || !words.HasHan(name) {
			continue
		}
		if figure.StatedUnit("单位:"+name) == "" && !lineOther.MatchString(words.Fold(name)) && !listsUnits(name) {
			return lineCode.ReplaceAllString(name, "")
		}
	}
	return ""
}

// withoutBrackets is a line without the brackets around all of it: （单位名称：东山市水利局）.
func withoutBrackets(line string) string {
	if s := strings.Trim(line, "（()）"); strings.HasPrefix(words.Fold(line), "(") && !strings.ContainsAny(s, "（()）") {
		return s
	}
	return line
}

// listsUnits says whether what follows a label is rather a list of units (万立方米、万户、公里) or the end of a
// bracket that states one.
func listsUnits(s string) bool {
	if listMark.MatchString(s) && !words.EndsAsAgency(s) {
		return true
	}
	folded := words.Fold(s)
	return strings.Count(folded, ")") > strings.Count(folded, "(")
}

// InTitle is the agency that a table's title begins with: 某市审计局2024年收支总表; empty if it does with none.
func InTitle(title string) string {
	name, _, ok := strings.Cut(words.ArabicYears(words.Fold(title)), "20")
	if !ok || !isName(name) || !words.EndsAsAgency(name) {
		return ""
	}
	return name
}

// OnCover is the agency that a cover's lines name without a label, in its title or below one that names
// only a region: 某市2024年市级部门预算, 某市档案馆. It is empty if they name none.
func OnCover(cover string) string {
	s := WithoutDates(cover)
	if m := title.FindStringSubmatch(s); m != nil {
		for _, a := range []string{m[1], m[3]} {
			if a = named(a); isName(a) && (words.EndsAsAgency(a) || ofAgency.MatchString(m[0])) {
				return a
			}
		}
	}
	if a, ok := words.Taken(titleNoYear, s); ok && isName(named(a)) {
		return named(a)
	}
	return alone(cover)
}

// WithoutDates is a cover in one line without the dates of publication.
func WithoutDates(cover string) string {
	return strings.ReplaceAll(Undated(cover), "\n", "")
}

// named is the agency's name in what a title says before what is published.
func named(s string) string {
	if at := about.FindStringIndex(s); at != nil && at[0] == 0 {
		s = s[at[1]:]
	}
	if at := about.FindStringIndex(s); at != nil {
		s = s[:at[0]]
	}
	return strings.TrimRight(s, "（(《的")
}

// alone is the agency whose name stands in a line of its own below a title that names only the region.
func alone(cover string) string {
	if !regionTitle.MatchString(cover) {
		return ""
	}
	for _, l := range strings.Split(cover, "\n") {
		if words.EndsAsAgency(l) && isName(l) && !noLine.MatchString(l) {
			return l
		}
	}
	return ""
}

// Undated is a line without the dates in it.
func Undated(line string) string { return date.ReplaceAllString(words.ArabicYears(line), "") }

// IsAlone says whether a line is an agency's name and nothing else.
func IsAlone(line string) bool {
	return words.EndsAsAgency(line) && isName(line) && !strings.ContainsAny(line, ":：、，")
}

// InHeading is the agency whose part of a document a heading or a cover begins; empty if it begins none.
func InHeading(text string) string {
	a := Trim(leadingYear.ReplaceAllString(OnCover(number.ReplaceAllString(text, "")), ""))
	if !words.EndsAsAgency(a) {
		return ""
	}
	return a
}
