package account

import (
	"math"
	"slices"
	"strings"
)

const (
	sameColumn  = 2.0   // points by which the sides of figures of one column differ at most
	nearBreak   = 130.0 // points from the upper or lower end of a page's numbers within which a page break cuts a cell
	fewestAlign = 3     // percentages below each other that are a column, and no labels of a chart
	mostLabels  = 200   // percentages on a page of charts at most
)

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

// mostOnPage is how many numbers of one page are looked for in what was made of it: fuller than any table that is
// printed to be read. Those beyond are left, and told as such.
const mostOnPage = 10000

// nameCopies finds what is printed again because a page break cuts its cell: it stands at the lower end of one page and at
// the upper end of the next. A page beside it that prints no numbers is nil.
func (s *pageNumbers) nameCopies(before, after *pageNumbers) {
	for i := range s.all {
		n := &s.all[i]
		if n.Reason != "" {
			continue
		}
		top, foot := n.Box.Y0 < s.top+nearBreak, n.Box.Y1 > s.foot-nearBreak
		if top && before != nil && printedAt(before.known(n), n, before.foot-nearBreak, math.Inf(1)) ||
			foot && after != nil && printedAt(after.known(n), n, math.Inf(-1), after.top+nearBreak) {
			n.Reason = byRepeat
		}
	}
}

// known are the numbers with the digits of another of which a place or a claim said what became of them.
func (s *pageNumbers) known(n *located) []*located {
	if s.byDigits == nil {
		s.byDigits = map[string][]*located{}
		for i := range s.all {
			if o := &s.all[i]; o.known {
				k := digits(o.Text)
				if len(s.byDigits[k]) < mostPlaces {
					s.byDigits[k] = append(s.byDigits[k], o)
				}
			}
		}
	}
	return s.byDigits[digits(n.Text)]
}

// digits are those of a number: a point can lie below the cut.
func digits(number string) string { return withoutSigns.Replace(number) }

var withoutSigns = strings.NewReplacer(",", "", ".", "")

// printedAt says whether one of some numbers stands at the same distance from the left as another, between two heights.
func printedAt(some []*located, n *located, from, to float64) bool {
	return slices.ContainsFunc(some, func(o *located) bool {
		return math.Abs(o.Box.X0-n.Box.X0) < sameColumn && o.Box.Y1 > from && o.Box.Y0 < to
	})
}

// nameChartLabels finds the percentages of a page that stand around a chart: alone, and not below each other.
func nameChartLabels(page []located) {
	var alone []*located
	for i := range page {
		if n := &page[i]; n.percent && !n.told {
			alone = append(alone, n)
		}
	}
	if len(alone) > mostLabels {
		return
	}
	for _, n := range alone {
		if n.Reason == "" && n.running && below(alone, n) < fewestAlign {
			n.Reason = byChart
		}
	}
}

// below counts the numbers that end at the same distance from the left, that one itself among them.
func below(some []*located, n *located) (count int) {
	for _, o := range some {
		if math.Abs(o.Box.X1-n.Box.X1) < sameColumn {
			count++
		}
	}
	return count
}
