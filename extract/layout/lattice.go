package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of putting edges together, in points.
const (
	touchWithin   = 3.0     // an edge that ends this short of another meets it: spreadsheets leave half a doubled border, word processors up to 2.5
	frameMargin   = 6.0     // a frame whose content keeps this far off on every side is decoration, not a border of the table within
	sameHeights   = 8.0     // by which the ends of lone vertical edges differ from those of the table they belong to
	fewestColumns = 2       // vertical edges that make columns without any row ruling
	mostPairs     = 4000000 // pairs of edges looked at on one page; beyond it the drawing is a map or a chart
)

// A lattice is a set of edges that hang together, with the joints where they meet.
type lattice struct {
	edges
	joints []page.Point
	box    page.Box
	open   bool // it has no sides of its own: they were taken from the text
}

// lattices finds the edges that hang together, from top to bottom.
func lattices(e edges) []lattice {
	if len(e.horizontal)*len(e.vertical) > mostPairs {
		return nil
	}
	sets := newSets(len(e.horizontal) + len(e.vertical))
	joints := make(map[int][]page.Point)
	type meeting struct {
		set int
		at  page.Point
	}
	var met []meeting
	for i, h := range e.horizontal {
		for j, v := range e.vertical {
			if v.At > h.To+touchWithin {
				break
			}
			if crosses(h, v) {
				sets.join(i, len(e.horizontal)+j)
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
func gather(e edges, sets *sets, joints map[int][]page.Point) []lattice {
	var out []lattice
	place := make(map[int]int)
	at := func(i int) *lattice {
		root := sets.find(i)
		n, ok := place[root]
		if !ok {
			n = len(out)
			place[root] = n
			out = append(out, lattice{joints: joints[root]})
		}
		return &out[n]
	}
	for i, h := range e.horizontal {
		l := at(i)
		l.horizontal = append(l.horizontal, h)
		l.box = grow(l.box, h.From, h.At, h.To, h.At)
	}
	for j, v := range e.vertical {
		l := at(len(e.horizontal) + j)
		l.vertical = append(l.vertical, v)
		l.box = grow(l.box, v.At, v.From, v.At, v.To)
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
func merged(ls []lattice) []lattice {
	byArea := func(a, b lattice) int { return cmp.Compare(b.box.Area(), a.box.Area()) }
	slices.SortStableFunc(ls, byArea)
	var out []lattice
	for _, l := range ls {
		if n := slices.IndexFunc(out, func(o lattice) bool { return within(l.box, o.box) && !frames(o, l) }); n >= 0 {
			out[n].add(l)
			continue
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b lattice) int { return cmp.Compare(a.box.Y0, b.box.Y0) })
	return out
}

// adoptVerticals gives vertical edges that meet nothing to the table that begins and ends at their
// heights: the sides of merged cells that run on over both page breaks.
func adoptVerticals(ls []lattice) []lattice {
	return slices.DeleteFunc(ls, func(v lattice) bool {
		if len(v.horizontal) > 0 {
			return false
		}
		n := slices.IndexFunc(ls, func(l lattice) bool {
			return len(l.horizontal) > 1 && math.Abs(l.box.Y0-v.box.Y0) <= sameHeights && math.Abs(l.box.Y1-v.box.Y1) <= sameHeights
		})
		if n < 0 {
			return false
		}
		ls[n].add(v)
		ls[n].box = grow(ls[n].box, v.box.X0, v.box.Y0, v.box.X1, v.box.Y1)
		return true
	})
}

// columnsOnly makes a lattice of vertical edges that begin and end at the same heights and meet no
// horizontal one: a page in the middle of a table that rules its columns only. The sides are those
// of the text between.
func columnsOnly(ls []lattice, rows []row) []lattice {
	var out []lattice
	for _, l := range ls {
		n := slices.IndexFunc(out, func(o lattice) bool {
			return len(o.horizontal) == 0 && len(l.horizontal) == 0 &&
				math.Abs(o.box.Y0-l.box.Y0) <= touchWithin && math.Abs(o.box.Y1-l.box.Y1) <= touchWithin
		})
		if n < 0 {
			out = append(out, l)
			continue
		}
		out[n].add(l)
		out[n].box = grow(out[n].box, l.box.X0, l.box.Y0, l.box.X1, l.box.Y1)
	}
	for i := range out {
		if l := &out[i]; len(l.horizontal) == 0 && len(l.vertical) >= fewestColumns {
			l.takeSides(rows)
		}
	}
	return out
}

// takeSides widens a lattice to the text at its height.
func (l *lattice) takeSides(rows []row) {
	n := 0
	for i := range rows {
		y := rows[i].box.Center().Y
		if y < l.box.Y0 || y > l.box.Y1 {
			continue
		}
		n++
		l.box.X0, l.box.X1 = math.Min(l.box.X0, rows[i].box.X0), math.Max(l.box.X1, rows[i].box.X1)
	}
	l.open = n > 1
}

func (l *lattice) add(o lattice) {
	l.horizontal = append(l.horizontal, o.horizontal...)
	l.vertical = append(l.vertical, o.vertical...)
	l.joints = append(l.joints, o.joints...)
	slices.SortFunc(l.horizontal, byPosition)
	slices.SortFunc(l.vertical, byPosition)
}

func within(inner, outer page.Box) bool {
	const by = touchWithin
	return inner.X0 >= outer.X0-by && inner.X1 <= outer.X1+by && inner.Y0 >= outer.Y0-by && inner.Y1 <= outer.Y1+by
}

// frames says whether o is a plain rectangle with l, itself a table, well inside.
func frames(o, l lattice) bool {
	return len(o.horizontal) <= 2 && len(o.vertical) <= 2 && len(l.horizontal) >= 2 && len(l.vertical) >= 2 &&
		l.box.X0 > o.box.X0+frameMargin && l.box.X1 < o.box.X1-frameMargin &&
		l.box.Y0 > o.box.Y0+frameMargin && l.box.Y1 < o.box.Y1-frameMargin
}

// sets is a disjoint-set forest.
type sets struct{ parent []int }

func newSets(n int) *sets {
	s := &sets{make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

func (s *sets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	if a != b {
		s.parent[max(a, b)] = min(a, b)
	}
}
