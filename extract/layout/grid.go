package layout

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of reading a grid off a lattice.
const (
	covered   = 0.55 // share of a side that must be ruled for the side to part two cells: broken lines leave gaps, stray strokes cover little
	thinnest  = 3.4  // points; rows and columns narrower than this hold no text and come from lines drawn askew
	mostCells = 60000
)

// A grid is one table, or the piece of one on a page, before its head is known: column lines,
// row lines and the cells between them.
type grid struct {
	page   int
	xs     []float64 // column lines, left to right
	ys     []float64 // row lines, top to bottom
	cells  []Cell    // by row, then by column; rows and columns count from 1
	weak   bool      // it holds too little to be taken for a table by itself
	text   []piece   // what stands on it, kept if it is weak
	open   bool      // its left and right sides are those of its text
	ruled  bool      // its cells are parted by rulings, not by blanks alone
	shade  []bool    // by row: whether it lies on a fill
	above  []Edge    // the rulings along its top; a merged cell that a page break cuts has none there
	below  []Edge    // the rulings along its bottom
	held   [][]piece // by cell: the text put into it, while the grid is being filled
	unseen []piece   // what is hidden on its page
	wraps  []wrap    // by cell: whether its lines are one figure, while the grid is being filled
}

func (g *grid) rows() int    { return len(g.ys) - 1 }
func (g *grid) columns() int { return len(g.xs) - 1 }

func (g *grid) box() page.Box {
	return page.Box{X0: g.xs[0], Y0: g.ys[0], X1: g.xs[len(g.xs)-1], Y1: g.ys[len(g.ys)-1]}
}

// area is the box of the places row to row+rs, col to col+cs, which count from 1.
func (g *grid) area(row, col, rs, cs int) page.Box {
	return page.Box{X0: g.xs[col-1], Y0: g.ys[row-1], X1: g.xs[col-1+cs], Y1: g.ys[row-1+rs]}
}

// latticeGrid reads the grid off a lattice. Places between which no ruling stands are one cell.
func latticeGrid(l lattice, number int) *grid {
	g := &grid{page: number, ruled: true, open: l.open, xs: positions(l.vertical, l.box.X0, l.box.X1), ys: positions(l.horizontal, l.box.Y0, l.box.Y1)}
	if len(l.horizontal) == 0 && !l.open || g.rows() < 1 || g.columns() < 1 || g.rows()*g.columns() > mostCells {
		return nil
	}
	g.above, g.below = near(l.horizontal, g.ys[0]), near(l.horizontal, g.ys[g.rows()])
	g.cells = mergePlaces(g, openSides(g, l))
	g.dropUnused()
	return g
}

// positions are the places of edges and the two ends, each further than thinnest from the last.
func positions(es []Edge, first, last float64) []float64 {
	at := []float64{first}
	for _, e := range es {
		if e.At-at[len(at)-1] >= thinnest {
			at = append(at, e.At)
		}
	}
	if last-at[len(at)-1] >= thinnest || len(at) == 1 {
		return append(at, last)
	}
	at[len(at)-1] = last
	return at
}

// sides says of each place whether nothing parts it from its right and from its lower neighbour.
type sides struct{ right, below []bool }

// openSides looks along every side of every place for rulings.
func openSides(g *grid, l lattice) sides {
	rows, cols := g.rows(), g.columns()
	s := sides{make([]bool, rows*cols), make([]bool, rows*cols)}
	for c := 0; c < cols-1; c++ {
		es := near(l.vertical, g.xs[c+1])
		for r := 0; r < rows; r++ {
			s.right[r*cols+c] = !isRuled(es, g.ys[r], g.ys[r+1])
		}
	}
	for r := 0; r < rows-1; r++ {
		es := near(l.horizontal, g.ys[r+1])
		for c := 0; c < cols; c++ {
			s.below[r*cols+c] = !isRuled(es, g.xs[c], g.xs[c+1])
		}
	}
	return s
}

