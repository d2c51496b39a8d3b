// Package account says of every number that a document prints what became of it: a record, a claim, a target, or a
// reason why it is none of these. A number of which nothing can be said is left, and should be looked at.
package account

import (
	"cmp"
	_ "embed"
	"iter"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

//go:embed account.txt
var accountWordings string

var wordings = words.Read("account", accountWordings)

// A Kind says what the text that a number stands in was made into.
type Kind uint8

const (
	Record    Kind = iota // the figure of a record
	Target                // what an indicator is to reach, or how it is weighed
	Told                  // a figure that another finding names
	Code                  // codes and numbers of rows
	Name                  // the name of a row or a box
	Remark                // a description
	Head                  // names of columns
	Caption               // what stands over or below a table
	Prose                 // running text
	Furniture             // running heads and feet
	Repeated              // what a later page prints again of the head
	Amounts               // the amounts of a table, of which none became a record
)

// A Number is one printed number and what became of it.
type Number struct {
	Text   string
	Page   int
	Box    page.Box
	Reason string // empty if it is left
	Alone  bool   // it stands by itself, as the figures of tables do, and not in a sentence
}

// A Claim is a figure of a sentence that was understood.
type Claim struct {
	Page           int // on which its sentence begins
	Sentence, Text string
}

// mostOnPage is how many numbers of one page are looked for in what was made of it: fuller than any table that is
// printed to be read. Those beyond are left, and told as such.
const mostOnPage = 10000

// A Page is what became of the numbers of one page.
type Page struct {
	Number  int
	Numbers []Number
	Beyond  int // how many numbers there are beyond those that are looked for
}

// Pages says, page by page, of each number what became of it. The stretches are what is printed, the passages and the claims
// what was made of it. The numbers of three pages are held at once: those of thousands take more memory than all that was made
// of them.
func Pages(stretches []layout.Line, passages Passages, claims []Claim) iter.Seq[Page] {
	inOrder := func(a, b layout.Line) int { return cmp.Compare(a.Page, b.Page) }
	if !slices.IsSortedFunc(stretches, inOrder) {
		stretches = slices.Clone(stretches)
		slices.SortStableFunc(stretches, inOrder)
	}
	return func(yield func(Page) bool) {
		r := reading{stretches, opening(passages), claimsByPage(claims)}
		var before *pageNumbers
		for here := r.next(); here != nil; {
			after := r.next()
			here.nameCopies(before.ifPage(here.number-1), after.ifPage(here.number+1))
			nameChartLabels(here.all)
			nameScales(here.all)
			if !yield(here.page()) {
				return
			}
			before, here = here, after
		}
	}
}

// A reading goes through the pages that print numbers.
type reading struct {
	rest   []layout.Line // what is printed on the pages that follow
	open   *opened
	claims map[int][]Claim
}

// next looks for the numbers of the next page in what was made of it; nil if there is none.
func (r *reading) next() *pageNumbers {
	if len(r.rest) == 0 {
		return nil
	}
	s := &pageNumbers{number: r.rest[0].Page, top: math.Inf(1), foot: math.Inf(-1)}
	index := indexOf(r.open.places(s.number), r.claims)
	for len(r.rest) > 0 && r.rest[0].Page == s.number {
		for _, n := range numbersIn(r.rest[0]) {
			s.add(n, index)
		}
		r.rest = r.rest[1:]
	}
	return s
}

// pageNumbers are the numbers of one page.
type pageNumbers struct {
	number    int
	all       []located
	beyond    int                   // how many there are beyond those that are looked for
	top, foot float64               // the upper and the lower end of the numbers
	byDigits  map[string][]*located // see known
}

// add looks for a number in what was made of its page, unless there are too many.
func (s *pageNumbers) add(n located, in *index) {
	if len(s.all) == mostOnPage {
		s.beyond++
		return
	}
	n.Reason = in.reason(&n)
	n.known = n.Reason != ""
	s.top, s.foot = math.Min(s.top, n.Box.Y0), math.Max(s.foot, n.Box.Y1)
	s.all = append(s.all, n)
}

// ifPage is the numbers if they are those of a page.
func (s *pageNumbers) ifPage(number int) *pageNumbers {
	if s == nil || s.number != number {
		return nil
	}
	return s
}

// page is what became of the numbers.
func (s *pageNumbers) page() Page {
	p := Page{Number: s.number, Numbers: make([]Number, len(s.all)), Beyond: s.beyond}
	for i := range s.all {
		p.Numbers[i] = s.all[i].Number
		p.Numbers[i].Alone = !s.all[i].told && !s.all[i].quiet
	}
	return p
}
