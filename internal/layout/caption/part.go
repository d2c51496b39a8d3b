// Package caption finds what stands around the tables of a page: captions, title and notes.
package caption

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Limits of what belongs to a table.
const (
	titleGap     = 7.0 // font sizes of blank between a title or a note and what belongs to it: titles are set apart
	overTable    = 4.0 // points by which a caption may reach into the table's box
	longestTitle = 90  // characters
	widestTitle  = 0.8 // share of the page's width; running text is wider
)

// A Part is what of a table stands on one page: its grid with what stands around it.
type Part struct {
	*grid.Grid
	On       *text.Page
	Title    string        // without white space; empty if there is none
	Captions []layout.Line // above it
	Notes    []layout.Line // below it
	Head     int           // the first rows of the grid that are its head
	Opens    bool          // nothing but captions stands above it on its page
	Closes   bool          // nothing stands below it on its page
}

// slack is the share of a part's cells for which there is room beyond them, from which they are put where they just fit.
const slack = 8

// Settle leaves of a part what is asked for once all pages are laid out, in no more memory than it takes: those of thousands of
// pages wait for the last.
func (p *Part) Settle() {
	if n := len(p.Cells); cap(p.Cells)-n > n/slack {
		p.Cells = append(make([]layout.Cell, 0, n), p.Cells...)
	}
	text.Settle(p.Text)
}

// The surroundings of the tables of a page are the lines outside them.
type surroundings struct {
	*text.Page
	grids []*grid.Grid
	taken map[int]bool // the lines that belong to a table, by index
}

// centred says whether a line stands in the middle of the page or of a table, and not from the left
// side of the table on.
func (s *surroundings) centred(l *text.Line, p *Part) bool {
	b := p.Box()
	return l.Box.Width() <= widestTitle*s.Width && s.InMiddle(l, b.Center().X) && l.Box.X0 > b.X0+l.Size
}
