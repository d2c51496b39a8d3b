// Package ruling reads what is drawn on a page: edges, which are rulings cleaned and joined, and lattices of
// edges that hang together.
package ruling

import (
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Clean turns the rulings of a page into edges: those that cannot be seen left out, near
// ones brought to one position, broken ones joined. White borders on white paper count where texts
// stand between them as in a table; underlines do not. What was filled into blanks is marked
// in the lines of the page.
func Clean(p *text.Page) Edges {
	e := tileEdges(p.Page)
	for i := range p.Rulings {
		if r := &p.Rulings[i]; Visible(r, p.Fills) {
			e.add(r)
		}
	}
	return e.snapped().withPale(p).withoutUnderlines(p)
}
