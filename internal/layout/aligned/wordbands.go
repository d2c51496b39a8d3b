package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// wordBands groups the lines of a table of words into rows, where a divider parts its head from its body and blanks part the rows of that; nil where
// they do not.
func (a *alignment) wordBands() [][]int {
	body := a.belowHead()
	if body == 0 || slices.ContainsFunc(a.phrases[body:], text.IsBody) {
		return nil
	}
	columns, size := make([][]float64, len(a.cols)), 0.0
	for i := body; i < len(a.lines); i++ {
		size = max(size, a.lines[i].Size)
		for _, p := range a.phrases[i] {
			from, to := column.Covers(p, a.cols)
			if from != to {
				return nil
			}
			columns[from] = append(columns[from], a.lines[i].Base)
		}
	}
	starts := row.Blocks(columns, size)
	if starts == nil {
		return nil
	}
	leading, rowOf := usualLeading(a.lines), func(i int) int {
		n, _ := slices.BinarySearchFunc(starts, a.lines[i].Base+size/2, func(start, y float64) int {
			if start <= y {
				return -1
			}
			return 1
		})
		return n
	}
	return a.group(func(band []int, i int) bool {
		last := band[len(band)-1]
		if last >= body {
			return rowOf(last) == rowOf(i)
		}
		return i < body && a.goesOn(band, i, leading)
	})
}
