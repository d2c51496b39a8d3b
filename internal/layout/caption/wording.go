package caption

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

//go:embed wording.txt
var wordingText string

var (
	wording     = words.Read("wording.txt", wordingText)
	captionLine = wording.Pattern("caption")
	captionDate = wording.Pattern("caption.date")
	unitLine    = wording.Pattern("unit")
	unitBehind  = wording.Pattern("unit.behind")
	unitName    = wording.Pattern("unit.name")
	title       = wording.Pattern("title")
	numbered    = wording.Pattern("title.numbered")
	titleNumber = wording.Pattern("title.number")
	titleYear   = wording.Pattern("title.year")
	noteStart   = wording.Pattern("note")
	noteNumber  = wording.Pattern("note.number")
	contents    = wording.Pattern("contents")
	sentenceEnd = wording.Pattern("sentence.end")
	proseEnd    = wording.Pattern("prose.end")
)

// mostTitle is how many phrases a title has: its number, and what it says.
const mostTitle = 2

// NamesUnit says whether a text names the unit of money of a table.
func NamesUnit(s string) bool { return unitLine.MatchString(s) }

// EndsInUnit says whether the name of an amount tells its unit of money.
func EndsInUnit(name string) bool { return unitName.MatchString(words.Squeeze(name)) }

// NamesTable says whether a text ends or begins as titles of tables do.
func NamesTable(s string) bool { return title.MatchString(s) }

// NumbersTable says whether a line is a title that numbers its table, so that another begins with it.
func NumbersTable(l []text.Phrase) bool {
	return len(l) <= mostTitle && numbered.MatchString(l[0].Text) && !slices.ContainsFunc(l, func(p text.Phrase) bool { return p.Figure })
}

// NamesContents says whether a text is the title of a table of contents, or names its column of page numbers.
func NamesContents(s string) bool { return contents.MatchString(words.Squeeze(s)) }

// EndsLikeProse says whether a line ends as lines of running text do, and titles do not.
func EndsLikeProse(s string) bool { return proseEnd.MatchString(s) }

// BeginsNote says whether a line begins a note below a table.
func BeginsNote(s string) bool { return noteStart.MatchString(strings.TrimSpace(s)) }

// AreCaptions says whether the phrases of a line are captions, one of them with a colon, or a title.
func AreCaptions(l []text.Phrase) bool {
	if len(l) == 1 && NamesTable(words.Squeeze(l[0].Text)) {
		return true
	}
	var texts []string
	for _, p := range l {
		texts = append(texts, p.Text)
	}
	return slices.ContainsFunc(texts, hasColon) && allCaptions(texts)
}

func hasColon(s string) bool { return strings.Contains(s, ":") || strings.Contains(s, "：") }

// allCaptions says whether the texts of a line, one at least, are captions and no titles. A name with its unit behind it
// that stands beside others, and dates beside each other, are the head of a table: 项目（单位：万元）, 2025年, 2024年.
func allCaptions(texts []string) bool {
	dates := 0
	for _, s := range texts {
		s = words.Squeeze(s)
		switch {
		case captionDate.MatchString(s):
			dates++
		case !captionLine.MatchString(s) || len(texts) > 1 && unitBehind.MatchString(s):
			return false
		}
	}
	return len(texts) > 0 && dates <= 1
}

// isCaptionText says whether a text is a caption by itself.
func isCaptionText(s string) bool { return captionLine.MatchString(s) || captionDate.MatchString(s) }

// plainTitle is a title without the number of the form that stands before it on its line. A year that follows the number, or the word for it, is
// the title's own: 附表2025年收入表.
func plainTitle(s string) string {
	s = strings.TrimSpace(s)
	at := titleNumber.FindStringIndex(s)
	if at == nil || at[1] == len(s) {
		return s
	}
	if year := titleYear.FindStringIndex(s); year != nil && year[0] < at[1] && at[1] < year[1] {
		return s[year[0]:]
	}
	return s[at[1]:]
}

// numberedYear is a table's number and the year that its title begins with: 1-1 2026年….
var numberedYear = words.Expression(`(\d)\s+((?:19|20)\d\d\s*(?:年|[-–—]))`)

// titleText is a title without white space but for the blank that parts a number from a year.
func titleText(s string) string {
	const mark = "\x00"
	return strings.ReplaceAll(words.Squeeze(numberedYear.ReplaceAllString(s, "$1"+mark+"$2")), mark, " ")
}

// unbalanced says whether a line closes a bracket that it does not open.
func unbalanced(s string) bool {
	return strings.Count(s, "）")+strings.Count(s, ")") > strings.Count(s, "（")+strings.Count(s, "(")
}
