package ruled

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// wordCuts is the heights at which a row of cells that hold words is to be cut, because blanks through all of them part rows: columns are ruled, and
// rows are not. The cells are those of the row; none spans others.
func (f *filling) wordCuts(cells []int) []float64 {
	var columns [][]float64
	var lines []text.Line
	for _, i := range cells {
		ls := f.linesOf(i)
		if len(ls) == 0 {
			continue
		}
		if f.Cells[i].ColSpan > 1 {
			return nil
		}
		columns, lines = append(columns, bases(ls)), append(lines, ls...)
	}
	if len(columns) < 2 {
		return nil
	}
	slices.SortStableFunc(lines, func(a, b text.Line) int { return cmp.Compare(a.Base, b.Base) })
	starts := row.Blocks(columns, lines[0].Size)
	var at []float64
	for k := 1; k < len(starts); k++ {
		n := slices.IndexFunc(lines, func(l text.Line) bool { return l.Base >= starts[k]-sameLevel*l.Size })
		at = append(at, (lines[n-1].Base+lines[n].Base)/2-aboveMiddle*lines[n].Size)
	}
	return at
}
