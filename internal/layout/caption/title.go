package caption

import (
	"strings"

	"github.com/mingxi/mingxi/internal/layout/text"
)

// plainTitle is a title without the number of the table that stands before it on its line.
func plainTitle(s string) string {
	s = strings.TrimSpace(s)
	if at := tableNumber.FindStringIndex(s); at != nil && at[1] < len(s) {
		return s[at[1]:]
	}
	return s
}

// titleText is a title without white space but for the blank that parts a number from a year.
func titleText(s string) string {
	const mark = "\x00"
	return strings.ReplaceAll(text.Squeeze(numberedYear.ReplaceAllString(s, "$1"+mark+"$2")), mark, " ")
}

// unbalanced says whether a line closes a bracket that it does not open.
func unbalanced(s string) bool {
	return strings.Count(s, "）")+strings.Count(s, ")") > strings.Count(s, "（")+strings.Count(s, "(")
}
