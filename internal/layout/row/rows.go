package row

// Rows groups the lines from first on into rows, by what stands one above the other: lines of a text that wraps stand
// nearer to each other than rows do, and what stands beside any part of it is in its row. Where that puts a figure above
// another in one row, each of its lines is a row. Where rows stand as near as lines, no distance tells them: if all texts stand in the middle of their
// rows, they tell them before; if most do, they do where rows by distance are left without figures.
func (r *Text) Rows(head, first int) [][]int {
	around, whole := r.middleRows(first)
	if whole {
		return around
	}
	rows := r.byDistance(head, first)
	if around != nil && r.without(isDataFigure, around) < r.without(isDataFigure, rows) && r.without(isNoFigure, around) <= r.without(isNoFigure, rows) {
		return around
	}
	return rows
}
