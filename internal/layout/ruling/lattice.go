package ruling

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/union"
)

// Tolerances of putting edges together, in points.
const (
	touchWithin   = 3.0     // an edge that ends this short of another meets it: spreadsheets leave half a doubled border, word processors up to 2.5
	frameMargin   = 6.0     // a frame whose content keeps this far off on every side is decoration, not a border of the table within
	sameHeights   = 8.0     // by which the ends of lone vertical edges differ from those of the table they belong to
	partedRows    = 0.8     // share of lines that have text on both sides of an edge of their table
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
func Lattices(e Edges, lines []text.Line) []Lattice { return columnsOnly(hangingTogether(e), lines) }

// hangingTogether finds the edges that hang together, from top to bottom.
func hangingTogether(e Edges) []Lattice {
	if len(e.Horizontal)*len(e.Vertical) > mostPairs {
		return nil
	}
	sets := &union.Sets{}
	sets.Grow(len(e.Horizontal) + len(e.Vertical))
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
				sets.Join(i, len(e.Horizontal)+j)
				met = append(met, meeting{i, page.Point{X: v.At, Y: h.At}})
			}
		}
	}
	for _, m := range met {
		root := sets.Find(m.set)
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
func gather(e Edges, sets *union.Sets, joints map[int][]page.Point) []Lattice {
	var out []Lattice
	index := make(map[int]int) // of the lattice of a set
	latticeOf := func(i int) *Lattice {
		root := sets.Find(i)
		n, ok := index[root]
		if !ok {
			n = len(out)
			index[root] = n
			out = append(out, Lattice{Joints: joints[root]})
		}
		return &out[n]
	}
	for i, h := range e.Horizontal {
		l := latticeOf(i)
		l.Horizontal = append(l.Horizontal, h)
		l.Box = grow(l.Box, page.Box{X0: h.From, Y0: h.At, X1: h.To, Y1: h.At})
	}
	for j, v := range e.Vertical {
		l := latticeOf(len(e.Horizontal) + j)
		l.Vertical = append(l.Vertical, v)
		l.Box = grow(l.Box, page.Box{X0: v.At, Y0: v.From, X1: v.At, Y1: v.To})
	}
	return out
}

// grow widens a box by another; both may be lines without area.
func grow(b, by page.Box) page.Box {
	if b == (page.Box{}) {
		return by
	}
	return page.Box{X0: math.Min(b.X0, by.X0), Y0: math.Min(b.Y0, by.Y0), X1: math.Max(b.X1, by.X1), Y1: math.Max(b.Y1, by.Y1)}
}

// merged puts lattices into one where one lies within the other: its edges belong to that table
// though they do not reach the next ruling. A mere frame around them is dropped.
func merged(ls []Lattice) []Lattice {
	slices.SortStableFunc(ls, func(a, b Lattice) int { return cmp.Compare(b.Box.Area(), a.Box.Area()) })
	var out []Lattice
	for _, l := range ls {
		if n := slices.IndexFunc(out, func(o Lattice) bool { return within(l.Box, o.Box) && !frames(o, l) }); n >= 0 {
			out[n].add(l)
			continue
		}
		out = append(out, l)
	}
	sortEdges(out)
	slices.SortStableFunc(out, func(a, b Lattice) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
	return out
}

// adoptVerticals gives vertical edges that meet nothing to the table that begins and ends at their
// heights: the sides of merged cells that run on over both page breaks.
func adoptVerticals(ls []Lattice) []Lattice {
	var out []Lattice
	adopted := make([]bool, len(ls))
	for i, v := range ls {
		if len(v.Horizontal) > 0 {
			continue
		}
		n := slices.IndexFunc(ls, func(l Lattice) bool { return len(l.Horizontal) > 1 && l.sameHeights(v, sameHeights) })
		if n >= 0 {
			ls[n].add(v)
			ls[n].Box, adopted[i] = grow(ls[n].Box, v.Box), true
		}
	}
	for i, l := range ls {
		if !adopted[i] {
			out = append(out, l)
		}
	}
	sortEdges(out)
	return out
}

// columnsOnly makes a lattice of vertical edges that begin and end at the same heights and meet no
// horizontal one, or none at their lower ends: a page in the middle of a table that rules its columns only, or a table without
// outer sides. The sides are those of the text between.
func columnsOnly(ls []Lattice, lines []text.Line) []Lattice {
	var out []Lattice
	for _, l := range ls {
		n := -1
		if l.hangsOpen() {
			n = slices.IndexFunc(out, func(o Lattice) bool {
				return o.hangsOpen() && min(len(o.Horizontal), len(l.Horizontal)) == 0 && (o.sameHeights(l, touchWithin) || o.endsWith(l))
			})
		}
		if n < 0 {
			out = append(out, l)
			continue
		}
		out[n].add(l)
		out[n].Box = grow(out[n].Box, l.Box)
	}
	sortEdges(out)
	for i := range out {
		if l := &out[i]; len(l.Vertical) >= fewestColumns && (len(l.Horizontal) == 0 || l.hangsOpen() && l.partsRows(lines)) {
			l.takeSides(lines)
		}
	}
	return out
}

// endsWith says whether two lattices of vertical edges end at one height: the sides of what a head spans begin below it.
func (l *Lattice) endsWith(o Lattice) bool {
	return math.Abs(l.Box.Y1-o.Box.Y1) <= touchWithin
}

// sameHeights says whether two lattices begin and end at the same heights.
func (l *Lattice) sameHeights(o Lattice, tolerance float64) bool {
	return math.Abs(l.Box.Y0-o.Box.Y0) <= tolerance && math.Abs(l.Box.Y1-o.Box.Y1) <= tolerance
}

// HangsInHead says whether vertical edges begin above the first horizontal one that runs through all columns, below others, and at
// no edge: the sides of what a head spans, of which nothing rules the height.
func (l *Lattice) HangsInHead() bool {
	top, head := l.Box.Y1, l.Box.Y1
	for _, v := range l.Vertical {
		top = math.Min(top, v.From)
	}
	for _, h := range l.Horizontal {
		if h.At > top+touchWithin && Covers([]Edge{h}, l.Box.X0, l.Box.X1) {
			head = math.Min(head, h.At)
		}
	}
	return slices.ContainsFunc(l.Vertical, func(v Edge) bool {
		hangs := v.From > top+sameHeights && v.From < head-touchWithin && v.To > head+touchWithin
		return hangs && !slices.ContainsFunc(l.Horizontal, func(h Edge) bool { return math.Abs(h.At-v.From) <= touchWithin && crosses(h, v) })
	})
}

// hangsOpen says whether vertical edges run on below the last horizontal one: rules under heads and above totals close no table.
func (l *Lattice) hangsOpen() bool {
	return !slices.ContainsFunc(l.Horizontal, func(h Edge) bool { return h.At > l.Box.Y1-sameHeights })
}

// partsRows says whether the outer vertical edges part texts of most lines at their height, which stand within them and beyond them: the columns at both
// sides have no edge of their own there.
func (l *Lattice) partsRows(lines []text.Line) bool {
	left, right, all := 0, 0, 0
	for i := range lines {
		if y := lines[i].Box.Center().Y; y < l.Box.Y0 || y > l.Box.Y1 {
			continue
		}
		all++
		ps := lines[i].Pieces
		within := slices.ContainsFunc(ps, func(p text.Piece) bool { return p.Box.X0 < l.Box.X1 && p.Box.X1 > l.Box.X0 })
		if within && ps[0].Box.X1 < l.Box.X0+touchWithin {
			left++
		}
		if within && ps[len(ps)-1].Box.X0 > l.Box.X1-touchWithin {
			right++
		}
	}
	return all > 1 && float64(max(left, right)) >= partedRows*float64(all)
}

// takeSides widens a lattice to the text at its height.
func (l *Lattice) takeSides(lines []text.Line) {
	n := 0
	for i := range lines {
		b := lines[i].Box
		if y := b.Center().Y; y < l.Box.Y0 || y > l.Box.Y1 {
			continue
		}
		n++
		l.Box.X0, l.Box.X1 = math.Min(l.Box.X0, b.X0), math.Max(l.Box.X1, b.X1)
	}
	l.Open = n > 1
}

// add adds the edges of another lattice behind those of this one; sortEdges then puts them in order.
func (l *Lattice) add(o Lattice) {
	l.Horizontal = append(l.Horizontal, o.Horizontal...)
	l.Vertical = append(l.Vertical, o.Vertical...)
	l.Joints = append(l.Joints, o.Joints...)
}

func sortEdges(ls []Lattice) {
	for i := range ls {
		slices.SortFunc(ls[i].Horizontal, byPosition)
		slices.SortFunc(ls[i].Vertical, byPosition)
	}
}

// within says whether a box lies in another, or leaves it by a little.
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
