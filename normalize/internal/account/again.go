package account

import (
	"math"
	"strings"
)

const (
	sameColumn  = 2.0   // points by which the sides of figures of one column differ at most
	nearBreak   = 130.0 // points from the upper or lower end of a page's numbers within which a page break cuts a cell
	fewestAlign = 3     // percentages below each other that are a column, and no labels of a chart
	mostLabels  = 200   // percentages on a page of charts at most
)

// A sameDigits is a page and the digits of a number on it.
type sameDigits struct {
	page   int
	digits string
}

// nameCopies finds what is printed again because a page break cuts its cell: it stands at the lower end of one page and at
// the upper end of the next.
func nameCopies(all []located) {
	accounted := map[sameDigits][]*located{}
	ends := map[int][2]float64{}
	for i := range all {
		n := &all[i]
		e, ok := ends[n.Page]
		if !ok {
			e = [2]float64{n.Box.Y0, n.Box.Y1}
		}
		ends[n.Page] = [2]float64{math.Min(e[0], n.Box.Y0), math.Max(e[1], n.Box.Y1)}
		if k := (sameDigits{n.Page, digits(n.Text)}); n.Reason != "" && len(accounted[k]) < mostPlaces {
			accounted[k] = append(accounted[k], n)
		}
	}
	for i := range all {
		n := &all[i]
		if n.Reason != "" {
			continue
		}
		on := func(page int) []*located { return accounted[sameDigits{page, digits(n.Text)}] }
		top, foot := n.Box.Y0 < ends[n.Page][0]+nearBreak, n.Box.Y1 > ends[n.Page][1]-nearBreak
		if top && printedAt(on(n.Page-1), n, ends[n.Page-1][1]-nearBreak, math.Inf(1)) ||
			foot && printedAt(on(n.Page+1), n, math.Inf(-1), ends[n.Page+1][0]+nearBreak) {
			n.Reason = byRepeat
		}
	}
}

// digits are those of a number: a point can lie below the cut.
func digits(number string) string { return withoutSigns.Replace(number) }

var withoutSigns = strings.NewReplacer(",", "", ".", "")

// printedAt says whether one of some numbers stands at the same distance from the left as another, between two heights.
func printedAt(some []*located, n *located, from, to float64) bool {
	for _, o := range some {
		if math.Abs(o.Box.X0-n.Box.X0) < sameColumn && o.Box.Y1 > from && o.Box.Y0 < to {
			return true
		}
	}
	return false
}

// nameChartLabels finds the percentages that stand around a chart: alone, and not below each other.
func nameChartLabels(all []located) {
	alone := map[int][]*located{}
	for i := range all {
		if n := &all[i]; n.percent && !n.told {
			alone[n.Page] = append(alone[n.Page], n)
		}
	}
	for _, on := range alone {
		if len(on) > mostLabels {
			continue
		}
		for _, n := range on {
			if n.Reason == "" && n.running && below(on, n) < fewestAlign {
				n.Reason = byChart
			}
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
