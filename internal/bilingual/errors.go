package bilingual

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed errors.txt
var errorsText string

// A pattern is what one error says, as it is found in longer ones.
type pattern struct {
	*phrase
	expression string
	compiled   func() *regexp.Regexp // when it may be found: few of a hundred are, and to compile all takes longer than to read some pages
	sure       int                   // bytes of its own text: the more, the less it is met by chance
}

var patterns = sync.OnceValue(func() []pattern {
	var out []pattern
	for _, p := range read(errorsText) {
		sure, expression := 0, "(?s)^"
		for _, s := range p.wordings[0] {
			switch {
			case s.place < 0:
				sure += len(s.text)
				expression += regexp.QuoteMeta(s.text)
			case s.text == "error":
				expression += "(.*)"
			default: // what is no error holds nothing that parts errors
				expression += "((?:[^:;]|[:;][^ ])*)"
			}
		}
		expression += "$"
		out = append(out, pattern{p, expression, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) }), sure})
	}
	slices.SortFunc(out, func(a, b pattern) int {
		if a.sure != b.sure {
			return b.sure - a.sure
		}
		return strings.Compare(a.expression, b.expression)
	})
	return out
})

// find is what a text has in the places of a pattern, behind all of it; nil where it is not of the pattern.
func (p *pattern) find(text string) []string {
	for _, s := range p.wordings[0] {
		if s.place < 0 && !strings.Contains(text, s.text) {
			return nil
		}
	}
	return p.compiled().FindStringSubmatch(text)
}

const mostError = 1000 // bytes; what is longer is no error of ours

// OfError says in both languages what an error says in English. Errors are made where they happen, in packages that others
// import; so they are told again by what they say, each part by itself, and what nobody has told stays English.
func OfError(english string) Sentence { return Sentence{english, ofError(english)} }

func ofError(english string) string {
	if len(english) > mostError {
		return english
	}
	if chinese, ok := told(english); ok {
		return chinese
	}
	for _, between := range [][2]string{{"; ", "；"}, {": ", "："}} {
		parts := strings.Split(english, between[0])
		for n := len(parts) - 1; n > 0; n-- { // one error can have such a sign itself
			if first, ok := told(strings.Join(parts[:n], between[0])); ok {
				return first + between[1] + ofError(strings.Join(parts[n:], between[0]))
			}
		}
		if len(parts) > 1 {
			rest := strings.Join(parts[1:], between[0])
			if again := ofError(rest); again != rest {
				first := parts[0]
				if between[0] == "; " { // what stands before ": " may be a name
					first = ofError(first)
				}
				return first + between[1] + again
			}
		}
	}
	return english
}

// told is one error in Chinese.
func told(english string) (string, bool) {
	for _, p := range patterns() {
		found := p.find(english)
		if found == nil {
			continue
		}
		args := make([]any, len(found)-1)
		for i, text := range found[1:] {
			args[i] = ofError(text)
		}
		return fill(p.wordings[1], args, Chinese), true
	}
	return "", false
}
