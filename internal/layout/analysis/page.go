package analysis

import (
	"github.com/mingxi/mingxi/internal/layout/aligned"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruled"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A pageLayout is one page while it is laid out: its text, and the tables found on it so far.
type pageLayout struct {
	text     *text.Page
	edges    ruling.Edges
	lattices []ruling.Lattice
	grids    []*grid.Grid
}

// findTables finds the tables of a page and takes their text out of its lines.
func findTables(s *text.Page) pageLayout {
	rest := s.Rest()
	l := pageLayout{text: s, edges: ruling.Clean(s.Page, rest)}
	l.lattices = ruling.Lattices(l.edges, s.Lines)
	var rules []ruling.Edge
	for _, x := range l.lattices {
		g, left := ruled.Read(s, x, rest)
		if g == nil {
			rules = append(rules, x.Horizontal...)
			continue
		}
		rest = left
		l.grids = append(l.grids, g)
	}
	s.SetRest(rest)
	l.grids = append(l.grids, aligned.Tables(s, ruling.Rules(s.Page, rules))...)
	for _, g := range l.grids {
		g.MarkShade(s.Page)
	}
	s.Tables = len(l.grids)
	return l
}
