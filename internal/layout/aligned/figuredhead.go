package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of heads that hold figures.
const (
	mostFigured  = 4    // lines of a head from the first that holds a figure on
	figuredShare = 0.34 // share of figures among the texts of such a line at most
	denseShare   = 0.5  // share of figures behind the name of the first row below it at least
)

// figuredHead is the first line of the body, if figures above it end heads that wrap (Less than / $25,000): each stands right below words, among
// more words beside it, and the row below them holds figures mostly.
func figuredHead(atoms [][]text.Phrase, body int) int {
	n := body
	for n < len(atoms) && n-body < mostFigured && namesWithFigures(atoms, n) {
		n++
	}
	if n == body || n == len(atoms) || float64(len(figuresOf(atoms[n]))) < denseShare*float64(len(atoms[n])-1) {
		return body
	}
	return n
}

// namesWithFigures says whether a line holds names of columns and no figure but such as end the name above them.
func namesWithFigures(atoms [][]text.Phrase, n int) bool {
	l := atoms[n]
	if n == 0 || float64(len(figuresOf(l))) > figuredShare*float64(len(l)) {
		return false
	}
	return !slices.ContainsFunc(l, func(p text.Phrase) bool {
		return p.Figure && !slices.ContainsFunc(atoms[n-1], func(o text.Phrase) bool {
			return !o.Figure && o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 && p.Pieces[0].Base-o.Pieces[0].Base <= usualHeadLeading*p.Pieces[0].Size
		})
	})
}
