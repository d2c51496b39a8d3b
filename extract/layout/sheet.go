package layout

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
)

// Limits of telling a ruled table from other drawings.
const (
	fewestTexts = 4 // cells with text, where none is a figure
	sparse      = 8 // cells to one with text in a table whose first row is no head
)

// A sheet is one page while it is laid out.
type sheet struct {
	page   *page.Page
	number int
	width  float64
	height float64
	rows   []row // its text, line by line; what is put into tables is taken out
	angled []piece
	unseen []piece // what its clip hides
	edges  edges
	frames []lattice
	grids  []*grid
	body   float64 // font size of most of its text
}

// newSheet reads the lines of a page.
func newSheet(p *page.Page) *sheet {
	s := &sheet{page: p, number: p.Number, width: p.Width, height: p.Height}
	var upright []piece
	seen, unseen := pieces(p)
	s.unseen = unseen
	for _, x := range seen {
		if x.angled {
			s.angled = append(s.angled, x)
		} else {
			upright = append(upright, x)
		}
	}
	s.rows = textRows(upright)
	s.body = s.bodySize()
	return s
}

// dropRows takes lines out of the sheet.
func (s *sheet) dropRows(drop map[int]bool) {
	if len(drop) == 0 {
		return
	}
	kept := s.rows[:0]
	for n := range s.rows {
		if !drop[n] {
			kept = append(kept, s.rows[n])
		}
	}
	s.rows = kept
}

// pieces is all text of the sheet.
func (s *sheet) pieces() []piece {
	var ps []piece
	for i := range s.rows {
		ps = append(ps, s.rows[i].pieces...)
	}
	return append(ps, s.angled...)
}

// findTables finds the tables of the sheet and takes their text out of its lines.
func (s *sheet) findTables() {
	s.edges = cleanRulings(s.page)
	s.addPale()
	s.frames = columnsOnly(lattices(s.edges), s.rows)
	rest := s.pieces()
	var rules []Edge
	for _, l := range s.frames {
		g, left := s.ruledTable(l, rest)
		if g == nil {
			rules = append(rules, l.horizontal...)
			continue
		}
		rest = left
		s.grids = append(s.grids, g)
	}
	s.setText(rest)
	rules = joinEdges(snap(append(rules, bandEdges(s.page)...)), joinWithin, shortest)
	s.findAligned(rules)
	for _, g := range s.grids {
		g.mark(s.page)
	}
}

// ruledTable reads a table off a lattice, and gives the text that is not in it. It is nil if the
// lattice is none.
func (s *sheet) ruledTable(l lattice, ps []piece) (*grid, []piece) {
	g := latticeGrid(l, s.number)
	if g == nil || g.columns() < 2 {
		return nil, ps
	}
	g.unseen = s.unseen
	rest := fill(g, ps)
	switch tableLike(g) {
	case noTable:
		return nil, ps
	case perhapsTable:
		g.weak = true
	}
	return g, rest
}

// setText makes the lines of the sheet anew from what is left outside its tables.
func (s *sheet) setText(rest []piece) {
	s.angled = s.angled[:0]
	upright := slices.DeleteFunc(rest, func(p piece) bool {
		if p.angled {
			s.angled = append(s.angled, p)
		}
		return p.angled
	})
	s.rows = textRows(upright)
}

// likeness says how much a ruled grid looks like a table.
type likeness int

const (
	noTable      likeness = iota
	perhapsTable          // if it goes on with a table on the page before or after
	isTable
)

// tableLike tells tables from charts, frames and drawings of boxes.
func tableLike(g *grid) likeness {
	texts, figures, first := 0, 0, 0
	for _, c := range g.cells {
		if c.Text == "" {
			continue
		}
		texts++
		if isFigure(c.Text) {
			figures++
		}
		if c.Row == 1 {
			first++
		}
		if c.ColSpan == g.columns() && len(c.Lines) > 1 && isChartText(c.Lines) {
			return noTable
		}
	}
	complete := first == g.columns() && first > 2
	switch {
	case texts == 0:
		return noTable
	case texts < fewestTexts && (texts < 2 || figures == 0) && !complete, first < 2 && sparse*texts < len(g.cells):
		return perhapsTable
	}
	return isTable
}

// isChartText says whether lines over the whole width of a grid hold several figures each: the
// labels of a chart.
func isChartText(ls []Line) bool {
	n := 0
	for _, l := range ls {
		if f := strings.Fields(l.Text); len(f) > 2 && isFigure(l.Text) {
			n++
		}
	}
	return 2*n > len(ls)
}

// mark notes of each row whether it is shaded and whether it is bold.
func (g *grid) mark(p *page.Page) {
	g.shade = make([]bool, g.rows())
	for r := range g.shade {
		b := g.area(r+1, 1, 1, g.columns())
		area := 0.0
		for _, f := range p.Fills {
			if f.Color.Luma() < paper {
				area += f.Box.Intersect(b).Area()
			}
		}
		g.shade[r] = area >= covered*b.Area()
	}
}