// openAbove says whether nothing is ruled along the top of a cell of the first row.
func (g *grid) openAbove(c *Cell) bool {
	return g.ruled && c.Row == 1 && !isRuled(g.above, g.xs[c.Column-1], g.xs[c.Column-1+c.ColSpan])
}

// openBelow says whether nothing is ruled along the bottom of a cell of the last row.
func (g *grid) openBelow(c *Cell) bool {
	return g.ruled && c.Row+c.RowSpan-1 == g.rows() && !isRuled(g.below, g.xs[c.Column-1], g.xs[c.Column-1+c.ColSpan])
}

// near is the edges that stand at a grid line.
func near(es []Edge, at float64) []Edge {
	lo, _ := slices.BinarySearchFunc(es, at-thinnest, func(e Edge, x float64) int { return cmp.Compare(e.At, x) })
	hi := lo
	for hi < len(es) && es[hi].At < at+thinnest {
		hi++
	}
	return es[lo:hi]
}

// isRuled says whether edges cover enough of the stretch from lo to hi.
func isRuled(es []Edge, lo, hi float64) bool {
	sum := 0.0
	for _, e := range es {
		if part := min(e.To, hi) - max(e.From, lo); part > 0 {
			sum += part
		}
	}
	return sum >= covered*(hi-lo)
}

// mergePlaces makes cells of the places that nothing parts. What is not a rectangle is cut into
// rectangles along its rows.
func mergePlaces(g *grid, open sides) []Cell {
	rows, cols := g.rows(), g.columns()
	sets := newSets(rows * cols)
	for i := range open.right {
		if open.right[i] {
			sets.join(i, i+1)
		}
		if open.below[i] {
			sets.join(i, i+cols)
		}
	}
	var cells []Cell
	taken := make([]bool, rows*cols)
	for i := range taken {
		if taken[i] {
			continue
		}
		r, c := i/cols, i%cols
		rs, cs := extent(sets, taken, r, c, rows, cols)
		for y := r; y < r+rs; y++ {
			for x := c; x < c+cs; x++ {
				taken[y*cols+x] = true
			}
		}
		cells = append(cells, Cell{Row: r + 1, Column: c + 1, RowSpan: rs, ColSpan: cs, Page: g.page})
	}
	return cells
}

// extent is the size of the largest rectangle of one set that begins at row r, column c and takes
// the whole width first.
func extent(sets *sets, taken []bool, r, c, rows, cols int) (rs, cs int) {
	root := sets.find(r*cols + c)
	same := func(y, x int) bool { return !taken[y*cols+x] && sets.find(y*cols+x) == root }
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

// dropUnused removes row and column lines at which no cell begins.
func (g *grid) dropUnused() {
	rowStart, colStart := make([]bool, g.rows()+1), make([]bool, g.columns()+1)
	for _, c := range g.cells {
		rowStart[c.Row-1], colStart[c.Column-1] = true, true
	}
	rowOf, ys := renumber(rowStart, g.ys)
	colOf, xs := renumber(colStart, g.xs)
	for i := range g.cells {
		c := &g.cells[i]
		r1, c1 := rowOf[c.Row-1+c.RowSpan], colOf[c.Column-1+c.ColSpan]
		c.Row, c.Column = rowOf[c.Row-1]+1, colOf[c.Column-1]+1
		c.RowSpan, c.ColSpan = r1-c.Row+1, c1-c.Column+1
	}
	g.xs, g.ys = xs, ys
	g.setBoxes()
}

// byPlace compares cells by row, then by column.
func byPlace(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
}

// renumber gives the new index of each line when those that start nothing are left out; the last
// line stays.
func renumber(start []bool, at []float64) ([]int, []float64) {
	index := make([]int, len(at))
	var kept []float64
	for i := range at {
		if i == len(at)-1 || start[i] {
			index[i] = len(kept)
			kept = append(kept, at[i])
			continue
		}
		index[i] = len(kept)
	}
	return index, kept
}
