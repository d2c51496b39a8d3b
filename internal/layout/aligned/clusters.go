package aligned

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// sameLeading is how much further apart lines of one text may stand than others; nearest is less than two distances differ by, in font sizes.
const sameLeading, nearest = 1.03, 0.001

// settled is a distance up to which a head may wrap, in font sizes, raised to what lines stand apart that are about as near: print rounds
// where it sets lines, and those of one cell all wrap or none does. What is further apart than lines usually are is told by its price.
func settled(lines [][]text.Phrase, leading float64) float64 {
	var apart []float64
	for i, l := range lines {
		for _, a := range l {
			for _, b := range slices.Concat(lines[i+1:]...) {
				if a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1 {
					apart = append(apart, (b.Pieces[0].Base-a.Pieces[0].Base)/a.Pieces[0].Size)
				}
			}
		}
	}
	slices.Sort(apart)
	near := 0.0
	for _, d := range apart {
		if d > leading && d > math.Min(near*sameLeading, usualHeadLeading) {
			break
		}
		near = d
	}
	if near > leading {
		return near + nearest
	}
	return leading
}

// clusters makes cells of the texts of a head: those that wrap up to a distance of base lines. Where lines are as near to those of the cell below
// them as these are to each other, that one begins where a line ends early (evenly): of texts that wrap, each line but the last is full. What their lines
// stand further apart than lines usually do, speaks against them.
func (r *candidate) clusters(lines [][]text.Phrase, leading float64, evenly bool) (cells []headCell, loose float64) {
	for _, l := range lines {
		above := len(cells)
		for _, p := range l {
			n := r.goesUnder(cells[:above], l, p, leading)
			switch {
			case n < 0:
				cells = append(cells, headCellOf(p))
			case evenly && cells[n].endsEarly(p):
				c := &cells[n]
				lower := append([]text.Phrase{c.phrases[len(c.phrases)-1]}, p)
				*c = headCellOf(c.phrases[:len(c.phrases)-1]...)
				cells = append(cells, headCellOf(lower...))
			default:
				cells[n].phrases, cells[n].box = append(cells[n].phrases, p), cells[n].box.Union(p.Box)
			}
		}
	}
	for _, c := range cells {
		for i := 1; i < len(c.phrases); i++ {
			loose += math.Max(0, (c.phrases[i].Pieces[0].Base-c.phrases[i-1].Pieces[0].Base)/c.size-usualHeadLeading)
		}
	}
	return cells, loose
}

// headCellOf is the cell whose lines are some texts.
func headCellOf(ps ...text.Phrase) headCell {
	c := headCell{phrases: ps, box: ps[0].Box, size: ps[0].Pieces[0].Size}
	for _, p := range ps[1:] {
		c.box = c.box.Union(p.Box)
	}
	return c
}

// endsEarly says whether the last line of a cell, below others, left room for what the next begins with.
func (c *headCell) endsEarly(next text.Phrase) bool {
	last := c.phrases[len(c.phrases)-1]
	return len(c.phrases) > 1 && leavesRoom(last, next, c.box.Width(), c.size)
}

// leavesRoom says whether a line in a cell so wide could have held what the next begins with.
func leavesRoom(line, next text.Phrase, width, size float64) bool {
	first := next.Box.Width() / float64(max(1, utf8.RuneCountInString(next.Text)))
	return line.Box.Width()+first+fullSlack*size < width
}

// unfull is what speaks against cells of a head that wrap though their column, as wide as its texts, had room for the next character.
func unfull(cells []headCell, cols []column.Span) float64 {
	off := 0.0
	for _, c := range cells {
		if c.from != c.to {
			continue
		}
		for i, p := range c.phrases[1:] {
			above := c.phrases[i]
			if p.Pieces[0].Base-above.Pieces[0].Base > c.size/2 && leavesRoom(above, p, cols[c.from].X1-cols[c.from].X0, c.size) {
				off += unfullOff
			}
		}
	}
	return off
}

// goesUnder is the cell that a phrase of line l goes on with, or -1: it stands right below it, in the same middle or
// from the same start, between the same sides, and no other phrase of the line does.
func (r *candidate) goesUnder(cells []headCell, l []text.Phrase, p text.Phrase, leading float64) int {
	for n := len(cells) - 1; n >= 0; n-- {
		c := &cells[n]
		last := c.phrases[len(c.phrases)-1]
		under := func(o text.Phrase) bool { return o.Box.X0 < c.box.X1 && o.Box.X1 > c.box.X0 }
		d := p.Pieces[0].Base - last.Pieces[0].Base
		if !under(p) || d > leading*c.size || d < sameCentre/2*c.size || r.sidesAround(last.Box) != r.sidesAround(p.Box) {
			continue
		}
		near := math.Abs(p.Box.Center().X-last.Box.Center().X) <= sameCentre/2*c.size || math.Abs(p.Box.X0-last.Box.X0) <= row.SameStart || math.Abs(p.Box.X1-last.Box.X1) <= row.SameStart
		if near && !slices.ContainsFunc(l, func(o text.Phrase) bool { return o.Box != p.Box && under(o) }) {
			return n
		}
	}
	return -1
}
