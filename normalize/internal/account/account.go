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
)

// A Page is what became of the numbers of one page.
type Page struct {
	Number  int
	Numbers []Number
	Beyond  int // how many numbers there are beyond those that are looked for
}

// Pages says, page by page, of each number what became of it. The stretches are what is printed, the passages and the claims
// what was made of it. The numbers of few pages are held at once: those of thousands take more memory than all that was made
// of them.
func Pages(stretches []layout.Line, passages Passages, claims []Claim) iter.Seq[Page] {
	inOrder := func(a, b layout.Line) int { return cmp.Compare(a.Page, b.Page) }
	if !slices.IsSortedFunc(stretches, inOrder) {
		stretches = slices.Clone(stretches)
		slices.SortStableFunc(stretches, inOrder)
	}
	return func(yield func(Page) bool) {
		var before, here *pageNumbers
		give := func(after *pageNumbers) bool {
			if here != nil {
				here.nameCopies(before.ifPage(here.number-1), after.ifPage(here.number+1))
				nameChartLabels(here.all)
				nameScales(here.all)
				if !yield(here.page()) {
					return false
				}
			}
			before, here = here, after
			return true
		}
		r := reading{opening(passages), claimsByPage(claims)}
		for some := range slices.Chunk(byPage(stretches), pagesAtOnce) {
			for _, after := range r.pages(some) {
				if !give(after) {
					return
				}
			}
		}
		give(nil)
	}
}

// pagesAtOnce is how many pages are looked through side by side.
const pagesAtOnce = 16

// byPage are the stretches of each page that prints some, in their order.
func byPage(stretches []layout.Line) (out [][]layout.Line) {
	for len(stretches) > 0 {
		n := 1
		for n < len(stretches) && stretches[n].Page == stretches[0].Page {
			n++
		}
		out, stretches = append(out, stretches[:n:n]), stretches[n:]
	}
	return out
}

// A reading goes through the pages that print numbers.
type reading struct {
	open   *opened
	claims map[int][]Claim
}

// pages looks for the numbers of pages that follow each other in what was made of these.
func (r *reading) pages(some [][]layout.Line) []*pageNumbers {
	places := make([][]place, len(some))
	for i, stretches := range some {
		places[i] = r.open.places(stretches[0].Page)
	}
	out := make([]*pageNumbers, len(some))
	page.Each(len(some), func(i int) {
		out[i] = numbersOn(some[i], indexOf(places[i], r.claims))
	})
	return out
}

// numbersOn looks for the numbers of a page in what was made of it.
func numbersOn(stretches []layout.Line, index *index) *pageNumbers {
	s := &pageNumbers{number: stretches[0].Page, top: math.Inf(1), foot: math.Inf(-1)}
	for _, stretch := range stretches {
		for _, n := range numbersIn(stretch) {
			s.add(n, index)
		}
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
