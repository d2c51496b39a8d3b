package account

import (
	"math"
	"strings"
)

const (
	sameColumn  = 2.0   // points by which the sides of figures of one column differ at most
	nearBreak   = 130.0 // points from the upper or lower end of a page's numbers within which a page break cuts a cell
	fewestAlign = 3     // percentages below each other that are a column, and no labels of a chart
)

// nameCopies finds what is printed again because a page break cuts its cell: it stands at the lower end of one page and at
// the upper end of the next.
func nameCopies(all []located) {
	pages := map[int][]*located{}
	ends := map[int][2]float64{}
	for i := range all {
		n := &all[i]
		e, ok := ends[n.Page]
		if !ok {
			e = [2]float64{n.Box.Y0, n.Box.Y1}
		}
		ends[n.Page] = [2]float64{math.Min(e[0], n.Box.Y0), math.Max(e[1], n.Box.Y1)}
		pages[n.Page] = append(pages[n.Page], n)
	}
	for i := range all {
		n := &all[i]
		if n.Reason != "" {
			continue
		}
		top, foot := n.Box.Y0 < ends[n.Page][0]+nearBreak, n.Box.Y1 > ends[n.Page][1]-nearBreak
		if top && printedAt(pages[n.Page-1], n, ends[n.Page-1][1]-nearBreak, math.Inf(1)) ||
			foot && printedAt(pages[n.Page+1], n, math.Inf(-1), ends[n.Page+1][0]+nearBreak) {
			n.Reason = byRepeat
		}
	}
}

// digits are those of a number: a point can lie below the cut.
func digits(number string) string { return strings.NewReplacer(",", "", ".", "").Replace(number) }

// printedAt says whether a number that is accounted for stands at the same distance from the left between two heights.
func printedAt(on []*located, n *located, from, to float64) bool {
	for _, o := range on {
		if o.Reason != "" && digits(o.Text) == digits(n.Text) && math.Abs(o.Box.X0-n.Box.X0) < sameColumn && o.Box.Y1 > from && o.Box.Y0 < to {
			return true
		}
	}
	return false
}

// nameChartLabels finds the percentages that stand around a chart: alone, and not below each other.
func nameChartLabels(all []located) {
	for i := range all {
		n := &all[i]
		if n.Reason != "" || !n.percent || n.told || !n.running {
			continue
		}
		below := 0
		for k := range all {
			if o := &all[k]; o.Page == n.Page && !o.told && o.percent && math.Abs(o.Box.X1-n.Box.X1) < sameColumn {
				below++
			}
		}
		if below < fewestAlign {
			n.Reason = byChart
		}
	}
}
