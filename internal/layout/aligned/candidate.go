package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	sameEnds      = 8.0  // points by which the ends of dividers of one table differ
	wholeWidth    = 0.9  // share of a candidate's width from which a divider spans it
	mostHeadLines = 24   // lines of a head
	mostPhrases   = 6000 // phrases of a table: three times what the fullest page holds that was met
)

// A candidate is lines that stand together and may be a table.
type candidate struct {
	lines    []text.Line
	phrases  [][]text.Phrase // by line
	index    []int           // by line, its index on the page
	dividers []ruling.Edge   // over its whole width, from top to bottom
	partial  []ruling.Edge   // over some of its width
	sides    []ruling.Edge   // vertical edges that rule columns of it
	above    int             // how many of the first lines have one phrase and may be its head
	unit     bool            // the line above names a unit of money
	contents bool            // a line above names a table of contents
	headless bool            // it goes on with a table of the page before
	words    bool            // its dividers part rows of words that wrap

	steps    []float64 // distances of lines of figures, of those that were looked at, by size
	stepped  int       // how many lines were
	figured  bool      // one holds figures
	lastBase float64   // the base line of the last that does
}

// isTooLarge says whether the candidate holds more than any table does.
func (r *candidate) isTooLarge() bool {
	n := 0
	for _, l := range r.phrases {
		n += len(l)
	}
	return n > mostPhrases
}

// isHeadAlone says whether the candidate holds no line of a body.
func (r *candidate) isHeadAlone() bool { return !slices.ContainsFunc(r.phrases, text.IsBody) }

// dropFirst takes the first n lines out of the candidate.
func (r *candidate) dropFirst(n int) {
	r.lines, r.phrases, r.index, r.above = r.lines[n:], r.phrases[n:], r.index[n:], r.above-n
}

// dropLast takes the last line out of the candidate.
func (r *candidate) dropLast() {
	n := len(r.lines) - 1
	r.lines, r.phrases, r.index = r.lines[:n], r.phrases[:n], r.index[:n]
}

// extent is the left and the right end of the candidate.
func (r *candidate) extent() (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range r.lines {
		left, right = math.Min(left, r.lines[i].Box.X0), math.Max(right, r.lines[i].Box.X1)
	}
	for _, e := range r.dividers {
		left, right = math.Min(left, e.From), math.Max(right, e.To)
	}
	return left, right
}

// dividesHead says whether dividers part the candidate's head from its body.
func (r *candidate) dividesHead() bool { return len(r.dividers) >= 3 }

// inHead says whether a line stands above the first inner divider, and below no figures: on a page that goes on without a head the
// names of the first row wrap there.
func (r *candidate) inHead(i int) bool {
	return !r.headless && r.dividesHead() && r.lines[i].Box.Center().Y < r.dividers[1].At && !slices.ContainsFunc(r.phrases[:i], text.IsBody)
}

// ruledApart says whether a divider runs between two lines, or a rule over some of the width that stands over a text of the lower one: others underline
// a figure or a code of the upper line, below which the name beside it goes on.
func (r *candidate) ruledApart(a, b int) bool {
	between := func(e ruling.Edge) bool {
		return r.lines[a].Box.Center().Y < e.At && e.At < r.lines[b].Box.Center().Y
	}
	over := func(e ruling.Edge) bool {
		return between(e) && slices.ContainsFunc(r.lines[b].Pieces, func(p text.Piece) bool { return p.Box.X0 < e.To && e.From < p.Box.X1 })
	}
	return slices.ContainsFunc(r.dividers, between) || slices.ContainsFunc(r.partial, over)
}

// partialRules is the edges over some of the candidate's width.
func (r *candidate) partialRules() []ruling.Edge {
	left, right := r.extent()
	return slices.DeleteFunc(slices.Clone(r.partial), func(e ruling.Edge) bool { return e.Length() > wholeWidth*(right-left) })
}
