package ruling

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of cleaning rulings, in points.
const (
	snapWithin      = 2.6  // lines nearer than this are one line: doubled borders of spreadsheets stand up to 2.5 apart, the narrowest real columns (one digit of 5-point type) 4
	joinWithin      = 4.0  // gaps within a line that are closed: dashes, and cells drawn as boxes with a little air between
	shortest        = 4.0  // joined lines shorter than this are ticks, accents or specks
	dividerGap      = 20.0 // gaps in a divider that is set column by column
	shortestDivider = 60.0 // shorter dividers underline words
	Thinnest        = 3.4  // rows and columns narrower than this hold no text and come from lines drawn askew
)

// covered is the share of a side that must be ruled for the side to part two cells: broken lines leave gaps,
// stray strokes cover little.
const covered = 0.55

// An Edge is a clean ruling: at the y (horizontal) or x (vertical) At, from From to To.
type Edge struct{ At, From, To float64 }

// Length is the edge's extent.
func (e Edge) Length() float64 { return e.To - e.From }

// Edges holds the clean rulings of a page, each list sorted by At, then From.
type Edges struct{ Horizontal, Vertical []Edge }

// add adds a ruling.
func (e *Edges) add(r *page.Ruling) {
	if r.Horizontal() {
		e.Horizontal = append(e.Horizontal, Edge{(r.From.Y + r.To.Y) / 2, r.From.X, r.To.X})
	} else {
		e.Vertical = append(e.Vertical, Edge{(r.From.X + r.To.X) / 2, r.From.Y, r.To.Y})
	}
}

// snapped brings near edges to one position and joins them.
func (e Edges) snapped() Edges {
	return Edges{joinEdges(snap(e.Horizontal), joinWithin, shortest), joinEdges(snap(e.Vertical), joinWithin, shortest)}
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

// byPosition compares edges by where they stand, then by where they begin and end.
func byPosition(a, b Edge) int {
	return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
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

// Whole joins the stretches of dividers that stand at one height, as where they are set column by column; short
// ones, which underline words, are left out.
func Whole(es []Edge) []Edge {
	return joinEdges(es, dividerGap, shortestDivider)
}

// Near is the edges that stand at a line of a grid, of edges sorted by position.
func Near(es []Edge, at float64) []Edge {
	lo, _ := slices.BinarySearchFunc(es, at-Thinnest, func(e Edge, x float64) int { return cmp.Compare(e.At, x) })
	hi := lo
	for hi < len(es) && es[hi].At < at+Thinnest {
		hi++
	}
	return es[lo:hi]
}

// Covers says whether edges cover enough of the stretch from lo to hi.
func Covers(es []Edge, lo, hi float64) bool {
	sum := 0.0
	for _, e := range es {
		sum += max(0, min(e.To, hi)-max(e.From, lo))
	}
	return sum >= covered*(hi-lo)
}
