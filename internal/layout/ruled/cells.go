package ruled

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
)

// mostCells is how many places the grid of a table has at most.
const mostCells = 60000

// latticeGrid reads the grid off a lattice. Places between which no ruling stands are one cell.
func latticeGrid(l ruling.Lattice, number int) *grid.Grid {
	g := &grid.Grid{Page: number, Ruled: true, Open: l.Open, Xs: positions(l.Vertical, l.Box.X0, l.Box.X1), Ys: positions(l.Horizontal, l.Box.Y0, l.Box.Y1)}
	if len(l.Horizontal) == 0 && !l.Open || g.Rows() < 1 || g.Columns() < 1 || g.Rows()*g.Columns() > mostCells {
		return nil
	}
	g.Above, g.Below = ruling.Near(l.Horizontal, g.Ys[0]), ruling.Near(l.Horizontal, g.Ys[g.Rows()])
	g.Cells = mergePlaces(g, openSides(g, l))
	g.DropUnused()
	return g
}

// positions are where edges and the two ends stand, each further than ruling.Thinnest from the last.
func positions(es []ruling.Edge, first, last float64) []float64 {
	at := []float64{first}
	for _, e := range es {
		if e.At-at[len(at)-1] >= ruling.Thinnest {
			at = append(at, e.At)
		}
	}
	if last-at[len(at)-1] >= ruling.Thinnest || len(at) == 1 {
		return append(at, last)
	}
	at[len(at)-1] = last
	return at
}

// sides says of each place whether nothing parts it from its right and from its lower neighbour.
type sides struct{ right, below []bool }

// openSides looks along every side of every place for rulings.
func openSides(g *grid.Grid, l ruling.Lattice) sides {
	rows, cols := g.Rows(), g.Columns()
	s := sides{make([]bool, rows*cols), make([]bool, rows*cols)}
	for c := 0; c < cols-1; c++ {
		es := ruling.Near(l.Vertical, g.Xs[c+1])
		for r := 0; r < rows; r++ {
			s.right[r*cols+c] = !ruling.Covers(es, g.Ys[r], g.Ys[r+1])
		}
	}
	for r := 0; r < rows-1; r++ {
		es := ruling.Near(l.Horizontal, g.Ys[r+1])
		for c := 0; c < cols; c++ {
			s.below[r*cols+c] = !ruling.Covers(es, g.Xs[c], g.Xs[c+1])
		}
	}
	return s
}

// areas numbers the places so that those that nothing parts have the same number.
func (s sides) areas(cols int) []int {
	area := make([]int, len(s.right))
	for first, number := 0, 0; first < len(area); first++ {
		if area[first] > 0 {
			continue
		}
		number++
		area[first] = number
		for todo := []int{first}; len(todo) > 0; {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			reach := func(open bool, to int) {
				if open && area[to] == 0 {
					area[to] = number
					todo = append(todo, to)
				}
			}
			reach(s.right[i], i+1)
			reach(s.below[i], i+cols)
			reach(i > 0 && s.right[i-1], i-1)
			reach(i >= cols && s.below[i-cols], i-cols)
		}
	}
	return area
}

// mergePlaces makes cells of the places that nothing parts. What is not a rectangle is cut into
// rectangles along its rows.
func mergePlaces(g *grid.Grid, open sides) []layout.Cell {
	rows, cols := g.Rows(), g.Columns()
	areas := open.areas(cols)
	var cells []layout.Cell
	taken := make([]bool, rows*cols)
	for i := range taken {
		if taken[i] {
			continue
		}
		r, c := i/cols, i%cols
		rs, cs := extent(areas, taken, r, c, rows, cols)
		for y := r; y < r+rs; y++ {
			for x := c; x < c+cs; x++ {
				taken[y*cols+x] = true
			}
		}
		cells = append(cells, layout.Cell{Row: r + 1, Column: c + 1, RowSpan: rs, ColSpan: cs, Page: g.Page})
	}
	return cells
}

// extent is the size of the largest rectangle of one area that begins at row r, column c and takes
// the whole width first.
func extent(areas []int, taken []bool, r, c, rows, cols int) (rs, cs int) {
	same := func(y, x int) bool { return !taken[y*cols+x] && areas[y*cols+x] == areas[r*cols+c] }
	for c+cs < cols && same(r, c+cs) {
		cs++
	}
	for rs = 1; r+rs < rows; rs++ {
		for x := c; x < c+cs; x++ {
			if !same(r+rs, x) {
				return rs, cs
			}
		}
		if c > 0 && same(r+rs, c-1) || c+cs < cols && same(r+rs, c+cs) {
			return rs, cs
		}
	}
	return rs, cs
}
