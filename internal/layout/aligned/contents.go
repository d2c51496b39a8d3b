package aligned

import (
	"strconv"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of a table of contents without leaders.
const (
	fewestPages = 5 // entries
	longestPage = 4 // digits of the number of a page
)

// isContents says whether lines are a table of contents whose leaders are not drawn: each entry is a name with a whole number at its end, which never
// falls, and rises in all. Amounts of so many rows stand in order by chance once in a hundred tables, of more hardly ever.
func isContents(lines [][]text.Phrase) bool {
	entries, first, last := 0, 0, 0
	for i, l := range lines {
		if len(l) == 1 || i == 0 && len(l) == 2 && len(figuresOf(l)) == 0 { // a name that goes on in the next line; what stands above the numbers
			continue
		}
		end := l[len(l)-1].Text
		n, err := strconv.Atoi(end)
		if i == len(lines)-1 && (err != nil || n < last) { // the foot of the page
			break
		}
		if len(l) > 2 && words.Numbered(l[0].Text).Style == words.Unnumbered || len(l) > 3 || l[len(l)-2].Figure || err != nil || !words.IsDigits(end) || len(end) > longestPage || n < last {
			return false
		}
		if entries++; entries == 1 {
			first = n
		}
		last = n
	}
	return entries >= fewestPages && last > first
}
