package text

import (
	"cmp"
	"math"
	"slices"
	"unicode"
)

// Tolerances of telling two columns of prose. Lengths in font sizes unless said otherwise.
const (
	gutterWidth  = 0.9  // blank between the columns at least
	columnEdge   = 1.0  // points by which lines of one column begin apart
	fewestEdge   = 8    // texts that begin where the right column does
	mostHang     = 3.0  // by which items hang at most
	fewestHung   = 3    // such items
	leastColumn  = 10.0 // width of a column of prose: in columns of tables that are narrower, words stand below each other letter by letter
	likeWidth    = 0.12 // share by which the columns differ in width
	proseWidth   = 0.75 // share of its column that a line of prose fills
	proseGap     = 3.5  // blank between two words of a line that is spread to the width of its column
	hanGap       = 0.5  // the same beside ideographs, which fill a line without any: names spread over the columns of a table leave more
	proseDigits  = 0.2  // share of digits in a line of prose
	fewestProse  = 5    // lines of prose that make a block
	paragraphEnd = 2    // lines in a row that may end paragraphs, or be headings, within a block
	proseStep    = 3.0  // distance of base lines within a block
	columnBlank  = 1.0  // blank through both columns that may end them
)

// A Column is what stands on one side of the gutter of a page set in two columns, from one line down to another.
type Column struct {
	X0, X1, Y0, Y1 float64
	Pieces         []Piece
}

// Columns is the columns of prose that the page is set in, each stretch of its height by itself, and what stands across both. A table in one of them is
// read by itself: what stands on its base lines in the other is none of its rows. Both are nil where there are no two columns. Rules are edges across the page; none runs through a
// column of prose.
func (p *Page) Columns(rules []Span) (columns []Column, across []Piece) {
	g, ok := p.gutter()
	if !ok {
		return nil, nil
	}
	taken := make([]int, len(p.Lines)) // by line, the stretch it stands in, from 1
	for _, z := range g.zones(p.Lines) {
		if slices.ContainsFunc(rules, func(s Span) bool {
			return s.X0 < g.left && g.right < s.X1 && p.Lines[z.first].Base < s.Y && s.Y < p.Lines[z.last].Box.Y0
		}) {
			continue
		}
		for i := z.first; i <= z.last; i++ {
			taken[i] = len(columns) + 1
		}
		l, r := Column{X0: math.Inf(-1), X1: g.left}, Column{X0: g.right, X1: math.Inf(1)}
		l.Y0, l.Y1 = p.Lines[z.first].Box.Y0, p.Lines[z.last].Box.Y1
		r.Y0, r.Y1 = l.Y0, l.Y1
		columns = append(columns, l, r)
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		c := taken[i]
		if c == 0 {
			across = append(across, l.Pieces...)
			continue
		}
		for k, right := range []bool{false, true} {
			columns[c-1+k].Pieces = append(columns[c-1+k].Pieces, g.together(g.side(l, right), right)...)
		}
	}
	return columns, append(across, p.angled...)
}

// A Span is an edge across a page.
type Span struct{ X0, X1, Y float64 }

// A gutter is the blank between two columns of prose.
type gutter struct {
	left, right float64 // its sides
	lo, hi      float64 // the left side of the left column, the right one of the right
	end         float64 // the right side of the left column
}

// A stretch is lines of a page that stand in two columns.
type stretch struct{ first, last int }

// gutter is the blank between the two columns that a page is set in, if it is.
func (p *Page) gutter() (gutter, bool) {
	var starts []float64
	for i := range p.Lines {
		l := &p.Lines[i]
		for k, x := range l.Pieces {
			if x.Box.X0 > p.Width/3 && x.Box.X0 < p.Width*2/3 && (k == 0 || x.Box.X0-l.Pieces[k-1].Box.X1 > gutterWidth*l.Size) {
				starts = append(starts, x.Box.X0)
			}
		}
	}
	slices.Sort(starts)
	best, most := 0.0, 0
	for i, to := 0, 0; i < len(starts); i++ {
		for to < len(starts) && starts[to] <= starts[i]+columnEdge {
			to++
		}
		if to-i > most {
			best, most = starts[i], to-i
		}
	}
	if most < fewestEdge {
		return gutter{}, false
	}
	g, ok := p.gutterBefore(best)
	if x := p.hungFrom(starts, best); ok && x < best {
		if h, ok := p.gutterBefore(x); ok {
			return h, true
		}
	}
	return g, ok
}

// gutterBefore is the blank before a place where the right column begins, if both columns are as wide as each other.
func (p *Page) gutterBefore(best float64) (gutter, bool) {
	g := gutter{right: best, left: best - gutterWidth*p.BodySize, lo: math.Inf(1), hi: best}
	left := 0.0
	for i := range p.Lines {
		if l := &p.Lines[i]; !g.crosses(l) {
			if l.Box.X0 < g.left {
				g.lo = math.Min(g.lo, l.Box.X0)
			}
			g.hi = math.Max(g.hi, l.Box.X1)
			for _, x := range l.Pieces {
				if x.Box.X1 <= g.right {
					left = math.Max(left, x.Box.X1)
				}
			}
		}
	}
	g.end = left
	a, b := left-g.lo, g.hi-g.right
	return g, a > leastColumn*p.BodySize && math.Abs(a-b) <= likeWidth*math.Max(a, b)
}

