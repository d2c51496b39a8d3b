package ruled

import (
	"math"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of putting text into ruled cells.
const (
	rightPad   = 4.0  // points; a figure that ends this near to its cell's right side is set flush right
	centreOff  = 2.0  // points; a text whose middle is this near to its cell's is centred
	clipInside = 0.90 // share of a clip that must lie in one cell for the clip to tell the cell
)

// A filling is a grid while text is put into it.
type filling struct {
	*grid.Grid
	held   [][]text.Piece // by cell: the text put into it
	hidden []text.Piece   // what is hidden on its page
	wraps  []figure.Wrap  // by cell: whether its lines are one figure
}

// holds says whether a piece stands on the grid: its middle height does, and its start or its
// middle.
func (g *filling) holds(p text.Piece) bool {
	b, mid := g.Box(), p.Box.Center()
	if mid.Y < b.Y0 || mid.Y > b.Y1 {
		return false
	}
	at := p.Box.X0 + text.Overhang*p.Size
	return b.X0 <= mid.X && mid.X <= b.X1 || b.X0 <= at && at <= b.X1
}

// put puts one piece into a cell, or its ends into several.
func (g *filling) put(p text.Piece, m grid.Places) {
	if n := g.clipCell(p, m); n >= 0 {
		g.held[n] = append(g.held[n], p)
		return
	}
	row := grid.Band(g.Ys, p.Box.Center().Y) + 1
	for {
		n := g.crossed(p, row, m)
		if len(n) == 1 {
			g.held[n[0]] = append(g.held[n[0]], p)
			return
		}
		head, tail, ok := p.SplitAt(g.Cells[n[0]].Box.X1)
		if !ok {
			n := g.owner(p, n)
			g.held[n] = append(g.held[n], p)
			return
		}
		g.held[n[0]] = append(g.held[n[0]], head)
		p = tail
	}
}

// clipCell is the cell within which the clip of a piece lies, or -1.
func (g *filling) clipCell(p text.Piece, m grid.Places) int {
	clip := p.Run.Clip
	if clip.Empty() || clip.Intersect(p.Box).Empty() || !g.Box().Contains(clip.Center()) {
		return -1
	}
	mid := clip.Center()
	n := m.Index(grid.Band(g.Ys, mid.Y)+1, grid.Band(g.Xs, mid.X)+1)
	if n >= 0 && g.Cells[n].Box.Intersect(clip).Area() >= clipInside*clip.Area() {
		return n
	}
	return -1
}

// crossed is the cells that a piece lies on in a row of places, left to right; at least one.
func (g *filling) crossed(p text.Piece, row int, m grid.Places) []int {
	from := grid.Band(g.Xs, p.Box.X0+min(text.Overhang*p.Size, p.Box.Width()/2))
	to := grid.Band(g.Xs, p.Box.X1-min(text.Overhang*p.Size, p.Box.Width()/2))
	var ns []int
	for c := from; c <= to; c++ {
		n := m.Index(row, c+1)
		if n >= 0 && (len(ns) == 0 || ns[len(ns)-1] != n) {
			ns = append(ns, n)
		}
	}
	return ns
}

// owner is the cell, of those that a piece lies across, that the piece belongs to: the one it is
// centred in, the one a figure is flush right in, else the one in which it starts.
func (g *filling) owner(p text.Piece, ns []int) int {
	mid := p.Box.Center()
	for _, n := range ns[1:] {
		b := g.Cells[n].Box
		if math.Abs(b.Center().X-mid.X) < centreOff && math.Abs(p.Box.X0-g.Cells[ns[0]].Box.X0) > rightPad {
			return n
		}
	}
	last := ns[len(ns)-1]
	if d := g.Cells[last].Box.X1 - p.Box.X1; figure.Is(p.Text) && -rightPad < d && d < rightPad {
		return last
	}
	return ns[0]
}
