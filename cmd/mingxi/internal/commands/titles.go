package commands

import (
	"regexp/syntax"
	"slices"

	"github.com/mingxi/mingxi/normalize/forms"
)

// mostTitles is how many of the titles are named that one pattern of a form knows.
const mostTitles = 3

// titlesOf are titles by which a form is known, as they are printed.
func titlesOf(f forms.Form) []string {
	out := []string{f.Chinese}
	for _, pattern := range f.Titles {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			continue
		}
		texts := written(re.Simplify())
		for _, text := range texts[:min(len(texts), mostTitles)] {
			if !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// mostWritten bounds the texts that a pattern stands for: they multiply.
const mostWritten = 50

// written are texts that a pattern of words and choices stands for, the shortest first; of one that stands for any
// text there are none.
func written(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpStar, syntax.OpQuest:
		if re.Op == syntax.OpQuest {
			return append([]string{""}, written(re.Sub[0])...)
		}
		return []string{""}
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		return []string{string(re.Rune[:1])}
	case syntax.OpCapture, syntax.OpPlus:
		return written(re.Sub[0])
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			out = append(out, written(sub)...)
		}
		return out[:min(len(out), mostWritten)]
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			var longer []string
			for _, before := range out {
				for _, text := range written(sub) {
					longer = append(longer, before+text)
				}
			}
			out = longer[:min(len(longer), mostWritten)]
		}
		return out
	}
	return nil
}
