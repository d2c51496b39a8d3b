package row

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
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
	if around != nil && r.without(isDataFigure, around) < r.without(isDataFigure, rows) && r.without(isNoFigure, around) <= r.without(isNoFigure, rows) {
		rows = around
	}
	return r.namedBelow(rows)
}

// namedBelow puts rows of amounts without a name together with the names right below them, which no figure stands beside: amounts that stand
// higher in a tall row than its name does. The names are clearly nearer to them than to the next row, and they than to the row before.
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
		d, others := gap(rows[n], rows[n+1]), math.Inf(1)
		if n > 0 {
			others = gap(rows[n-1], rows[n])
		}
		if n+2 < len(rows) {
			others = math.Min(others, gap(rows[n+1], rows[n+2]))
		}
		apart := !slices.ContainsFunc(rows[n+1], func(i int) bool { return !ApartAcross(r.Atoms[rows[n][0]], r.Atoms[i]) })
		if apart && !math.IsInf(others, 1) && clearlyMore*d < others && !r.apart(rows[n][len(rows[n])-1], rows[n+1][0]) {
			out[len(out)-1] = slices.Concat(rows[n], rows[n+1])
			n++
		}
	}
	return out
}
