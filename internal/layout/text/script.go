package text

import (
	"math"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Raised digits of notes, in parts of the size of the figure that they follow.
const (
	leastLift    = 0.15 // by which the base line of one stands higher at least
	longestMarks = 2    // digits of the number of a note
)

// markNotes writes small raised digits right behind a figure as such: they are the number of a note, and no digits of it.
func (l *Line) markNotes() {
	for i := 1; i < len(l.Pieces); i++ {
		if a, b := &l.Pieces[i-1], &l.Pieces[i]; isNoteOf(a, b) {
			b.Text = words.Raised(b.Text)
		}
	}
}

// isNoteOf says whether b is the raised number of a note behind the figure a.
func isNoteOf(a, b *Piece) bool {
	return b.Size <= superShare*a.Size && a.Base-b.Base >= leastLift*a.Size && math.Abs(b.Box.X0-a.Box.X1) <= superNear*a.Size &&
		(figure.IsDigit(LastRune(a.Text)) || LastRune(a.Text) == '%') && words.IsDigits(b.Text) && len(b.Text) <= longestMarks
}
