package ruled

import (
	"math"

	"github.com/mingxi/mingxi/extract/page"
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
	held    [][]text.Piece            // by cell: the text put into it
	lines   [][]text.Line             // by cell: that text as lines, once they were asked for
	phrases [][][]text.Phrase         // by cell: the phrases of its lines, once they were asked for
	wraps   []figure.Wrap             // by cell: whether its lines are one figure
	hidden  map[page.Box][]text.Piece // by clip: what it hides on the page
}

func newFilling(g *grid.Grid, hidden []text.Piece) *filling {
	f := &filling{Grid: g, hidden: make(map[page.Box][]text.Piece)}
	for _, p := range hidden {
		f.hidden[p.Run.Clip] = append(f.hidden[p.Run.Clip], p)
	}
	return f
}

// empty forgets what the cells hold.
func (f *filling) empty() {
	n := len(f.Cells)
	f.held, f.lines, f.phrases, f.wraps = make([][]text.Piece, n), make([][]text.Line, n), make([][][]text.Phrase, n), make([]figure.Wrap, n)
}

// linesOf is the text of a cell as lines.
func (f *filling) linesOf(cell int) []text.Line {
	if f.lines[cell] == nil {
		f.lines[cell] = text.Lines(f.held[cell])
	}
	return f.lines[cell]
}

// phrasesOf is the text of a cell as the phrases of its lines.
func (f *filling) phrasesOf(cell int) [][]text.Phrase {
	if f.phrases[cell] == nil {
		lines := f.linesOf(cell)
		f.phrases[cell] = make([][]text.Phrase, len(lines))
		for i := range lines {
			f.phrases[cell][i] = text.Phrases(&lines[i])
		}
	}
	return f.phrases[cell]
}

// holds says whether a piece stands on the grid: its middle height does, and its start or its
// middle.
func (f *filling) holds(p text.Piece) bool {
	b, mid := f.Box(), p.Box.Center()
	if mid.Y < b.Y0 || mid.Y > b.Y1 {
		return false
	}
	start := p.Box.X0 + text.Overhang*p.Size
	return b.X0 <= mid.X && mid.X <= b.X1 || b.X0 <= start && start <= b.X1
}

// put puts a piece into a cell, or its ends into several.
func (f *filling) put(p text.Piece, at grid.Places) {
	add := func(cell int, p text.Piece) { f.held[cell] = append(f.held[cell], p) }
	if cell := f.clipCell(p, at); cell >= 0 {
		add(cell, p)
		return
	}
	for {
		cells := f.crossed(p, at)
		if len(cells) == 1 {
			add(cells[0], p)
			return
		}
		head, tail, ok := p.SplitAt(f.Cells[cells[0]].Box.X1)
		if !ok {
			add(f.owner(p, cells), p)
			return
		}
		add(cells[0], head)
		p = tail
	}
}

// clipCell is the cell within which the clip of a piece lies, or -1.
func (f *filling) clipCell(p text.Piece, at grid.Places) int {
	clip := p.Run.Clip
	if clip.Empty() || clip.Intersect(p.Box).Empty() || !f.Box().Contains(clip.Center()) {
		return -1
	}
	mid := clip.Center()
	cell := at.Index(grid.Band(f.Ys, mid.Y), grid.Band(f.Xs, mid.X))
	if cell >= 0 && f.Cells[cell].Box.Intersect(clip).Area() >= clipInside*clip.Area() {
		return cell
	}
	return -1
}

// crossed is the cells that a piece lies on, left to right; at least one.
func (f *filling) crossed(p text.Piece, at grid.Places) []int {
	row, inset := grid.Band(f.Ys, p.Box.Center().Y), min(text.Overhang*p.Size, p.Box.Width()/2)
	var cells []int
	for col := grid.Band(f.Xs, p.Box.X0+inset); col <= grid.Band(f.Xs, p.Box.X1-inset); col++ {
		n := at.Index(row, col)
		if n >= 0 && (len(cells) == 0 || cells[len(cells)-1] != n) {
			cells = append(cells, n)
		}
	}
	return cells
}

// owner is the cell, of those that a piece lies across, that the piece belongs to: the one it is
// centred in, the one a figure is flush right in, else the one in which it starts.
func (f *filling) owner(p text.Piece, cells []int) int {
	for _, n := range cells[1:] {
		if math.Abs(f.Cells[n].Box.Center().X-p.Box.Center().X) < centreOff && math.Abs(p.Box.X0-f.Cells[cells[0]].Box.X0) > rightPad {
			return n
		}
	}
	last := cells[len(cells)-1]
	if d := f.Cells[last].Box.X1 - p.Box.X1; figure.Is(p.Text) && -rightPad < d && d < rightPad {
		return last
	}
	return cells[0]
}

// returnOverruns puts the ends of names that run over their cells, into the cell of an amount, back to the names.
func (f *filling) returnOverruns(at grid.Places) {
	for i := range f.held {
		c := &f.Cells[i]
		left := -1
		if c.Column > 1 && c.RowSpan == 1 {
			left = at.Index(c.Row, c.Column-1)
		}
		if left < 0 || len(f.held[i]) == 0 || len(f.held[left]) == 0 {
			continue
		}
		label := f.held[left][len(f.held[left])-1]
		if words, amounts, ok := overrun(f.held[i], label, c.Box.X0); ok {
			f.held[i], f.held[left] = amounts, append(f.held[left], words)
		}
	}
}

// overrun parts the end of a name, label, which runs over the side of its cell at x, from the one amount of the
// cell in which it stands.
func overrun(held []text.Piece, label text.Piece, x float64) (words text.Piece, amounts []text.Piece, ok bool) {
	switch {
	case len(held) == 1 && held[0].Overruns(label, x):
		words, amount, ok := held[0].SplitAmount()
		return words, []text.Piece{amount}, ok
	case len(held) == 2 && held[0].Overruns(label, x) && held[0].BeforeAmount(held[1]):
		return held[0], held[1:], true
	case len(held) == 2 && held[1].Overruns(label, x) && held[1].BeforeAmount(held[0]):
		return held[1], held[:1], true
	}
	return words, held, false
}
