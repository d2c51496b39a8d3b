package text

import (
	"math"
	"slices"
)

// Tolerances of words spread evenly, in font sizes.
const (
	evenBlanks  = 0.15 // by which the blanks between the words of a justified line differ at most
	fewestEven  = 2    // blanks that show it
	squareEdges = 0.6  // by which a justified line falls short of an edge of its column at most
)

// together is the pieces on one side of a line, as one if they are a justified line of prose: in a narrow column its blanks are as wide as
// those between the columns of a table, but all alike.
func (g gutter) together(ps []Piece, right bool) []Piece {
	if len(ps) < 2 || !g.isProse(ps, right) || !spreadEvenly(ps) {
		return ps
	}
	edge := g.end
	if right {
		edge = g.hi
	}
	if boxOfPieces(ps).X1 < edge-squareEdges*ps[0].Size {
		return ps
	}
	l := Line{Pieces: slices.Clone(ps)}
	l.Pieces[0].owned = false
	l.join(spread{from: 0, to: len(ps) - 1})
	return l.Pieces
}

// spreadEvenly says whether all blanks between the words of some pieces of a line are alike.
func spreadEvenly(ps []Piece) bool {
	n, least, most, end := 0, math.Inf(1), 0.0, math.Inf(1)
	for i := range ps {
		for _, g := range ps[i].glyphs {
			if blank(g.Text) {
				continue
			}
			if gap := (g.Box.X0 - end) / ps[i].Size; gap > wordGap {
				n, least, most = n+1, math.Min(least, gap), math.Max(most, gap)
			}
			end = g.Box.X1
		}
	}
	return n >= fewestEven && most-least <= evenBlanks
}
