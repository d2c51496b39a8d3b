package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of putting text into ruled cells, in parts of the font size unless said otherwise.
const (
	overhang   = 0.35 // of a piece's end that may stand beyond a ruling without the piece crossing it: glyph boxes are wider than their ink
	splitGap   = 0.15 // blank at a ruling that makes two texts of one run: figures set tight to the ruling leave 0.2
	straddle   = 0.30 // of a glyph's width on each side of a ruling, from which the glyph lies across it
	rightPad   = 4.0  // points; a figure that ends this near to its cell's right side is set flush right
	centreOff  = 2.0  // points; a text whose middle is this near to its cell's is centred
	clipInside = 0.90 // share of a clip that must lie in one cell for the clip to tell the cell
)

// fill puts the pieces that stand on a grid into its cells and gives back the others. Where the
// text shows rows or columns that are not ruled, the grid is cut accordingly.
func fill(g *grid, ps []piece) (rest []piece) {
	var on []piece
	for _, p := range ps {
		if g.holds(p) {
			on = append(on, p)
		} else {
			rest = append(rest, p)
		}
	}
	g.fillWith(on)
	for n := 0; n < refinements && g.refine(); n++ {
		g.fillWith(on)
	}
	g.held, g.wraps, g.text = nil, nil, on
	return rest
}

// fillWith puts pieces into the cells.
func (g *grid) fillWith(ps []piece) {
	g.held = make([][]piece, len(g.cells))
	index := g.places()
	for _, p := range ps {
		g.place(p, index, g.held)
	}
	for i := range g.cells {
		setText(&g.cells[i], g.held[i])
	}
	g.mendFigures()
}

// places gives for each place, row by row, the cell that covers it.
func (g *grid) places() []int {
	index := make([]int, g.rows()*g.columns())
	for i := range index {
		index[i] = -1
	}
	for n, c := range g.cells {
		for r := c.Row - 1; r < c.Row-1+c.RowSpan; r++ {
			for k := c.Column - 1; k < c.Column-1+c.ColSpan; k++ {
				index[r*g.columns()+k] = n
			}
		}
	}
	return index
}

// holds says whether a piece stands on the grid: its middle height does, and its start or its
// middle.
func (g *grid) holds(p piece) bool {
	b, mid := g.box(), p.box.Center()
	if mid.Y < b.Y0 || mid.Y > b.Y1 {
		return false
	}
	at := p.box.X0 + overhang*p.size
	return b.X0 <= mid.X && mid.X <= b.X1 || b.X0 <= at && at <= b.X1
}

// place puts one piece into a cell, or its parts into several.
func (g *grid) place(p piece, index []int, held [][]piece) {
	if n := g.clipCell(p, index); n >= 0 {
		held[n] = append(held[n], p)
		return
	}
	row := band(g.ys, p.box.Center().Y)
	for {
		n := g.crossed(p, row, index)
		if len(n) == 1 {
			held[n[0]] = append(held[n[0]], p)
			return
		}
		head, tail, ok := splitAt(p, g.cells[n[0]].Box.X1)
		if !ok {
			n := g.owner(p, n)
			held[n] = append(held[n], p)
			return
		}
		held[n[0]] = append(held[n[0]], head)
		p = tail
	}
}

// clipCell is the cell within which the clip of a piece lies, or -1.
func (g *grid) clipCell(p piece, index []int) int {
	clip := p.run.Clip
	if clip.Empty() || clip.Intersect(p.box).Empty() || !g.box().Contains(clip.Center()) {
		return -1
	}
	mid := clip.Center()
	n := index[band(g.ys, mid.Y)*g.columns()+band(g.xs, mid.X)]
	if n >= 0 && g.cells[n].Box.Intersect(clip).Area() >= clipInside*clip.Area() {
		return n
	}
	return -1
}

// band is the index of the interval between sorted lines in which v lies; the outermost take what
// lies beyond.
func band(lines []float64, v float64) int {
	n, _ := slices.BinarySearch(lines, v)
	return min(max(n-1, 0), len(lines)-2)
}

