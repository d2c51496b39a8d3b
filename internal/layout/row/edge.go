package row

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// fewestWrapped is how many names that fill their column and go on show that rows are set at one edge; wholeShare is how many names that fill it
// may end there, for each of these: names that are all as long fill it by chance. A name that wraps has no room left for the first word of its rest:
// roundOff is by how much of a font size that misses it at least.
const (
	fewestWrapped = 2
	wholeShare    = 0.5
	roundOff      = 0.05
)

// edgeRows is rows all of whose texts are set at their top, or bottom, where rows may stand as near as the lines of a name: one line of each holds
// its figures, and the names that fill their columns go on below it, or begin above. It is nil if too few names show it: those that fill
// their columns go on, but for a few, or single letters are left of several, and hardly any line without a figure is left to be a row of its own.
func (r *Text) edgeRows(first int, atTop bool) (rows [][]int) {
	if len(r.Atoms)-first > mostLines {
		return nil
	}
	loose := func(i int) bool {
		return !slices.ContainsFunc(r.Atoms[i], func(p text.Phrase) bool { return p.Figure })
	}
	from := first // above stand lines of the head
	for from < len(r.Atoms) && loose(from) {
		from++
	}
	for !atTop && from > first && from < len(r.Atoms) {
		if above, _ := r.continues(from, first, false); above == nil {
			break
		}
		from--
	}
	var wrapped []text.Phrase // and another goes on below it
	rests, left := 0, 0
	joins := make([]bool, len(r.Atoms)) // by line, that it is of the row of the line above
	for i := from + 1; i < len(r.Atoms); i++ {
		if atTop && !loose(i) || !atTop && !loose(i-1) {
			continue
		}
		if above, below := r.continues(i, from, atTop); above != nil {
			wrapped, joins[i] = append(wrapped, above...), true
			if areRests(below) {
				rests++
			}
		}
	}
	for i := from; i < len(r.Atoms); i++ {
		if loose(i) && !joins[i] && (i+1 == len(r.Atoms) || !joins[i+1]) {
			left++
		}
	}
	if rests == 0 && len(wrapped) < fewestWrapped || 2*left > len(wrapped) || rests < fewestWrapped && float64(r.endFull(wrapped, from, joins)) > wholeShare*float64(len(wrapped)) {
		return nil
	}
	for i := first; i < len(r.Atoms); i++ {
		if joins[i] {
			rows[len(rows)-1] = append(rows[len(rows)-1], i)
		} else {
			rows = append(rows, []int{i})
		}
	}
	return rows
}

// areRests says whether the rests of names are single ideographs, which name nothing by themselves.
func areRests(below []text.Phrase) bool {
	return !slices.ContainsFunc(below, func(p text.Phrase) bool { return !text.IsIdeograph(p.Text) })
}

// continues gives the texts of the line above that go on in line i, and their rests there, if all texts of line i are such rests, where rows are set
// at their top, or all of the line above go on; none otherwise. Lines of a name are no further apart than what stands on their other side, but for what print rounds.
func (r *Text) continues(i, first int, atTop bool) (above, below []text.Phrase) {
	d, size := r.Lines[i].Base-r.Lines[i-1].Base, r.Lines[i].Size
	if r.apart(i-1, i) || d > MostLeading*size || d < HalfLine*size {
		return nil, nil
	}
	other := math.Inf(1)
	switch {
	case atTop && i+1 < len(r.Lines):
		other = r.Lines[i+1].Base - r.Lines[i].Base
	case !atTop && i-1 > first:
		other = r.Lines[i-1].Base - r.Lines[i-2].Base
	}
	if d > other*overLeast {
		return nil, nil
	}
	of, in := r.Atoms[i], r.Atoms[i-1]
	if !atTop {
		of, in = in, of
	}
	for _, p := range of {
		n := slices.IndexFunc(in, func(o text.Phrase) bool {
			a, b := o, p
			if !atTop {
				a, b = p, o
			}
			return a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1 && r.wrapsBelow(a, b, first, -roundOff)
		})
		if n < 0 {
			return nil, nil
		}
		if atTop {
			above, below = append(above, in[n]), append(below, p)
		} else {
			above, below = append(above, p), append(below, in[n])
		}
	}
	return above, below
}

// endFull is how many names are as wide as some that wrap and stand alongside them, and end there.
func (r *Text) endFull(wrapped []text.Phrase, first int, joins []bool) int {
	n := 0
	for i := first; i < len(r.Atoms); i++ {
		for _, p := range r.Atoms[i] {
			if p.Figure || i+1 < len(joins) && joins[i+1] && slices.ContainsFunc(r.Atoms[i+1], func(b text.Phrase) bool { return p.Box.X0 < b.Box.X1 && b.Box.X0 < p.Box.X1 && !b.Figure }) {
				continue
			}
			if slices.ContainsFunc(wrapped, func(o text.Phrase) bool {
				return Alongside(o.Box, p.Box) && p.Box.Width() > o.Box.Width()-fullSlack*p.Pieces[0].Size
			}) && words.Numbered(p.Text).Style == words.Unnumbered {
				n++
			}
		}
	}
	return n
}
