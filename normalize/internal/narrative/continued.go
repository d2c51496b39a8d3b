package narrative

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
)

// continued joins paragraphs that are one: a line that ends long before the edge of its page, as where amounts were
// filled in, ends no paragraph if its sentence is not at its end and the next line begins further left, as
// only a line does that is not the first of its paragraph.
func continued(paragraphs []layout.Paragraph) []layout.Paragraph {
	var out []layout.Paragraph
	for _, p := range paragraphs {
		if k := len(out); k > 0 && goesOn(out[k-1], p) {
			out[k-1].Text += p.Text
			out[k-1].Lines = slices.Concat(out[k-1].Lines, p.Lines)
			continue
		}
		out = append(out, p)
	}
	return out
}

// shortestBegun is how many bytes a line has at least that is cut in the middle of a sentence; a shorter one is a
// label or a title.
const shortestBegun = 45

// brokenWord is a line's end and the beginning of the next within one run of characters: notes at the foot of a page
// begin with their numbers and marks.
var brokenWord = words.Expression(`\p{Han}\n\p{Han}`)

func goesOn(before, p layout.Paragraph) bool {
	if before.Heading || p.Heading || len(before.Lines) == 0 || len(p.Lines) == 0 {
		return false
	}
	first, last, next := before.Lines[0], before.Lines[len(before.Lines)-1], p.Lines[0]
	text := strings.TrimSpace(last.Text)
	indent := first.Box.X0 - next.Box.X0
	size := next.Box.Height()
	beside := math.Abs(size-last.Box.Height()) < size/10 && next.Box.Y0-last.Box.Y1 < 3*size/2
	return next.Page == last.Page && beside && indent > size && indent < 3*size &&
		brokenWord.MatchString(text+"\n"+strings.TrimSpace(next.Text)) && len(text) >= shortestBegun && strings.ContainsAny(text, "，。,") &&
		words.Numbered(strings.TrimSpace(next.Text)).Level() == 0
}
