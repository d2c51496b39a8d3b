package text

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Superscripts, and raised digits of notes, in parts of the size of the text that they follow.
const (
	superShare   = 0.80 // size of one
	superNear    = 0.50 // how near it stands to the text before it
	leastLift    = 0.15 // by which the base line of one stands higher at least
	longestMarks = 2    // digits of the number of a note
	highestMark  = 1.2  // by which the base line of a circled number stands higher at most
	markNear     = 1.2  // how near a circled number stands to its figure
)

// isNoteOf says whether b is the raised number of a note behind the figure a.
func isNoteOf(a, b *Piece) bool {
	return b.Size <= superShare*a.Size && a.Base-b.Base >= leastLift*a.Size && math.Abs(b.Box.X0-a.Box.X1) <= superNear*a.Size &&
		(figure.IsDigit(LastRune(a.Text)) || LastRune(a.Text) == '%') && words.IsDigits(b.Text) && len(b.Text) <= longestMarks
}

// hangsOver says whether a line is nothing but circled numbers, each above the end of a figure of the line below. They are often set
// larger and higher than other marks; as a line of their own they would be read before their figures.
func hangsOver(marks, below *Line) bool {
	if below.Base-marks.Base > highestMark*below.Size || marks.Size >= below.Size {
		return false
	}
	return !slices.ContainsFunc(marks.Pieces, func(m Piece) bool {
		return !words.IsCircled(m.Text) || !slices.ContainsFunc(below.Pieces, func(p Piece) bool {
			gap := m.Box.X0 - p.Box.X1
			return figure.IsDigit(LastRune(p.Text)) && gap >= 0 && gap <= markNear*below.Size
		})
	})
}
