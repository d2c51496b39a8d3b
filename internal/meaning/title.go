package meaning

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed titles.tsv
var titlesTSV string

// A titleWord is what a title with certain words says of its table.
type titleWord struct {
	group   string
	pattern *words.Pattern
	says    Quantity
	both    bool
	nothing bool
	example string
}

var titleWords = sync.OnceValue(func() []titleWord { return readTitles(titlesTSV) })

func readTitles(data string) []titleWord {
	var list []titleWord
	for _, row := range Rows(data) {
		w := titleWord{group: row[0], pattern: words.NewPattern(func() string { return row[1] }), both: row[2] == "both", nothing: row[2] == "nothing", example: row[3]}
		if !w.both && !w.nothing {
			q, ok := Parse(row[2])
			if !ok {
				panic(fmt.Sprintf("titles.tsv: %q says nothing that there is", row[2]))
			}
			w.says = q
		}
		list = append(list, w)
	}
	return list
}

// A Subject is what a table or a section as a whole is about.
type Subject struct {
	Quantity
	Both bool // it sets income and expenditure side by side: which one a list is, its heads say
}

// Must reads what the program's own data say of a quantity.
func Must(text string) Quantity {
	q, ok := Parse(text)
	if !ok {
		panic("no quantity: " + text)
	}
	return q
}

// Title reads the title of a table or of a section. It is false where the title does not tell what the
// figures are.
func Title(title string) (Subject, bool) {
	var s Subject
	told := false
	seen := map[string]bool{}
	for _, w := range titleWords() {
		if seen[w.group] || !w.pattern.MatchString(title) {
			continue
		}
		seen[w.group] = true
		if w.nothing {
			return Subject{}, false
		}
		told = told || w.group == "kind"
		s.Both = s.Both || w.both
		if !s.add(w.says) {
			return Subject{}, false
		}
	}
	return s, told
}
