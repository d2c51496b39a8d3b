package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const headBlank = 1.0 // font sizes by which the head may stand further from its line than twice what the row below it does

// belowRows finds the candidate whose rows, the head among them, have a divider below each and none above the first, where the first of some dividers
// is that below its head; and how many of the spaces between the dividers it takes, none if there is none.
func (f *finder) belowRows(family []ruling.Edge, parts []bool) (candidate, int) {
	top, ok := f.topOfHead(family[0], family[1])
	if !ok {
		return candidate{}, 0
	}
	r, n := f.rowCandidate(slices.Concat([]ruling.Edge{top}, family), slices.Concat([]bool{false}, parts))
	return r, max(n-1, 0)
}

// topOfHead is where a divider would stand above names of columns that are set right above a divider as rows are below it. The names of several columns
// stand above a rule over these; what stands further up without one is a title.
func (f *finder) topOfHead(e, next ruling.Edge) (ruling.Edge, bool) {
	rows := f.within(e, next)
	if len(rows) == 0 {
		return ruling.Edge{}, false
	}
	blank := 2 * math.Max(f.Lines[rows[0]].Box.Y0-e.At, 0)
	first := rows[0]
	for n := rows[0] - 1; n >= 0 && rows[0]-n <= mostHeadLines; n-- {
		l := &f.Lines[n]
		if f.taken[n] || caption.AreCaptions(f.phrases[n]) || text.IsBody(f.phrases[n]) || !isAlong(l.Box, e) {
			break
		}
		near := func(d ruling.Edge) bool {
			over := func(p text.Phrase) bool { return d.From-sameEnds <= p.Box.X0 && p.Box.X1 <= d.To+sameEnds }
			return l.Box.Center().Y < d.At && d.At <= e.At && d.At-l.Box.Y1 <= blank+headBlank*l.Size && slices.ContainsFunc(f.phrases[n], over)
		}
		if slices.ContainsFunc(f.dividers, near) || first < rows[0] && f.Lines[first].Base-l.Base <= headLeading*l.Size {
			first = n
		}
	}
	if first == rows[0] || !holdsHead(f.phrases[first:rows[0]]) {
		return ruling.Edge{}, false
	}
	return ruling.Edge{At: f.Lines[first].Box.Y0 - ruling.Thinnest, From: e.From, To: e.To}, true
}
