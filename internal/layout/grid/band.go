package grid

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// withinColumn is by how many points a text may leave the column it belongs to.
const withinColumn = 3.0

// Band is the row or column, counting from 1, between sorted lines in which v lies; the outermost take what
// lies beyond.
func Band(lines []float64, v float64) int {
	n, _ := slices.BinarySearch(lines, v)
	return min(max(n, 1), len(lines)-1)
}

// ColumnsUnder is the first and the last of the columns between some lines, counting from 1, that a
// text stands in.
func ColumnsUnder(xs []float64, b page.Box) (from, to int) {
	inset := min(withinColumn, b.Width()/2)
	return Band(xs, b.X0+inset), Band(xs, b.X1-inset)
}
