package ruling

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of putting edges together, in points.
const (
	touchWithin   = 3.0     // an edge that ends this short of another meets it: spreadsheets leave half a doubled border, word processors up to 2.5
	frameMargin   = 6.0     // a frame whose content keeps this far off on every side is decoration, not a border of the table within
	sameHeights   = 8.0     // by which the ends of lone vertical edges differ from those of the table they belong to
	fewestColumns = 2       // vertical edges that make columns without any row ruling
	mostPairs     = 4000000 // pairs of edges looked at on one page; beyond it the drawing is a map or a chart
)

// A Lattice is a set of edges that hang together, with the joints where they meet.
type Lattice struct {
	Edges
	Joints []page.Point
	Box    page.Box
	Open   bool // it has no sides of its own: they were taken from the text
}

// Lattices finds the edges that hang together, and verticals alone that rule the columns of the text
// between them, from top to bottom.
func Lattices(e Edges, rows []text.Line) []Lattice { return columnsOnly(hangingTogether(e), rows) }

// hangingTogether finds the edges that hang together, from top to bottom.
func hangingTogether(e Edges) []Lattice {
	if len(e.Horizontal)*len(e.Vertical) > mostPairs {
		return nil
	}
	sets := newSets(len(e.Horizontal) + len(e.Vertical))
	joints := make(map[int][]page.Point)
	type meeting struct {
		set int
		at  page.Point
	}
	var met []meeting
	for i, h := range e.Horizontal {
		for j, v := range e.Vertical {
			if v.At > h.To+touchWithin {
				break
			}
			if crosses(h, v) {
				sets.join(i, len(e.Horizontal)+j)
				met = append(met, meeting{i, page.Point{X: v.At, Y: h.At}})
			}
		}
	}
	for _, m := range met {
		root := sets.find(m.set)
		joints[root] = append(joints[root], m.at)
	}
	return adoptVerticals(merged(gather(e, sets, joints)))
}

// crosses says whether a horizontal and a vertical edge meet.
func crosses(h, v Edge) bool {
	return h.From-touchWithin <= v.At && v.At <= h.To+touchWithin &&
		v.From-touchWithin <= h.At && h.At <= v.To+touchWithin
}

// gather makes a lattice of each set of edges.
func gather(e Edges, sets *sets, joints map[int][]page.Point) []Lattice {
	var out []Lattice
	place := make(map[int]int)
	at := func(i int) *Lattice {
		root := sets.find(i)
		n, ok := place[root]
		if !ok {
			n = len(out)
			place[root] = n
			out = append(out, Lattice{Joints: joints[root]})
		}
		return &out[n]
	}
	for i, h := range e.Horizontal {
		l := at(i)
		l.Horizontal = append(l.Horizontal, h)
		l.Box = grow(l.Box, h.From, h.At, h.To, h.At)
	}
	for j, v := range e.Vertical {
		l := at(len(e.Horizontal) + j)
		l.Vertical = append(l.Vertical, v)
		l.Box = grow(l.Box, v.At, v.From, v.At, v.To)
	}
	return out
}

// grow widens a box, which may be a line without area, by another.
func grow(b page.Box, x0, y0, x1, y1 float64) page.Box {
	if b == (page.Box{}) {
		return page.Box{X0: x0, Y0: y0, X1: x1, Y1: y1}
	}
	return page.Box{X0: math.Min(b.X0, x0), Y0: math.Min(b.Y0, y0), X1: math.Max(b.X1, x1), Y1: math.Max(b.Y1, y1)}
}

// merged puts lattices into one where one lies within the other: its edges belong to that table
// though they do not reach the next ruling. A mere frame around them is dropped.
func merged(ls []Lattice) []Lattice {
	byArea := func(a, b Lattice) int { return cmp.Compare(b.Box.Area(), a.Box.Area()) }
	slices.SortStableFunc(ls, byArea)
	var out []Lattice
	for _, l := range ls {
		if n := slices.IndexFunc(out, func(o Lattice) bool { return within(l.Box, o.Box) && !frames(o, l) }); n >= 0 {
			out[n].add(l)
			continue
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Lattice) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
	return out
}

// adoptVerticals gives vertical edges that meet nothing to the table that begins and ends at their
// heights: the sides of merged cells that run on over both page breaks.
func adoptVerticals(ls []Lattice) []Lattice {
	return slices.DeleteFunc(ls, func(v Lattice) bool {
		if len(v.Horizontal) > 0 {
			return false
		}
		n := slices.IndexFunc(ls, func(l Lattice) bool {
			return len(l.Horizontal) > 1 && math.Abs(l.Box.Y0-v.Box.Y0) <= sameHeights && math.Abs(l.Box.Y1-v.Box.Y1) <= sameHeights
		})
		if n < 0 {
			return false
		}
		ls[n].add(v)
		ls[n].Box = grow(ls[n].Box, v.Box.X0, v.Box.Y0, v.Box.X1, v.Box.Y1)
		return true
	})
}

// columnsOnly makes a lattice of vertical edges that begin and end at the same heights and meet no
// horizontal one: a page in the middle of a table that rules its columns only. The sides are those
// of the text between.
func columnsOnly(ls []Lattice, rows []text.Line) []Lattice {
	var out []Lattice
	for _, l := range ls {
		n := slices.IndexFunc(out, func(o Lattice) bool {
			return len(o.Horizontal) == 0 && len(l.Horizontal) == 0 &&
				math.Abs(o.Box.Y0-l.Box.Y0) <= touchWithin && math.Abs(o.Box.Y1-l.Box.Y1) <= touchWithin
		})
		if n < 0 {
			out = append(out, l)
			continue
		}
		out[n].add(l)
		out[n].Box = grow(out[n].Box, l.Box.X0, l.Box.Y0, l.Box.X1, l.Box.Y1)
	}
	for i := range out {
		if l := &out[i]; len(l.Horizontal) == 0 && len(l.Vertical) >= fewestColumns {
			l.takeSides(rows)
		}
	}
	return out
}

// takeSides widens a lattice to the text at its height.
func (l *Lattice) takeSides(rows []text.Line) {
	n := 0
	for i := range rows {
		y := rows[i].Box.Center().Y
		if y < l.Box.Y0 || y > l.Box.Y1 {
			continue
		}
		n++
		l.Box.X0, l.Box.X1 = math.Min(l.Box.X0, rows[i].Box.X0), math.Max(l.Box.X1, rows[i].Box.X1)
	}
	l.Open = n > 1
}

func (l *Lattice) add(o Lattice) {
	l.Horizontal = append(l.Horizontal, o.Horizontal...)
	l.Vertical = append(l.Vertical, o.Vertical...)
	l.Joints = append(l.Joints, o.Joints...)
	slices.SortFunc(l.Horizontal, byPosition)
	slices.SortFunc(l.Vertical, byPosition)
}

func within(inner, outer page.Box) bool {
	const by = touchWithin
	return inner.X0 >= outer.X0-by && inner.X1 <= outer.X1+by && inner.Y0 >= outer.Y0-by && inner.Y1 <= outer.Y1+by
}

// frames says whether o is a plain rectangle with l, itself a table, well inside.
func frames(o, l Lattice) bool {
	return len(o.Horizontal) <= 2 && len(o.Vertical) <= 2 && len(l.Horizontal) >= 2 && len(l.Vertical) >= 2 &&
		l.Box.X0 > o.Box.X0+frameMargin && l.Box.X1 < o.Box.X1-frameMargin &&
		l.Box.Y0 > o.Box.Y0+frameMargin && l.Box.Y1 < o.Box.Y1-frameMargin
}
