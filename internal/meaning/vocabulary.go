package meaning

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed vocabulary.tsv
var vocabularyTSV string

// A word is an expression with what it says.
type word struct {
	pattern *words.Pattern
	says    Quantity
	example string
}

var vocabulary = sync.OnceValue(func() []word { return readVocabulary(vocabularyTSV) })

func readVocabulary(data string) []word {
	var list []word
	for _, row := range Rows(data) {
		q, ok := Parse(strings.TrimPrefix(row[1], "-"))
		if !ok {
			panic(fmt.Sprintf("vocabulary.tsv: %q says nothing that there is", row[1]))
		}
		list = append(list, word{words.NewPattern(func() string { return `^(?:` + row[0] + `)` }), q, row[2]})
	}
	return list
}

// Rows are the lines of a data file after its head, in columns parted by tabs. Empty lines and those that begin with # are
// none.
func Rows(data string) [][]string {
	var out [][]string
	head := true
	for line := range strings.Lines(data) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			head = false
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

var fullBrackets = strings.NewReplacer("(", "（", ")", "）")

// Read adds to the quantity what an expression says, word by word from its beginning. It is false, and
// the quantity then means nothing, if a word is unknown or contradicts what was said before. A word can
// narrow what was said: 基本支出 after 支出, 一般公共预算 after 财政拨款.
func (q *Quantity) Read(text string) bool {
	text = fullBrackets.Replace(text)
	for text != "" {
		rest, ok := q.readWord(text)
		if !ok {
			return false
		}
		text = rest
	}
	return true
}

func (q *Quantity) readWord(text string) (rest string, ok bool) {
	for _, w := range vocabulary() {
		if hit := w.pattern.FindString(text); hit != "" {
			return text[len(hit):], q.add(w.says)
		}
	}
	return text, false
}

// add joins what is said with what is said further; false if they contradict.
func (q *Quantity) add(o Quantity) bool {
	if o.Scope != "" && !q.addScope(o.Scope) {
		return false
	}
	if !refine(&q.Fund, o.Fund) || !refine(&q.Use, o.Use) || !refine(&q.Item, o.Item) {
		return false
	}
	for _, f := range []struct{ at, v *string }{
		{&q.Flow, &o.Flow}, {&q.Economic, &o.Economic}, {&q.GovEconomic, &o.GovEconomic},
	} {
		if *f.v != "" && *f.at != "" && *f.at != *f.v {
			return false
		}
		if *f.v != "" {
			*f.at = *f.v
		}
	}
	return refine(&q.Source, o.Source)
}

// refine narrows a dimension to a part of what was said; something wider says nothing new.
func refine(at *string, v string) bool {
	switch {
	case v == "" || Within(*at, v):
		return true
	case *at == "" || *at == All || Within(v, *at):
		*at = v
		return true
	}
	return false
}

// addScope joins scopes: 本年 and 总计 of one name (本年支出总计) are this year's.
func (q *Quantity) addScope(v string) bool {
	switch {
	case q.Scope == "" || q.Scope == v || q.Scope == ThisYear && v != ThisYear:
		q.Scope = v
		return true
	}
	return q.Scope == Total && v == ThisYear
}