// crossed is the cells that a piece lies on in a row of places, left to right; at least one.
func (g *grid) crossed(p piece, row int, index []int) []int {
	from := band(g.xs, p.box.X0+min(overhang*p.size, p.box.Width()/2))
	to := band(g.xs, p.box.X1-min(overhang*p.size, p.box.Width()/2))
	var ns []int
	for c := from; c <= to; c++ {
		n := index[row*g.columns()+c]
		if n >= 0 && (len(ns) == 0 || ns[len(ns)-1] != n) {
			ns = append(ns, n)
		}
	}
	return ns
}

// owner is the cell, of those that a piece lies across, that the piece belongs to: the one it is
// centred in, the one a figure is flush right in, else the one in which it starts.
func (g *grid) owner(p piece, ns []int) int {
	mid := p.box.Center()
	for _, n := range ns[1:] {
		b := g.cells[n].Box
		if math.Abs(b.Center().X-mid.X) < centreOff && math.Abs(p.box.X0-g.cells[ns[0]].Box.X0) > rightPad {
			return n
		}
	}
	last := ns[len(ns)-1]
	if d := g.cells[last].Box.X1 - p.box.X1; isFigure(p.text) && -rightPad < d && d < rightPad {
		return last
	}
	return ns[0]
}

// splitAt cuts a piece at a ruling that runs through a blank in it, or between a figure and words.
func splitAt(p piece, x float64) (head, tail piece, ok bool) {
	left, right := -1, -1
	for g := range p.glyphs {
		gl := &p.glyphs[g]
		if blank(gl.Text) {
			continue
		}
		if (gl.Box.X0+inkEnd(gl, p.size))/2 < x {
			left = g
		} else if right < 0 {
			right = g
		}
	}
	if left < 0 || right < 0 || left > right || !parted(p, left, right, x) {
		return p, p, false
	}
	return p.cut(p.glyphs[:left+1]), p.cut(p.glyphs[right:]), true
}

// parted says whether the glyphs left and right of the ruling at x are two texts.
func parted(p piece, left, right int, x float64) bool {
	a, b := &p.glyphs[left], &p.glyphs[right]
	end := inkEnd(a, p.size)
	if end-x > straddle*a.Box.Width() || x-b.Box.X0 > straddle*b.Box.Width() {
		return false
	}
	if b.Box.X0-end > splitGap*p.size || isDigit(lastRune(a.Text)) != isDigit(firstRune(b.Text)) {
		return true
	}
	return twoAmounts(glyphText(p.glyphs[:left+1]), glyphText(p.glyphs[right:]))
}

// twoAmounts says whether a is an amount, and b begins with one of as many decimals: columns so narrow
// that amounts touch.
func twoAmounts(a, b string) bool {
	places, point := placesOf(a), strings.IndexByte(b, '.')
	if places == 0 || point < 0 || len(b) <= point+places {
		return false
	}
	return wholeFigure.MatchString(a) && wholeFigure.MatchString(b[:point+places+1])
}

// glyphText is what glyphs say.
func glyphText(gs []page.Glyph) string {
	var b strings.Builder
	for i := range gs {
		b.WriteString(strings.TrimSpace(gs[i].Text))
	}
	return b.String()
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

// setText sets a cell's lines, text and confidence from its pieces.
func setText(c *Cell, ps []piece) {
	c.Confidence, c.Source = 1, page.Text
	c.Text, c.Lines = "", nil
	if len(ps) == 0 {
		return
	}
	c.Lines = textLines(ps, c.Page)
	c.Text = joinLines(c.Lines, c.Box)
	for _, p := range ps {
		c.Confidence = min(c.Confidence, p.confidence)
	}
	c.Others = nil
	if len(ps) == 1 && c.Text == ps[0].run.Text {
		c.Others = ps[0].run.Others
	}
}

// isFigure says whether s is a number as tables print it: digits with separators, a sign or
// brackets, a percent sign, or a lone dash.
func isFigure(s string) bool {
	digits := false
	for _, c := range s {
		switch {
		case isDigit(c):
			digits = true
		case strings.ContainsRune(" ,.，．'+-−–—－▲△()（）%％‰*", c) || unicode.Is(unicode.Sc, c):
		default:
			return false
		}
	}
	return digits || isDash(s)
}

// isDash says whether s is a dash or an ellipsis that stands for no figure.
func isDash(s string) bool {
	return s != "" && strings.Trim(s, "-−–—―－.…") == ""
}
