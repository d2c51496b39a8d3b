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
)

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

// page is what became of the numbers.
func (s *pageNumbers) page() Page {
	p := Page{Number: s.number, Numbers: make([]Number, len(s.all)), Beyond: s.beyond}
	for i := range s.all {
		p.Numbers[i] = s.all[i].Number
		p.Numbers[i].Alone = !s.all[i].told && !s.all[i].quiet
	}
	return p
}
