package ruling

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of what can be seen.
const (
	paper       = 0.97 // luma from which a ruling cannot be seen on white paper; the lightest grey seen in use is 0.92
	fillContact = 1.0  // points by which the middle of a white ruling lies inside a fill for it to be seen
	lowestBand  = 6.0  // points; height of a fill from which it can shade a row
	highestBand = 80.0 // the same up to which it can
	widestShare = 0.3  // share of the page's width that a shaded row spans at least; boxes of flow charts are smaller
)

// Visible says whether a ruling can be seen: dark, or light upon a darker fill.
func Visible(r *page.Ruling, fills []page.Fill) bool {
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

// ShadedArea is how much of a box the fills of a page shade, in square points.
func ShadedArea(p *page.Page, b page.Box) float64 {
	area := 0.0
	for _, f := range p.Fills {
		if f.Color.Luma() < paper {
			area += f.Box.Intersect(b).Area()
		}
	}
	return area
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

// Dividers is the horizontal edges that border no cells, and those of the shaded bands of a page.
func Dividers(p *page.Page, es []Edge) []Edge {
	return joinEdges(snap(append(es, bandEdges(p)...)), joinWithin, shortest)
}
