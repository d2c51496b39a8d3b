package column

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of columns that stand as near as words.
const (
	wideBlank = 0.85 // font sizes of blank on one line that part two columns without more evidence
	fewest    = 3    // lines that fill both of two near columns
	sameEdge  = 1.2  // points by which texts set to one edge of a column stand off it
	edgeShare = 0.8  // share of the lines whose texts stand at that edge
	touching  = 1.0  // points by which texts of neighbouring columns may overlap: glyph boxes are wider than their ink
)

// Near is the columns of rows of atoms below the leaves of a head: the stretches that they stand on. Neighbours are
// apart if some row fills both and what stands in them shows it (a wide blank, a figure, an edge that texts are set
// to, a head for each), if each has a head of its own, or if figures that end at one edge are all that each holds. Heads over several columns part nothing.
func Near(rows [][]text.Phrase, leaves []text.Phrase) []Span {
	spans := columnText(rows, rows)
	for i := range spans {
		spans[i] = spans[i].shrunk()
	}
	spans = Unite(spans)
	if len(spans) == 0 {
		return nil
	}
	for _, l := range leaves {
		n, at := 0, -1
		for k, c := range spans {
			if touches(l, c) {
				n, at = n+1, k
			}
		}
		switch n {
		case 0:
			if i := between(l, spans, rows, leaves); i > 0 {
				spans[i-1].X1 = spans[i].X1
				spans = slices.Delete(spans, i, i+1)
				continue
			}
			spans = Unite(append(spans, Span{l.Box.X0, l.Box.X1}.shrunk()))
		case 1:
			spans[at] = Span{math.Min(spans[at].X0, l.Box.X0), math.Max(spans[at].X1, l.Box.X1)}
			spans = Unite(spans)
		}
	}
	return mergeLonely(spans, func(a, b Span) bool { return shownApart(a, b, rows, leaves) })
}

// between is the index of the right one of two stretches in the middle of which a head stands, if they are one column: neither
// has a head of its own, and no row fills both. Counts stand at the left of such a column and amounts at its right.
func between(head text.Phrase, spans []Span, rows [][]text.Phrase, leaves []text.Phrase) int {
	i := slices.IndexFunc(spans, func(s Span) bool { return s.X0 > head.Box.Center().X })
	if i < 1 || len(head.Pieces) == 0 {
		return 0
	}
	a, b := spans[i-1], spans[i]
	headed := func(s Span) bool {
		return slices.ContainsFunc(leaves, func(l text.Phrase) bool { return touches(l, s) })
	}
	fills := func(row []text.Phrase, s Span) bool {
		return slices.ContainsFunc(row, func(p text.Phrase) bool { return touches(p, s) })
	}
	both := slices.ContainsFunc(rows, func(row []text.Phrase) bool { return fills(row, a) && fills(row, b) })
	if headed(a) || headed(b) || both || math.Abs((a.X0+b.X1)/2-head.Box.Center().X) > head.Pieces[0].Size {
		return 0
	}
	return i
}

// shrunk is a stretch without its ends: a name may begin right where an amount ends.
func (s Span) shrunk() Span { return Span{s.X0 + leastValley, s.X1 - leastValley} }

// shownApart says whether two neighbouring stretches are two columns.
func shownApart(a, b Span, rows [][]text.Phrase, leaves []text.Phrase) bool {
	var left, right []text.Phrase
	for _, l := range rows {
		i := slices.IndexFunc(l, func(p text.Phrase) bool { return touches(p, b) })
		if i > 0 && touches(l[i-1], a) && !touches(l[i-1], b) && !touches(l[i], a) {
			left, right = append(left, l[i-1]), append(right, l[i])
		}
	}
	inA := slices.ContainsFunc(leaves, func(p text.Phrase) bool { return touches(p, a) && !touches(p, b) })
	inB := slices.ContainsFunc(leaves, func(p text.Phrase) bool { return touches(p, b) && !touches(p, a) })
	over := slices.ContainsFunc(leaves, func(p text.Phrase) bool { return touches(p, a) && touches(p, b) })
	switch {
	case inA && inB:
		return true
	case len(left) == 0:
		return holdsAmounts(a, rows) && holdsAmounts(b, rows)
	}
	for i := range left {
		gap := right[i].Box.X0 - left[i].Box.X1
		if gap > wideBlank*left[i].Pieces[0].Size || text.Parted(left[i], right[i]) {
			return true
		}
	}
	if over || len(left) < fewest {
		return false
	}
	return setTo(left, func(p text.Phrase) float64 { return p.Box.X1 }) || setTo(right, func(p text.Phrase) float64 { return p.Box.X0 })
}

// holdsAmounts says whether figures that are set to one edge are all that stands in a column, and not signs for missing ones alone: these may be
// set at the other edge of a column than its figures.
func holdsAmounts(s Span, rows [][]text.Phrase) bool {
	var in []text.Phrase
	for _, l := range rows {
		for _, p := range l {
			if touches(p, s) {
				in = append(in, p)
			}
		}
	}
	words := slices.ContainsFunc(in, func(p text.Phrase) bool { return !p.Figure })
	signs := !slices.ContainsFunc(in, func(p text.Phrase) bool { return p.Figure && !figure.IsDash(p.Text) && !figure.IsMissing(p.Text) })
	return !words && !signs && len(in) >= fewest && setTo(in, func(p text.Phrase) float64 { return p.Box.X1 })
}

// setTo says whether nearly all of some texts have one edge.
func setTo(ps []text.Phrase, edge func(text.Phrase) float64) bool {
	var xs []float64
	for _, p := range ps {
		xs = append(xs, edge(p))
	}
	slices.Sort(xs)
	mid, n := xs[len(xs)/2], 0
	for _, x := range xs {
		if math.Abs(x-mid) <= sameEdge {
			n++
		}
	}
	return float64(n) >= edgeShare*float64(len(xs))
}
