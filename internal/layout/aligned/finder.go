package aligned

import (
	"cmp"
	"slices"
	"sync"

	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A finder looks for candidates among the lines of a page.
type finder struct {
	*text.Page
	dividers []ruling.Edge   // those that border no cells
	phrases  [][]text.Phrase // by line
	byHeight []int           // the lines by the height of their middle
	taken    map[int]bool    // the lines that belong to a candidate
	blank    float64         // between lines, in font sizes, that ends a table without dividers
	contents func() int      // see firstContents, which each candidate asks for
}

// Rows that are set evenly, in font sizes.
const (
	evenRows  = 6   // lines that the same blank stands above, so that it is that between rows
	evenBlank = 0.1 // by which the blanks above them differ
)

// blankOf is the blank between lines that ends a table: more than stands between tall rows, where most lines stand that far apart.
func blankOf(lines []text.Line) float64 {
	var tall []float64
	for i := 1; i < len(lines); i++ {
		if b := (lines[i].Box.Y0 - lines[i-1].Box.Y1) / lines[i].Size; b > blockGap && b < tallHead {
			tall = append(tall, b)
		}
	}
	if len(tall) < evenRows || 2*len(tall) < len(lines) {
		return blockGap
	}
	slices.Sort(tall)
	most := 0.0
	for i := evenRows - 1; i < len(tall); i++ {
		if tall[i]-tall[i-evenRows+1] <= evenBlank {
			most = tall[i]
		}
	}
	return max(blockGap, most+evenBlank)
}

func newFinder(p *text.Page, dividers []ruling.Edge) *finder {
	f := &finder{Page: p, dividers: dividers, taken: make(map[int]bool), blank: blankOf(p.Lines)}
	for i := range p.Lines {
		f.phrases, f.byHeight = append(f.phrases, text.Phrases(&p.Lines[i])), append(f.byHeight, i)
	}
	f.contents = sync.OnceValue(f.firstContents)
	slices.SortStableFunc(f.byHeight, func(a, b int) int { return cmp.Compare(f.middle(a), f.middle(b)) })
	return f
}

func (f *finder) middle(i int) float64 { return f.Lines[i].Box.Center().Y }

// within is the lines that stand between two dividers and belong to no candidate yet.
func (f *finder) within(top, bottom ruling.Edge) []int {
	lo, _ := slices.BinarySearchFunc(f.byHeight, top.At, func(i int, y float64) int { return cmp.Compare(f.middle(i), y) })
	var out []int
	for _, i := range f.byHeight[lo:] {
		if f.middle(i) >= bottom.At {
			break
		}
		b := f.Lines[i].Box
		if f.middle(i) > top.At && b.X0 < top.To && b.X1 > top.From && !f.taken[i] {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

// phrasesOf is the phrases of some lines.
func (f *finder) phrasesOf(lines []int) [][]text.Phrase {
	var out [][]text.Phrase
	for _, i := range lines {
		out = append(out, f.phrases[i])
	}
	return out
}

// add puts a line into a candidate.
func (f *finder) add(r *candidate, i int) {
	r.lines, r.phrases, r.index = append(r.lines, f.Lines[i]), append(r.phrases, f.phrases[i]), append(r.index, i)
}

// take makes a candidate of the lines between the first and the last of some dividers.
func (f *finder) take(dividers []ruling.Edge) candidate {
	top, bottom := dividers[0], dividers[len(dividers)-1]
	r := candidate{dividers: dividers}
	for _, i := range f.within(top, bottom) {
		f.add(&r, i)
		f.taken[i] = true
	}
	for _, e := range f.dividers {
		if top.At < e.At && e.At < bottom.At && e.From >= top.From-sameEnds && e.To <= top.To+sameEnds && e.Length() < top.Length()-2*sameEnds {
			r.partial = append(r.partial, e)
		}
	}
	return r
}

// free gives the lines of a candidate back.
func (f *finder) free(r *candidate) {
	for _, n := range r.index {
		delete(f.taken, n)
	}
}
