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

// fakeBold is the shift from which a text drawn twice looks bold.
const fakeBold = 0.004

// A place2 is a cell of a grid over the page, of gridCell points.
type place2 struct{ x, y int32 }

const gridCell = 4.0

func cellOf(p page.Point) place2 {
	return place2{int32(math.Floor(p.X / gridCell)), int32(math.Floor(p.Y / gridCell))}
}

// doubled says whether the run repeats one that was drawn before, and marks that one.
func (p *painter) doubled(r *page.Run) bool {
	at := cellOf(r.Origin)
	reach := max(1, int32(math.Ceil(doubleShift*r.Size/gridCell)))
	if reach > 8 {
		return false
	}
	for x := at.x - reach; x <= at.x+reach; x++ {
		for y := at.y - reach; y <= at.y+reach; y++ {
			for _, i := range p.drawn[place2{x, y}] {
				if p.repeats(&p.page.Runs[i], r) {
					return true
				}
			}
		}
	}
	p.drawn[at] = append(p.drawn[at], len(p.page.Runs))
	return false
}

// repeats says whether b is a again, and makes a bold if the shift shows.
func (p *painter) repeats(a, b *page.Run) bool {
	if a.Text != b.Text || a.Angle != b.Angle || math.Abs(a.Size-b.Size) > 0.05*b.Size {
		return false
	}
	shift := math.Hypot(a.Origin.X-b.Origin.X, a.Origin.Y-b.Origin.Y)
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
	return true
}
