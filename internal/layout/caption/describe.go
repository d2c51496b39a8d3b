package caption

import (
	"cmp"
	"maps"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Describe finds the captions, title, notes and head of each table of a page, from top to bottom, and
// takes these lines out of the page's text.
func Describe(on *text.Page, grids []*grid.Grid) []*Part {
	s := surroundings{Page: on, grids: cutAtTitles(grids), taken: make(map[int]bool)}
	slices.SortStableFunc(s.grids, func(a, b *grid.Grid) int {
		return cmp.Or(cmp.Compare(a.Box().Y0, b.Box().Y0), cmp.Compare(a.Box().X0, b.Box().X0))
	})
	parts := make([]*Part, len(s.grids))
	for i, g := range s.grids {
		parts[i] = &Part{Grid: g, On: on}
		s.captionsOf(parts[i], s.takenBy(g))
		parts[i].innerCaptions()
	}
	for i, p := range parts {
		s.notesOf(p, s.nextTop(parts, i), s.takenBy(p.Grid))
		p.innerNotes()
		p.Head = grid.HeadRows(p.Grid)
	}
	parts = cutAtHeads(parts)
	s.markEnds(parts)
	on.Drop(s.taken)
	return parts
}

// cutAtTitles parts grids in which a row holds nothing but a title, and figures stand above it: several tables drawn in one.
func cutAtTitles(grids []*grid.Grid) (out []*grid.Grid) {
	for _, g := range grids {
		out = append(out, g)
		for g = g.CutAtTitle(isTitleCell); g != nil; g = g.CutAtTitle(isTitleCell) {
			out = append(out, g)
		}
	}
	return out
}

// cutAtHeads parts tables with a second head within them: those below have the title and the captions of the
// first, and the last has the notes.
func cutAtHeads(parts []*Part) (out []*Part) {
	for _, p := range parts {
		out = append(out, p)
		for !p.Weak {
			lower := p.CutAtHead(p.Head)
			if lower == nil {
				break
			}
			next := &Part{Grid: lower, On: p.On, Title: p.Title, Captions: p.Captions, Notes: p.Notes, Head: grid.HeadRows(lower)}
			p.On.Tables++
			p.Notes = nil
			out, p = append(out, next), next
		}
	}
	return out
}

// takenBy is where the lines that a table takes are noted: those of a weak one stay in the text.
func (s *surroundings) takenBy(g *grid.Grid) map[int]bool {
	if g.Weak {
		return maps.Clone(s.taken)
	}
	return s.taken
}

// nextTop is where the next table below part i begins, or the page ends.
func (s *surroundings) nextTop(parts []*Part, i int) float64 {
	top := s.Height
	for _, o := range parts {
		if y := o.Box().Y0; y >= parts[i].Box().Y1-overTable && y < top && o != parts[i] {
			top = y
		}
	}
	return top
}

// markEnds tells of each table whether other text or tables stand above and below it.
func (s *surroundings) markEnds(parts []*Part) {
	for _, p := range parts {
		p.Opens, p.Closes = true, true
		b := p.Box()
		for _, o := range parts {
			p.Opens = p.Opens && (o == p || o.Box().Y0 >= b.Y0)
			p.Closes = p.Closes && (o == p || o.Box().Y1 <= b.Y1)
		}
		for n := range s.Lines {
			if s.taken[n] {
				continue
			}
			y := s.Lines[n].Box.Center().Y
			p.Opens = p.Opens && y > b.Y0
			p.Closes = p.Closes && y < b.Y1
		}
	}
}
