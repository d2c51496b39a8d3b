package narrative

import (
	"sort"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// A passage is one paragraph as the grammar reads it: without white space and page numbers, its
// punctuation made uniform, with the place of each of its lines.
type passage struct {
	text  string
	marks []mark
}

// A mark says where a line begins.
type mark struct {
	offset int // in bytes
	page   int
	box    page.Box
}

var pageNumberLine = wordings.Pattern("page-number")

// readPassage joins a paragraph's lines. A line at a page break that holds nothing but a number is
// the page's, not the sentence's.
func readPassage(p layout.Paragraph) passage {
	if len(p.Lines) == 0 {
		return passage{text: narrativeText(p.Text)}
	}
	var out passage
	var b strings.Builder
	for i, line := range p.Lines {
		if pageNumberLine.MatchString(line.Text) && atPageBreak(p.Lines, i) {
			continue
		}
		out.marks = append(out.marks, mark{b.Len(), line.Page, line.Box})
		b.WriteString(narrativeText(line.Text))
	}
	out.text = joinedCommas(b.String())
	return out
}

// atPageBreak says that a line is the first or the last that its paragraph has on a page, with the
// paragraph going on there.
func atPageBreak(lines []layout.Line, i int) bool {
	return i > 0 && lines[i-1].Page != lines[i].Page || i+1 < len(lines) && lines[i+1].Page != lines[i].Page
}

// narrativeText is a text with the signs that the grammar knows.
func narrativeText(text string) string { return joinedCommas(words.Sentence(text)) }

var commaInNumber = words.Expression(`(\d),(\d{3})`)

// joinedCommas turns commas into the full-width form save those that group digits. Between three
// digits and three digits a comma groups, whichever form it has.
func joinedCommas(text string) string {
	text = strings.ReplaceAll(text, "，", ",")
	for commaInNumber.MatchString(text) {
		next := commaInNumber.ReplaceAllString(text, "$1\x00$2")
		if next == text {
			break
		}
		text = next
	}
	text = strings.ReplaceAll(text, ",", "，")
	return strings.ReplaceAll(text, "\x00", ",")
}

// spot is the page and the box of the line that holds an offset.
func (p passage) spot(offset int) (int, page.Box) {
	next := sort.Search(len(p.marks), func(i int) bool { return p.marks[i].offset > offset })
	if next == 0 {
		return 0, page.Box{}
	}
	return p.marks[next-1].page, p.marks[next-1].box
}

// from is the passage from an offset on.
func (p passage) from(offset int) passage {
	out := passage{text: p.text[offset:]}
	for _, m := range p.marks {
		out.marks = append(out.marks, mark{max(m.offset-offset, 0), m.page, m.box})
	}
	return out
}

// A span is a part of a passage.
type span struct{ start, end int } // bytes

// sentences are the parts that full stops end.
func (p passage) sentences() []span {
	var out []span
	start := 0
	for i, r := range p.text {
		if r == '。' || r == '！' {
			out = append(out, span{start, i + len("。")})
			start = i + len("。")
		}
	}
	if start < len(p.text) {
		out = append(out, span{start, len(p.text)})
	}
	return out
}
