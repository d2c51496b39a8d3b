package ruling

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of borders that are not drawn as dark lines.
const (
	leastFigures = 3    // figures in a grid of white lines
	leastPale    = 3    // white lines across and down that make a grid: two rows, two columns
	mostCross    = 0.05 // share of the texts of a white grid that its lines may run through
	darkBox      = 0.6  // luma up to which an area may be the border that shows between the cells upon it
	lighter      = 0.2  // luma by which cells are lighter than the area they lie on
	tiled        = 0.85 // share of such an area that its cells cover
	fewestTile   = 4    // cells upon an area
)

// withPale adds white borders on white paper, by which spreadsheets hide the lines of a table and keep
// its cells. They count where they are a grid that no dark line rules otherwise, and no text crosses.
func (e Edges) withPale(p *text.Page) Edges {
	var pale, dark, all Edges
	for i := range p.Unseen {
		pale.add(&p.Unseen[i])
	}
	for i := range p.Rulings {
		switch r := &p.Rulings[i]; {
		case r.Color.Luma() < paper:
			dark.add(r)
		case !Visible(r, p.Fills):
			pale.add(r)
		default:
			all.add(r) // white upon a shade
		}
	}
	if len(pale.Horizontal)+len(all.Horizontal) < leastPale || len(pale.Vertical)+len(all.Vertical) < leastPale {
		return e
	}
	all.Horizontal, all.Vertical = append(all.Horizontal, pale.Horizontal...), append(all.Vertical, pale.Vertical...)
	found, texts := false, p.Rest()
	for _, l := range hangingTogether(all.snapped()) {
		if l.isPaleGrid(dark, texts) {
			e.Horizontal, e.Vertical = append(e.Horizontal, l.Horizontal...), append(e.Vertical, l.Vertical...)
			found = true
		}
	}
	if found {
		return e.snapped()
	}
	return e
}

// isPaleGrid says whether a lattice of white lines is the grid of a table.
func (l Lattice) isPaleGrid(dark Edges, texts []text.Piece) bool {
	if len(l.Horizontal) < leastPale || len(l.Vertical) < leastPale {
		return false
	}
	within := func(d Edge) bool {
		return l.Box.X0+snapWithin < d.At && d.At < l.Box.X1-snapWithin && d.From < l.Box.Y1 && d.To > l.Box.Y0
	}
	if slices.ContainsFunc(dark.Vertical, within) {
		return false
	}
	inside, crossed, figures := 0, 0, 0
	for _, p := range texts {
		if !l.Box.Contains(p.Box.Center()) {
			continue
		}
		inside++
		if figure.Is(p.Text) {
			figures++
		}
		if slices.ContainsFunc(l.Vertical, func(e Edge) bool { return runsThrough(e, p) }) {
			crossed++
		}
	}
	return figures >= leastFigures && float64(crossed) <= mostCross*float64(inside)
}

// runsThrough says whether a vertical edge runs through a text.
func runsThrough(e Edge, p text.Piece) bool {
	y := p.Box.Center().Y
	return e.From < y && y < e.To && p.Box.X0+text.Overhang*p.Size < e.At && e.At < p.Box.X1-text.Overhang*p.Size
}

// tileEdges is the sides of cells that are drawn as light areas upon a dark one, whose rest between them
// is seen as borders.
func tileEdges(p *page.Page) Edges {
	var e Edges
	for i, box := range p.Fills {
		if box.Color.Luma() > darkBox || box.Box.Width() < widestShare*p.Width {
			continue
		}
		tiles, area := tilesOn(box, p.Fills[i+1:])
		if len(tiles) < fewestTile || area < tiled*box.Box.Area() {
			continue
		}
		for _, b := range tiles {
			e.Horizontal = append(e.Horizontal, Edge{b.Y0, b.X0, b.X1}, Edge{b.Y1, b.X0, b.X1})
			e.Vertical = append(e.Vertical, Edge{b.X0, b.Y0, b.Y1}, Edge{b.X1, b.Y0, b.Y1})
		}
	}
	return e
}

// tilesOn is the lighter areas that lie upon an area, and how much of it they cover together.
func tilesOn(box page.Fill, later []page.Fill) (tiles []page.Box, area float64) {
	for _, f := range later {
		if f.Color.Luma() >= box.Color.Luma()+lighter && within(f.Box, box.Box) {
			tiles, area = append(tiles, f.Box), area+f.Box.Area()
		}
	}
	return tiles, area
}
