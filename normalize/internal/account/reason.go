package account

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
)

// Reasons that are no wording.
const (
	byRecord    = "record"
	byClaim     = "claim"
	byTarget    = "target"
	byFinding   = "finding"
	byCode      = "code"
	byName      = "name"
	byRemark    = "remark"
	byHead      = "head"
	byFurniture = "furniture"
	byRepeat    = "repeated"
	byChart     = "chart"
	byNote      = "note"
	bySentence  = "sentence"
)

// Placed says whether the number is part of the dataset; other reasons say why it is none.
func (n *Number) Placed() bool {
	return n.Reason == byRecord || n.Reason == byClaim || n.Reason == byTarget
}

// A wording is a reason that stands in what is printed around a number.
type wording struct {
	name    string
	pattern *words.Pattern
}

var reasons = func() (out []wording) {
	for _, id := range wordings.Under("reason") {
		out = append(out, wording{id, wordings.Pattern("reason." + id)})
	}
	return out
}()

// because is what became of a number that stands at a byte of a place's line; empty if the place does not tell.
func (x *index) because(n *located, p *place, at int) string {
	text := p.in.text
	w := within{text: text}
	w.from, w.to = wholeOf(n.Text, text, min(p.from+at, len(text)))
	switch p.in.Kind {
	case Record:
		return byRecord
	case Target:
		return byTarget
	case Told:
		return byFinding
	case Caption, Prose:
		if x.claimed(n, w.text, w.from, w.to) {
			return byClaim
		}
	}
	line := within{text: p.line.text}
	line.from, line.to = wholeOf(n.Text, line.text, at)
	if p.in.Kind != Amounts {
		if r := p.in.worded(w.from, w.to); r != "" {
			return r
		}
		if r := p.line.worded(line.from, line.to); r != "" {
			return r
		}
	}
	if p.in.Kind == Prose || p.in.Kind == Caption {
		n.quiet = n.quiet || n.percent && listed.MatchString(line.text) || han(line.text) >= fewestSpelled && (n.percent || len(n.Text) <= longestMark)
	}
	n.told = n.told || p.in.Kind == Prose && w.to-w.from > len(n.Text) && han(line.text) >= fewestSpelled // set letter by letter
	if p.in.Kind == Caption && n.told && noteBegins.MatchString(w.text) {
		return byNote
	}
	number := w.text[w.from:w.to]
	named := words.HasHan(w.text)
	amount := amountForm.MatchString(number) && !w.measured()
	switch {
	case p.in.Kind == Prose || p.in.Kind == Caption:
		return only(n.told && !amount && !moneyAfter.MatchString(w.text[w.to:]), bySentence)
	case amount:
		return ""
	case p.in.Kind == Code:
		return byCode
	case p.in.Kind == Furniture:
		set := numeral.FindAllString(strings.ReplaceAll(w.text, " ", ""), 2) // a page number can be set letter by letter: — 1 0 —
		return only(len(set) == 1 && len(set[0]) <= longestPage, byFurniture)
	case p.in.Kind == Repeated:
		return byRepeat
	case p.in.Kind == Name && named:
		return byName
	case p.in.Kind == Remark && named:
		return byRemark
	case p.in.Kind == Head && named:
		return byHead
	case p.in.Kind == Head:
		return only(columnNumber.MatchString(w.text), byHead)
	}
	return ""
}

// noteBegins is how a note says that it is one.
var noteBegins = wordings.Pattern("note")

// longestMark is how many digits the mark of a footnote has at most.
const longestMark = 2

// longestPage is how many digits the number of a page has at most.
const longestPage = 4

// fewestSpelled is how many Chinese characters a line has at least that is a sentence, though its letters are set one by one.
const fewestSpelled = 10

// moneyAfter is a unit of money, or a large number that one may follow.
var moneyAfter = wordings.Pattern("money-after")

// A within is a number in the text around it.
type within struct {
	text     string
	from, to int
}

func only(so bool, reason string) string {
	if so {
		return reason
	}
	return ""
}

var columnNumber = wordings.Pattern("column-number")

// measured says whether what follows the number says what it counts or measures, or to what it reaches.
func (w within) measured() bool {
	r, _ := firstRune(w.text[w.to:])
	return r == '%' || unicode.Is(unicode.Han, r) || reaches.MatchString(w.text[w.to:])
}

var reaches = words.Expression(`^[-—~～]\d`)

// A searched text is one in which wordings were looked for, once they were asked for.
type searched struct {
	text   string
	done   bool
	spans  [][2]int // what the wordings of all reasons find
	reason []string // of each span
	widths []int    // of what stands before each byte, in digits, once they were asked for
}

// longestText is how many bytes of a passage are searched for wordings; of a longer one each line is by itself.
const longestText = 30000

// share is what of a line's width stands before a byte.
func (s *searched) share(at int) float64 {
	if s.widths == nil {
		s.widths = make([]int, len(s.text)+1)
		for i := range s.text {
			_, size := utf8.DecodeRuneInString(s.text[i:])
			for k := 1; k <= size; k++ {
				s.widths[i+k] = s.widths[i] + int(setWidth(s.text[i:i+size]))
			}
		}
	}
	return float64(s.widths[at]) / math.Max(float64(s.widths[len(s.text)]), 1)
}

// worded is the reason that the words around a number give.
func (s *searched) worded(from, to int) string {
	if !s.done && len(s.text) <= longestText {
		s.done = true
		for _, r := range reasons {
			for _, m := range r.pattern.FindAllStringIndex(s.text, -1) {
				s.spans, s.reason = append(s.spans, [2]int{m[0], m[1]}), append(s.reason, r.name)
			}
		}
	}
	for i, m := range s.spans {
		if m[0] <= from && to <= m[1] {
			return s.reason[i]
		}
	}
	return ""
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }
