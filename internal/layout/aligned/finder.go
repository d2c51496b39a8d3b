package aligned

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A finder looks for regions among the lines of a page.
type finder struct {
	*text.Page
	rules    []ruling.Edge   // those that rule no cells
	phrases  [][]text.Phrase // by line
	byHeight []int           // the lines by the height of their middle
	taken    map[int]bool    // the lines that belong to a region
}

func newFinder(p *text.Page, rules []ruling.Edge) *finder {
	f := &finder{Page: p, rules: rules, taken: make(map[int]bool)}
	for i := range p.Lines {
		f.phrases, f.byHeight = append(f.phrases, text.Phrases(&p.Lines[i])), append(f.byHeight, i)
	}
	slices.SortStableFunc(f.byHeight, func(a, b int) int { return cmp.Compare(f.middle(a), f.middle(b)) })
	return f
}

func (f *finder) middle(i int) float64 { return f.Lines[i].Box.Center().Y }

// within is the lines that stand between two rules and belong to no region yet.
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

// add puts a line into a region.
func (f *finder) add(r *region, i int) {
	r.lines, r.phrases, r.index = append(r.lines, f.Lines[i]), append(r.phrases, f.phrases[i]), append(r.index, i)
}

// take makes a region of the lines between the first and the last of some rules.
func (f *finder) take(rules []ruling.Edge) region {
	top, bottom := rules[0], rules[len(rules)-1]
	r := region{rules: rules}
	for _, i := range f.within(top, bottom) {
		f.add(&r, i)
		f.taken[i] = true
	}
	for _, e := range f.rules {
		if top.At < e.At && e.At < bottom.At && e.From >= top.From-sameEnds && e.To <= top.To+sameEnds && e.Length() < top.Length()-2*sameEnds {
			r.partial = append(r.partial, e)
		}
	}
	return r
}

// free gives the lines of a region back.
func (f *finder) free(r *region) {
	for _, n := range r.index {
		delete(f.taken, n)
	}
}
