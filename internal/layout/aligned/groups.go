package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Names in the middle of groups of rows.
const (
	fewestGroups = 3    // groups that one of the columns names
	fewestLarger = 2    // groups of several rows that each names
	offGroup     = 0.25 // of the distance of rows by which a name stands off the middle of its group
)

// A group is rows with figures, from one to another, that a cell names.
type group struct{ cell, from, to int }

// spanGroups lets names span the rows in whose middle they stand, where those of a column so part all rows below the head into groups: merged cells
// whose sides are not drawn. Each column of names does, or names each row. What stands between two rows of figures then is no row; where no name does,
// those on the first or the last rows of their groups may come to stand in the middle of others.
func spanGroups(g *grid.Grid, head int) {
	ys, figured, first := rowsOfFigures(g, head)
	var all [][]group
	most := 0
	for col := 1; col < first; col++ {
		all = append(all, groupsOf(g, head, col, figured, ys))
		most = max(most, len(all[col-1]))
		if len(all[col-1]) == 0 && namesSome(g, head, col, figured) {
			return
		}
	}
	if most < fewestGroups {
		return
	}
	groups := slices.Concat(all...)
	names := make(map[int]bool, len(groups))
	off, between := offGroup*leastPitch(ys), false
	for _, o := range groups {
		names[o.cell] = true
		between = between || isOff(&g.Cells[o.cell], ys, off)
	}
	if !between {
		return
	}
	for i, c := range g.Cells {
		if _, ok := slices.BinarySearch(figured, c.Row); c.Row > head && !ok && !names[i] {
			return // a row without figures
		}
	}
	for _, o := range groups {
		c := &g.Cells[o.cell]
		c.Row, c.RowSpan = head+1+o.from, o.to-o.from+1
	}
	lines := slices.Clone(g.Ys[:head+1])
	for i := range g.Cells {
		c := &g.Cells[i]
		if n, ok := slices.BinarySearch(figured, c.Row); ok && !names[i] {
			c.Row = head + 1 + n
		}
	}
	for n := 1; n < len(ys); n++ {
		lines = append(lines, (ys[n-1]+ys[n])/2)
	}
	g.Ys = append(lines, g.Ys[len(g.Ys)-1])
	slices.SortStableFunc(g.Cells, grid.ByPlace)
}

// isOff says whether a name stands so far off each row of figures.
func isOff(c *layout.Cell, ys []float64, far float64) bool {
	mid := text.BoxOf(c.Lines).Center().Y
	return !slices.ContainsFunc(ys, func(y float64) bool { return math.Abs(y-mid) <= far })
}

// leastPitch is the least distance of two rows.
func leastPitch(ys []float64) float64 {
	least := math.Inf(1)
	for n := 1; n < len(ys); n++ {
		least = math.Min(least, ys[n]-ys[n-1])
	}
	return least
}

// namesSome says whether a column names some of the rows with figures, and not all.
func namesSome(g *grid.Grid, head, col int, rows []int) bool {
	named, others := 0, 0
	for _, c := range g.Cells {
		if c.Row <= head || c.Column != col {
			continue
		}
		if _, ok := slices.BinarySearch(rows, c.Row); ok {
			named++
		} else {
			others++
		}
	}
	return others > 0 || named > 0 && named < len(rows)
}

// rowsOfFigures is the rows below the head that hold figures, the heights of these, and the first column that holds some.
func rowsOfFigures(g *grid.Grid, head int) (ys []float64, rows []int, first int) {
	first = g.Columns() + 1
	for _, c := range g.Cells {
		if c.Row <= head || !figure.Is(c.Text) {
			continue
		}
		first = min(first, c.Column)
		if n := len(rows); n == 0 || rows[n-1] != c.Row {
			rows, ys = append(rows, c.Row), append(ys, text.BoxOf(c.Lines).Center().Y)
		}
	}
	return ys, rows, first
}

// groupsOf is the groups of rows that the names of a column stand in the middle of; none if these are not all rows, or single ones.
func groupsOf(g *grid.Grid, head, col int, rows []int, ys []float64) []group {
	least := leastPitch(ys)
	var out []group
	next, larger := 0, 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row <= head || c.Column != col {
			continue
		}
		mid := text.BoxOf(c.Lines).Center().Y
		to := next
		for to < len(ys) && (ys[next]+ys[to])/2 < mid-offGroup*least {
			to++
		}
		if to == len(ys) || c.ColSpan > 1 || math.Abs((ys[next]+ys[to])/2-mid) > offGroup*least {
			return nil
		}
		if to > next {
			larger++
		}
		out, next = append(out, group{i, next, to}), to+1
	}
	if next < len(ys) || larger < fewestLarger {
		return nil
	}
	return out
}
