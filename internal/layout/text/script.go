package text

import (
	"math"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Superscripts, and raised digits of notes, in parts of the size of the text that they follow.
const (
	superShare   = 0.80 // size of one
	superNear    = 0.50 // how near it stands to the text before it
	leastLift    = 0.15 // by which the base line of one stands higher at least
	longestMarks = 2    // digits of the number of a note
)

// isNoteOf says whether b is the raised number of a note behind the figure a.
func isNoteOf(a, b *Piece) bool {
	return b.Size <= superShare*a.Size && a.Base-b.Base >= leastLift*a.Size && math.Abs(b.Box.X0-a.Box.X1) <= superNear*a.Size &&
		(figure.IsDigit(LastRune(a.Text)) || LastRune(a.Text) == '%') && words.IsDigits(b.Text) && len(b.Text) <= longestMarks
}
