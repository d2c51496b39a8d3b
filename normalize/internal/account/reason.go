package account

import (
	"math"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/page"
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

// reason is what became of a number: the first that any place tells which holds it, for a line can stand in the text and
// beside a table. Where a stretch runs over several places, its number may stand beside where it was reckoned to.
func (x *index) reason(n *located) string {
	near := x.places[strip(n.Box.Center().Y)]
	near = append(near[:len(near):len(near)], x.tall[:min(len(x.tall), mostPlaces)]...)
	for _, holds := range []func(page.Box) bool{
		func(b page.Box) bool { return around(b, n.Box.Center()) },
		func(b page.Box) bool { return b.Intersect(n.stretch) != page.Box{} },
	} {
		for _, p := range near {
			if holds(p.box) {
				if r := x.at(n, p); r != "" {
					return r
				}
			}
		}
	}
	return ""
}

// at is the reason that a place gives, if it holds the number.
func (x *index) at(n *located, p *place) string {
	at := nearest(p.line, n, p.box)
	if at < 0 {
		return ""
	}
	n.running = n.running || p.in.Kind == Prose
	return x.because(n, p, at)
}

// nearest is where in a line a number stands that is printed several times: as a number by itself rather than as a part of
// another, and there where it is printed; -1 if it is not in the line.
func nearest(s *searched, n *located, box page.Box) int {
	best, least, whole := -1, 0.0, false
	all := occurrences(s.text, n.Text)
	if len(all) == 1 {
		return all[0]
	}
	for _, at := range all {
		from, to := wholeOf(n.Text, s.text, at)
		alone := from == at && to == at+len(n.Text)
		there := part(box, s.share(at), s.share(at+len(n.Text)))
		off := math.Hypot(there.Center().X-n.Box.Center().X, there.Center().Y-n.Box.Center().Y)
		if best < 0 || alone && !whole || alone == whole && off < least {
			best, least, whole = at, off, alone
		}
	}
	return best
}
