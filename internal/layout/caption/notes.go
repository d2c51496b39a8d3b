package caption

import (
	"strings"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

const (
	mostNotes = 60  // lines below a table that are its notes
	noteGap   = 1.6 // font sizes of blank below which a line goes on with the note above
)

// notesOf descends from the bottom of a table, as far as until, over the lines of its notes.
func (s *surroundings) notesOf(p *Part, until float64, taken map[int]bool) {
	b := p.Box()
	bottom, noted := b.Y1, false
	for n := 0; n < len(s.Lines) && len(p.Notes) < mostNotes; n++ {
		l := &s.Lines[n]
		if taken[n] || l.Box.Center().Y < b.Y1 || l.Box.X1 < b.X0 || l.Box.X0 > b.X1 {
			continue
		}
		begins := noteStart.MatchString(strings.TrimSpace(l.String()))
		if l.Box.Y0 > until || l.Box.Y0-bottom > titleGap*l.Size || !begins && !(noted && s.noteGoesOn(l, p, bottom)) {
			return
		}
		noted, bottom, taken[n] = true, l.Box.Y1, true
		p.Notes = append(p.Notes, s.Printed(l))
	}
}

// noteGoesOn says whether a line goes on with the note that ends at bottom: it stands near, or it is
// the next of numbered notes.
func (s *surroundings) noteGoesOn(l *text.Line, p *Part, bottom float64) bool {
	said := strings.TrimSpace(l.String())
	return noteNumber.MatchString(said) ||
		l.Box.Y0-bottom <= noteGap*l.Size && !s.centred(l, p) && !isCaptionText(words.Squeeze(said))
}
