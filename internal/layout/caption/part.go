// Package caption finds what stands around a table on its page: captions, title and notes.
package caption

import (
	"cmp"
	"maps"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A Part is a grid with what stands around it on its page.
type Part struct {
	*grid.Grid
	On       *text.Page
	Title    string
	Captions []layout.Line
	Notes    []layout.Line
	Head     int
	Opens    bool // nothing but captions stands above it on its page
	Closes   bool // nothing stands below it on its page
}

// Surroundings are what stands around the tables of a page.
type surroundings struct {
	*text.Page
	grids []*grid.Grid
	used  map[int]bool // the lines that belong to a table
}

// Describe finds the captions, title, notes and head of each table of the sheet, and takes these
// lines out of the sheet's text.
func Describe(p *text.Page, grids []*grid.Grid) []*Part {
	s := surroundings{Page: p, grids: grids, used: make(map[int]bool)}
	slices.SortStableFunc(s.grids, func(a, b *grid.Grid) int {
		return cmp.Or(cmp.Compare(a.Box().Y0, b.Box().Y0), cmp.Compare(a.Box().X0, b.Box().X0))
	})
	parts := make([]*Part, len(s.grids))
	for i, g := range s.grids {
		p := &Part{Grid: g, On: s.Page}
		parts[i] = p
		s.captionsOf(p, s.usedFor(g))
		p.innerCaptions()
	}
	for i, p := range parts {
		s.notesOf(p, nextTop(parts, i, s.Height), s.usedFor(p.Grid))
		p.innerNotes()
		p.Head = grid.HeadRows(p.Grid)
	}
	s.markEnds(parts)
	s.Drop(s.used)
	return parts
}

// usedFor is where the lines that a table takes are noted: those of a weak one stay in the text.
func (s *surroundings) usedFor(g *grid.Grid) map[int]bool {
	if g.Weak {
		return maps.Clone(s.used)
	}
	return s.used
}

// nextTop is where the next table below begins, or the page ends.
func nextTop(parts []*Part, i int, height float64) float64 {
	top := height
	for _, o := range parts {
		if y := o.Box().Y0; y >= parts[i].Box().Y1-overTableBy && y < top && o != parts[i] {
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
			if s.used[n] {
				continue
			}
			y := s.Lines[n].Box.Center().Y
			p.Opens = p.Opens && y > b.Y0
			p.Closes = p.Closes && y < b.Y1
		}
	}
}
