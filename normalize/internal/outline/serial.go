package outline

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// numberedByColumn says that a column of numbers tells how the rows of a list stand below each other: it numbers in several styles (一, 1, 2, 二), or
// some of its numbers begin with another one (1, 1.1, 1.2). Numbers of one style only count rows.
func numberedByColumn(rows []Row) bool {
	styles, seen := map[words.Style]bool{}, map[string]bool{}
	for i := range rows {
		text := serialOf(&rows[i])
		if text == "" {
			continue
		}
		seen[text] = true
		if outer, ok := outerSerial(text); ok && seen[outer] {
			return true
		}
		if n := words.Serial(text); n.Style != words.Unnumbered {
			styles[n.Style] = true
		}
	}
	return len(styles) > 1
}

// serialOf is the number that a column of numbers prints for a row; empty for totals, whose cells name them.
func serialOf(r *Row) string {
	if r.Kind == Total {
		return ""
	}
	return printedSerial(r)
}

// printedSerial is the number that a column of numbers prints for a row, a total too.
func printedSerial(r *Row) string { return strings.TrimRight(words.Fold(r.Serial), ".") }

// outerSerial is the number that another one goes on from: 1.2 of 1.2.3. It is not ok for a number of one part.
func outerSerial(text string) (outer string, ok bool) {
	if words.Serial(text).Style != words.Unnumbered {
		return "", false
	}
	at := strings.LastIndexAny(text, ".-")
	if at < 1 || !words.IsDigits(text[at+1:]) {
		return "", false
	}
	return text[:at], true
}
