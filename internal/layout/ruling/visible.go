package ruling

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of what can be seen.
const (
	paper       = 0.97 // luma from which a ruling cannot be seen on white paper; the lightest grey seen in use is 0.92
	fillContact = 1.0  // points by which the middle of a white ruling lies inside a fill for it to be seen
	lowestBand  = 6.0  // points; height of a fill from which it can shade a row
	highestBand = 80.0 // the same up to which it can
	bandAskew   = 0.5  // points by which cells of one shaded row stand higher or lower
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

// bands is the upper and lower edges of the shaded bands of a page: rows that are told apart by shade instead of
// rulings.
func bands(p *page.Page) []Edge {
	var all []page.Box
	for _, f := range p.Fills {
		if b := f.Box; f.Color.Luma() < paper && lowestBand <= b.Height() && b.Height() <= highestBand {
			all = append(all, b)
		}
	}
	var out []Edge
	for _, b := range sideBySide(all) {
		if b.Width() >= widestShare*p.Width {
			out = append(out, Edge{b.Y0, b.X0, b.X1}, Edge{b.Y1, b.X0, b.X1})
		}
	}
	return out
}

// sideBySide joins the bands of one height that are set cell by cell.
func sideBySide(bs []page.Box) []page.Box {
	slices.SortFunc(bs, func(a, b page.Box) int { return cmp.Or(cmp.Compare(a.Y0, b.Y0), cmp.Compare(a.X0, b.X0)) })
	var out []page.Box
	for _, b := range bs {
		if n := len(out); n > 0 && math.Abs(out[n-1].Y0-b.Y0) < bandAskew && math.Abs(out[n-1].Y1-b.Y1) < bandAskew && b.X0 <= out[n-1].X1+joinWithin {
			out[n-1] = out[n-1].Union(b)
			continue
		}
		out = append(out, b)
	}
	return out
}

// Dividers is the horizontal edges that border no cells, and apart from them those of the shaded bands of a page.
func Dividers(p *page.Page, es []Edge) (dividers, shaded []Edge) {
	clean := func(es []Edge) []Edge { return joinEdges(snap(es), joinWithin, shortest) }
	return clean(es), clean(append(bands(p), es...))
}
