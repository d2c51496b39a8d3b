package row

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Rows groups the lines from first on into rows, by what stands one above the other: lines of a text that wraps stand
// nearer to each other than rows do, and what stands beside any part of it is in its row. Where that puts a figure above
// another in one row, each of its lines is a row. Where rows stand as near as lines, no distance tells them: if all texts stand in the middle of their
// rows, they tell them before; if most do, they do where rows by distance are left without figures.
func (r *Text) Rows(head, first int) [][]int {
	around, whole := r.middleRows(first)
	if whole {
		return r.namedBelow(around)
	}
	rows := r.byDistance(head, first)
	for _, other := range [][][]int{around, r.edgeRows(first, true), r.edgeRows(first, false)} {
		if other != nil && r.without(isDataFigure, other) < r.without(isDataFigure, rows) && r.without(isNoFigure, other) <= r.without(isNoFigure, rows) {
			rows = other
		}
	}
	return r.namedBelow(rows)
}

// namedBelow puts rows of amounts without a name together with the names right below them, which no figure stands beside: amounts that stand
// higher in a tall row than its name does. A row is as tall as its text, so that a name less than a line below them is of no row of its own, as a
// heading below a sum without a name is; and in the middle of a row that is so tall, it stands a line further from the next row than from them.
// What a number begins may be the heading of a group all the same.
func (r *Text) namedBelow(rows [][]int) [][]int {
	holds := func(row []int, kind func(text.Phrase) bool) bool {
		return slices.ContainsFunc(row, func(i int) bool { return slices.ContainsFunc(r.Atoms[i], kind) })
	}
	gap := func(above, below []int) float64 { return r.Lines[below[0]].Base - r.Lines[above[len(above)-1]].Base }
	out := make([][]int, 0, len(rows))
	for n := 0; n < len(rows); n++ {
		out = append(out, rows[n])
		if n+1 == len(rows) || holds(rows[n], mayName) || !holds(rows[n], isAmount) || holds(rows[n+1], isAmount) {
			continue
		}
		d, others, size := gap(rows[n], rows[n+1]), math.Inf(1), r.Lines[rows[n+1][0]].Size
		if n > 0 {
			others = gap(rows[n-1], rows[n])
		}
		if n+2 < len(rows) {
			others = math.Min(others, gap(rows[n+1], rows[n+2]))
		}
		apart := !slices.ContainsFunc(rows[n+1], func(i int) bool { return !ApartAcross(r.Atoms[rows[n][0]], r.Atoms[i]) }) && !holds(rows[n+1], isNumbered)
		if apart && !math.IsInf(others, 1) && d < wholeLine*size && d+wholeLine*size <= others && !r.apart(rows[n][len(rows[n])-1], rows[n+1][0]) {
			out[len(out)-1] = slices.Concat(rows[n], rows[n+1])
			n++
		}
	}
	return out
}

func isNumbered(p text.Phrase) bool { return words.Numbered(p.Text).Style != words.Unnumbered }
