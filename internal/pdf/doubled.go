package pdf

import (
	"math"

	"github.com/mingxi/mingxi/extract/page"
)

// Fake bold and shadows are made by drawing a text twice with a small shift. Both are one text.

// doubleShift is the shift up to which a repeated text counts as the same, in parts of the font
// size. Fake bold moves by 0.02 to 0.05, shadows by up to 0.1; two equal glyphs side by side stand
// at least 0.25 apart.
const doubleShift = 0.12

// mostRedrawn is how often a text is drawn after the first time, each time with a small shift.
const mostRedrawn = 3

// fakeBold is the shift from which a text drawn twice looks bold.
const fakeBold = 0.004

// doubled says whether the run repeats one that was drawn before, and marks that one.
func (p *painter) doubled(r *page.Run) bool {
	reach := min(mostRedrawn*doubleShift*r.Size, 8*squareSide)
	if p.drawn.heads != nil {
		for x := square(r.Origin.X - reach); x <= square(r.Origin.X+reach); x++ {
			for y := square(r.Origin.Y - reach); y <= square(r.Origin.Y+reach); y++ {
				for e := p.drawn.heads[bucket(x, y)]; e > 0; e = p.drawn.next[e-1] {
					if p.repeats(int(e-1), r) {
						p.under[e-1] = len(p.covers)
						return true
					}
				}
			}
		}
	}
	p.drawn.add(len(p.page.Runs), r.Origin)
	return false
}

// repeats says whether b is a run again, as it was drawn last, and makes that bold if the shift shows.
func (p *painter) repeats(i int, b *page.Run) bool {
	a := &p.page.Runs[i]
	at, again := p.redrawn[i]
	if !again {
		at = a.Origin
	}
	dx, dy := at.X-b.Origin.X, at.Y-b.Origin.Y
	if math.Abs(dx) > doubleShift*b.Size || math.Abs(dy) > doubleShift*b.Size || a.Text != b.Text ||
		a.Angle != b.Angle || math.Abs(a.Size-b.Size) > 0.05*b.Size {
		return false
	}
	shift := math.Hypot(dx, dy)
	if shift > doubleShift*b.Size {
		return false
	}
	if shift > fakeBold*b.Size && !a.Invisible && !b.Invisible {
		a.Bold = true
	}
	if a.Invisible && !b.Invisible {
		a.Invisible = false
	}
	a.Color = b.Color // the later one lies on top
	if shift > 0 {
		p.redrawn[i] = b.Origin
	}
	return true
}
