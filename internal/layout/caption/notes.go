package caption

import (
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	mostNotes = 60  // lines below a table that are looked at
	noteGap   = 1.6 // font sizes of blank below which a line goes on with the note above
)

// notesOf descends from the bottom of a table over the lines of its notes.
func (s *surroundings) notesOf(p *Part, until float64, used map[int]bool) {
	b := p.Box()
	bottom, noted := b.Y1, false
	for n := 0; n < len(s.Lines) && len(p.Notes) < mostNotes; n++ {
		r := &s.Lines[n]
		if used[n] || r.Box.Center().Y < b.Y1 || r.Box.X1 < b.X0 || r.Box.X0 > b.X1 {
			continue
		}
		if r.Box.Y0 > until {
			return
		}
		begins := noteText.MatchString(strings.TrimSpace(r.Text()))
		if r.Box.Y0-bottom > titleGap*r.Size || !begins && !(noted && s.noteGoesOn(r, p, bottom)) {
			return
		}
		noted, bottom, used[n] = true, r.Box.Y1, true
		p.Notes = append(p.Notes, layout.Line{Text: r.Text(), Page: s.Number, Box: r.Box})
	}
}

// noteGoesOn says whether a line goes on with the note that ends at bottom: it stands near, or it is
// the next of numbered notes.
func (s *surroundings) noteGoesOn(r *text.Line, p *Part, bottom float64) bool {
	words := strings.TrimSpace(r.Text())
	if noteNumber.MatchString(words) {
		return true
	}
	return r.Box.Y0-bottom <= noteGap*r.Size && !s.centred(r, p) && !captionText.MatchString(text.Squeeze(words))
}