// hungFrom is where the texts of a column begin most of whose lines begin at a place: the first lines of items that hang stand out left of that,
// and fill their lines.
func (p *Page) hungFrom(starts []float64, most float64) float64 {
	first, _ := slices.BinarySearch(starts, most-mostHang*p.BodySize)
	for i := first; i < len(starts) && starts[i] < most-columnEdge; i++ {
		if n, _ := slices.BinarySearch(starts, starts[i]+columnEdge); n-i >= fewestHung && p.fullFrom(starts[i], most) >= fewestHung {
			return starts[i]
		}
	}
	return most
}

// fullFrom is how many lines begin at a place and are as long as those that begin at another.
func (p *Page) fullFrom(start, most float64) int {
	var hung []float64
	end := most
	for i := range p.Lines {
		l := &p.Lines[i]
		for _, x := range l.Pieces {
			switch {
			case math.Abs(x.Box.X0-most) <= columnEdge:
				end = math.Max(end, l.Box.X1)
			case start <= x.Box.X0 && x.Box.X0 <= start+columnEdge:
				hung = append(hung, l.Box.X1)
			}
		}
	}
	return len(slices.DeleteFunc(hung, func(x float64) bool { return x-start < proseWidth*(end-start) }))
}

// crosses says whether text of a line runs through the gutter.
func (g gutter) crosses(l *Line) bool {
	return slices.ContainsFunc(l.Pieces, func(x Piece) bool { return x.Box.X0 < g.right-columnEdge && x.Box.X1 > g.left })
}

// zones is the lines that stand in two columns: those beside a block of prose in one of them, and those of one column alone that go on above
// and below.
func (g gutter) zones(lines []Line) []stretch {
	in := make([]bool, len(lines))
	for _, right := range []bool{false, true} {
		g.markBlocks(lines, right, in)
	}
	var out []stretch
	for i := 0; i < len(lines); i++ {
		if !in[i] || g.crosses(&lines[i]) {
			continue
		}
		z := stretch{i, i}
		for z.last+1 < len(lines) && in[z.last+1] && !g.crosses(&lines[z.last+1]) {
			z.last++
		}
		i = z.last
		if z.last-z.first >= fewestProse {
			out = append(out, stretch{g.goesOn(lines, z.first, -1), g.goesOn(lines, z.last, 1)})
		}
	}
	return out
}

// goesOn is the last line, from line i on in one direction, down to which the columns go on: over lines of one column alone, and such as stand in both, lists or
// tables among them, up to a blank through both. It is line i where what follows goes over to lines across both without a blank.
func (g gutter) goesOn(lines []Line, i, step int) int {
	n := i
	for n+step >= 0 && n+step < len(lines) {
		o := &lines[n+step]
		blank := math.Max(o.Box.Y0-lines[n].Box.Y1, lines[n].Box.Y0-o.Box.Y1) > columnBlank*o.Size
		switch {
		case g.crosses(o) && !blank:
			return i
		case g.crosses(o) || blank && len(g.side(o, false)) > 0 && len(g.side(o, true)) > 0:
			return n
		}
		n += step
	}
	return n
}

// side is the pieces of a line on one side of the gutter.
func (g gutter) side(l *Line, right bool) []Piece {
	n, _ := slices.BinarySearchFunc(l.Pieces, g.right-columnEdge, func(x Piece, at float64) int { return cmp.Compare(x.Box.X0, at) })
	if right {
		return l.Pieces[n:]
	}
	return l.Pieces[:n]
}

// markBlocks marks the lines beside blocks of prose in one column.
func (g gutter) markBlocks(lines []Line, right bool, in []bool) {
	first, last, prose, short := -1, -1, 0, 0
	end := func() {
		if prose >= fewestProse {
			for k := first; k <= last; k++ {
				in[k] = true
			}
		}
		first, prose, short = -1, 0, 0
	}
	for i := range lines {
		if g.crosses(&lines[i]) {
			end()
			continue
		}
		ps := g.side(&lines[i], right)
		if len(ps) == 0 {
			continue
		}
		if first >= 0 && lines[i].Base-lines[last].Base > proseStep*lines[i].Size {
			end()
		}
		switch {
		case g.isProse(ps, right):
			if first < 0 {
				first = i
			}
			last, prose, short = i, prose+1, 0
		case first >= 0:
			if short++; short > paragraphEnd {
				end()
			}
		}
	}
	end()
}

// isProse says whether text fills its column as a line of prose does.
func (g gutter) isProse(ps []Piece, right bool) bool {
	b, width := boxOfPieces(ps), g.left-g.lo
	if right {
		width = g.hi - g.right
	}
	if b.Width() < proseWidth*width {
		return false
	}
	digits, all, end, last := 0, 0, b.X0, ' '
	for _, x := range ps {
		for _, o := range x.glyphs {
			if blank(o.Text) {
				continue
			}
			first, gap := FirstRune(o.Text), (o.Box.X0-end)/x.Size
			if gap > proseGap || gap > hanGap && (Ideographic(first) || Ideographic(last)) {
				return false
			}
			if all++; unicode.IsDigit(first) {
				digits++
			}
			end, last = inkEnd(&o, x.Size), LastRune(o.Text)
		}
	}
	return float64(digits) <= proseDigits*float64(all)
}
