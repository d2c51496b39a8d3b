package layout

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of borders that are not drawn as dark lines.
const (
	leastPale  = 3    // white lines across and down that make a grid: two rows, two columns
	mostCross  = 0.05 // share of the texts of a white grid that its lines may run through
	darkBox    = 0.6  // luma up to which an area may be the border that shows between the cells upon it
	lighter    = 0.2  // luma by which cells are lighter than the area they lie on
	tiled      = 0.85 // share of such an area that its cells cover
	fewestTile = 4    // cells upon an area
)

// addPale adds white borders on white paper, by which spreadsheets hide the lines of a table and keep
// its cells. They count where they are a grid that no dark line rules otherwise, and no text crosses.
func (s *sheet) addPale() {
	var pale, dark, all edges
	for i := range s.page.Unseen {
		pale.add(&s.page.Unseen[i])
	}
	for i := range s.page.Rulings {
		switch r := &s.page.Rulings[i]; {
		case r.Color.Luma() < paper:
			dark.add(r)
		case !visible(r, s.page.Fills):
			pale.add(r)
		default:
			all.add(r) // white upon a shade
		}
	}
	if len(pale.horizontal)+len(all.horizontal) < leastPale || len(pale.vertical)+len(all.vertical) < leastPale {
		return
	}
	all.horizontal, all.vertical = append(all.horizontal, pale.horizontal...), append(all.vertical, pale.vertical...)
	found := false
	for _, l := range lattices(all.snapped()) {
		if s.isPaleGrid(l, dark) {
			s.edges.horizontal, s.edges.vertical = append(s.edges.horizontal, l.horizontal...), append(s.edges.vertical, l.vertical...)
			found = true
		}
	}
	if found {
		s.edges = s.edges.snapped()
	}
}

// add adds a ruling.
func (e *edges) add(r *page.Ruling) {
	if r.Horizontal() {
		e.horizontal = append(e.horizontal, Edge{(r.From.Y + r.To.Y) / 2, r.From.X, r.To.X})
	} else {
		e.vertical = append(e.vertical, Edge{(r.From.X + r.To.X) / 2, r.From.Y, r.To.Y})
	}
}

// isPaleGrid says whether a lattice of white lines is the grid of a table.
func (s *sheet) isPaleGrid(l lattice, dark edges) bool {
	if len(l.horizontal) < leastPale || len(l.vertical) < leastPale {
		return false
	}
	within := func(d Edge) bool {
		return l.box.X0+snapWithin < d.At && d.At < l.box.X1-snapWithin && d.From < l.box.Y1 && d.To > l.box.Y0
	}
	if slices.ContainsFunc(dark.vertical, within) {
		return false
	}
	texts, crossed, figures := 0, 0, 0
	for _, p := range s.pieces() {
		if !l.box.Contains(p.box.Center()) {
			continue
		}
		texts++
		if isFigure(p.text) {
			figures++
		}
		if slices.ContainsFunc(l.vertical, func(e Edge) bool { return runsThrough(e, p) }) {
			crossed++
		}
	}
	return figures >= fewestLoose && float64(crossed) <= mostCross*float64(texts)
}

// runsThrough says whether a vertical edge runs through a text.
func runsThrough(e Edge, p piece) bool {
	y := p.box.Center().Y
	return e.From < y && y < e.To && p.box.X0+overhang*p.size < e.At && e.At < p.box.X1-overhang*p.size
}

// tileEdges is the sides of cells that are drawn as light areas upon a dark one, whose rest between them
// is seen as borders.
func tileEdges(p *page.Page) edges {
	var e edges
	for i, box := range p.Fills {
		if box.Color.Luma() > darkBox || box.Box.Width() < widestShare*p.Width {
			continue
		}
		tiles, area := tilesOn(box, p.Fills[i+1:])
		if len(tiles) < fewestTile || area < tiled*box.Box.Area() {
			continue
		}
		for _, b := range tiles {
			e.horizontal = append(e.horizontal, Edge{b.Y0, b.X0, b.X1}, Edge{b.Y1, b.X0, b.X1})
			e.vertical = append(e.vertical, Edge{b.X0, b.Y0, b.Y1}, Edge{b.X1, b.Y0, b.Y1})
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
