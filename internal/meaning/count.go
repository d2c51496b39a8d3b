package meaning

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed counts.tsv
var countsTSV string

// A counting is what is counted behind some words.
type counting struct {
	pattern *words.Pattern
	units   []string
	item    string
	example string
}

var countings = sync.OnceValue(func() []counting {
	var list []counting
	for _, row := range Rows(countsTSV) {
		list = append(list, counting{words.NewPattern(func() string { return `(?:` + row[0] + `)$` }), strings.Split(row[1], "|"), row[2], row[3]})
	}
	return list
})

// Counted is the item that a count in a unit counts, by what its sentence says before it; empty where that is not known.
func Counted(before, unit string) string {
	before = fullBrackets.Replace(words.Squeeze(before))
	for _, c := range countings() {
		if slices.Contains(c.units, unit) && c.pattern.MatchString(before) {
			return c.item
		}
	}
	return ""
}
