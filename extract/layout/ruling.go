package layout

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of cleaning rulings, in points.
const (
	snapWithin  = 2.6 // lines nearer than this are one line: doubled borders of spreadsheets stand up to 2.5 apart, the narrowest real columns (one digit of 5-point type) 4
	joinWithin  = 4.0 // gaps within a line that are closed: dashes, and cells drawn as boxes with a little air between
	shortest    = 4.0 // joined lines shorter than this are ticks, accents or specks
	lowestBand  = 6.0 // heights between which a fill can shade a row
	highestBand = 80.0
	widestShare = 0.3  // share of the page's width that a shaded row spans at least; boxes of flow charts are smaller
	paper       = 0.97 // luma from which a ruling cannot be seen on white paper; the lightest grey seen in use is 0.92
	fillContact = 1.0  // a white ruling lies on a fill if its middle is inside by this
)

// An Edge is a clean ruling: at the y (horizontal) or x (vertical) At, from From to To.
type Edge struct{ At, From, To float64 }

// Length is the edge's extent.
func (e Edge) Length() float64 { return e.To - e.From }

// edges holds the clean rulings of a page, each list sorted by At, then From.
type edges struct{ horizontal, vertical []Edge }

// cleanRulings turns the rulings of a page into edges: those that cannot be seen left out, near
// ones brought to one position, broken ones joined.
func cleanRulings(p *page.Page) edges {
	e := tileEdges(p)
	for i := range p.Rulings {
		if r := &p.Rulings[i]; visible(r, p.Fills) {
			e.add(r)
		}
	}
	return e.snapped()
}

// snapped brings near edges to one position and joins them.
func (e edges) snapped() edges {
	return edges{joinEdges(snap(e.horizontal), joinWithin, shortest), joinEdges(snap(e.vertical), joinWithin, shortest)}
}

// visible says whether a ruling can be seen: dark, or light upon a darker fill.
func visible(r *page.Ruling, fills []page.Fill) bool {
	if r.Color.Luma() < paper {
		return true
	}
	mid := page.Point{X: (r.From.X + r.To.X) / 2, Y: (r.From.Y + r.To.Y) / 2}
	for i := range fills {
		if fills[i].Color.Luma() < paper && inside(fills[i].Box, mid, fillContact) {
			return true
		}
	}
	return false
}

// inside says whether p lies in b, at least by margin.
func inside(b page.Box, p page.Point, margin float64) bool {
	return b.X0+margin <= p.X && p.X <= b.X1-margin && b.Y0+margin <= p.Y && p.Y <= b.Y1-margin
}

// bandEdges is the upper and lower edges of the shaded bands of a page: rows that are told apart by
// shade instead of rulings.
func bandEdges(p *page.Page) []Edge {
	var out []Edge
	for _, f := range p.Fills {
		b := f.Box
		if f.Color.Luma() < paper && lowestBand <= b.Height() && b.Height() <= highestBand {
			out = append(out, Edge{b.Y0, b.X0, b.X1}, Edge{b.Y1, b.X0, b.X1})
		}
	}
	out = joinEdges(snap(out), joinWithin, shortest)
	return slices.DeleteFunc(out, func(e Edge) bool { return e.Length() < widestShare*p.Width })
}

// snap gives edges that lie near each other the same position: their mean, weighted by length.
func snap(es []Edge) []Edge {
	slices.SortFunc(es, byPosition)
	for lo := 0; lo < len(es); {
		hi, sum, weight := lo, 0.0, 0.0
		for hi < len(es) && es[hi].At-es[lo].At <= snapWithin {
			w := math.Max(es[hi].Length(), 0.1)
			sum, weight = sum+es[hi].At*w, weight+w
			hi++
		}
		for i := lo; i < hi; i++ {
			es[i].At = sum / weight
		}
		lo = hi
	}
	slices.SortFunc(es, byPosition)
	return es
}

func byPosition(a, b Edge) int {
	switch {
	case a.At != b.At:
		return sign(a.At - b.At)
	case a.From != b.From:
		return sign(a.From - b.From)
	}
	return sign(a.To - b.To)
}

func sign(d float64) int {
	switch {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

// joinEdges joins sorted edges of one position that are no more than gap apart, and drops what stays
// shorter than least; both in points.
func joinEdges(es []Edge, gap, least float64) []Edge {
	var out []Edge
	for _, e := range es {
		if n := len(out); n > 0 && out[n-1].At == e.At && e.From <= out[n-1].To+gap {
			out[n-1].To = math.Max(out[n-1].To, e.To)
			continue
		}
		out = append(out, e)
	}
	return slices.DeleteFunc(out, func(e Edge) bool { return e.Length() < least })
}
