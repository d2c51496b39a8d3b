package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// InSides reads the text of a lattice that rules columns, all or some, and no rows of the body, as one table with a head, and
// takes its lines out: what stands between two sides is of columns between them, and a head spans what lies between the sides
// at its height. Where the lattice is that of the head alone, its sides go on below it, down to a height at most. It is nil if
// the lines show no such table.
func InSides(p *text.Page, l ruling.Lattice, headAlone bool, limit float64) *grid.Grid {
	if headAlone {
		l.Vertical = slices.Clone(l.Vertical)
		for i := range l.Vertical {
			if e := &l.Vertical[i]; e.To > l.Box.Y1-sameEnds {
				e.To = limit
			}
		}
	}
	r := candidate{sides: l.Vertical}
	p.PartBetween(r.sidesIn)
	f := newFinder(p, l.Horizontal)
	f.addWithin(&r, l.Box)
	if headAlone {
		f.addBelow(&r, l.Box, limit)
	}
	if len(r.lines) == 0 || r.isTooLarge() {
		return nil
	}
	for _, e := range l.Horizontal {
		if e.Length() > wholeWidth*l.Box.Width() {
			r.dividers = append(r.dividers, e)
		} else {
			r.partial = append(r.partial, e)
		}
	}
	a := r.alignWhole(true)
	if a == nil || a.head == nil {
		return nil
	}
	for _, n := range r.index {
		f.taken[n] = true
	}
	p.Drop(f.taken)
	return a.grid(p.Number)
}

// addWithin puts the lines that stand in a box into a candidate.
func (f *finder) addWithin(r *candidate, b page.Box) {
	for i := range f.Lines {
		if l := f.Lines[i].Box; b.Y0 < f.middle(i) && f.middle(i) < b.Y1 && l.X0 < b.X1 && l.X1 > b.X0 {
			f.add(r, i)
		}
	}
}

// addBelow puts the lines right below a head into a candidate, as far as they are rows of its columns.
func (f *finder) addBelow(r *candidate, head page.Box, limit float64) {
	for i := range f.Lines {
		l := &f.Lines[i]
		if f.middle(i) <= head.Y1 || len(r.lines) == 0 {
			continue
		}
		parted := text.PartPhrases(f.phrases[i:i+1], r.sideBetween)[0] // names fill their columns
		crosses := slices.ContainsFunc(parted, func(p text.Phrase) bool { return len(r.sidesIn(p.Box)) > 1 })
		if f.middle(i) >= limit || crosses || caption.AreCaptions(f.phrases[i]) || l.Box.X1 < head.X0 || l.Box.X0 > head.X1 || f.isFar(r, i, blockGap) {
			break
		}
		f.add(r, i)
	}
	f.trim(r)
}
