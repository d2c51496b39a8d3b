package analysis

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/aligned"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruled"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// mostMarks is how many rulings and fills a page of tables holds at most, many times what any does that was
// met. A page with more is a map or a trap: its text is laid out as if nothing were drawn.
const mostMarks = 10000

// fewestSides is how many vertical edges rule columns.
const fewestSides = 2

// fewestHeaped is how many amounts stand in a cell whose rows nothing rules.
const fewestHeaped = 3

// readText reads the text of a page.
func readText(p *page.Page) *text.Page {
	if len(p.Rulings)+len(p.Unseen)+len(p.Fills) > mostMarks {
		bare := *p
		bare.Rulings, bare.Unseen, bare.Fills = nil, nil, nil
		p = &bare
	}
	return text.NewPage(p)
}

// A pageLayout is what led to the tables of one page.
type pageLayout struct {
	edges    ruling.Edges
	lattices []ruling.Lattice
	grids    []*grid.Grid
}

// findTables finds the tables of a page, ruled ones first, and takes their text out of its lines. A page that goes on
// with a table without rulings has that before it.
func findTables(p *text.Page, before *aligned.Before) pageLayout {
	found := pageLayout{edges: ruling.Clean(p)}
	rest := p.Rest()
	found.lattices = ruling.Lattices(found.edges, p.Lines)
	var dividers []ruling.Edge
	for i, l := range found.lattices {
		g, left := ruled.Read(p, l, rest)
		whole, without := readLoose(p, g, l, rest)
		if whole == nil {
			whole, without = readBetweenSides(p, g, found.lattices[i:], rest)
		}
		switch {
		case i == 0 && g != nil && before != nil && before.Boxed:
			dividers = append(dividers, l.Horizontal...)
		case whole != nil:
			rest = without
			found.grids = append(found.grids, whole)
		case g != nil && !heapsAmounts(g):
			rest = left
			found.grids = append(found.grids, g)
		default:
			dividers = append(dividers, l.Horizontal...)
		}
	}
	if before == nil { // rules that leave out columns show merged cells of a body; those of heads alone are read with what is below
		if g, left := ruled.ReadMerged(p, dividers, rest); g != nil && spansRows(g) {
			found.grids, rest = append(found.grids, g), left
			dividers = slices.DeleteFunc(dividers, func(e ruling.Edge) bool { return g.Box().Y0-1 <= e.At && e.At <= g.Box().Y1+1 })
		}
	}
	p.SetRest(rest)
	dividers, shaded := ruling.Dividers(p.Page, dividers)
	found.grids = append(found.grids, alignedTables(p, dividers, shaded, before)...)
	for _, g := range found.grids {
		g.MarkShade(p.Page)
	}
	p.Tables = len(found.grids)
	return found
}

// readLoose reads what stands in a lattice that rules some of its columns alone by its horizontal edges, if that shows rows,
// head and the columns that were told off the lattice, or more where these hold figures side by side; nil if it does not.
func readLoose(p *text.Page, g *grid.Grid, l ruling.Lattice, ps []text.Piece) (whole *grid.Grid, rest []text.Piece) {
	if g == nil || !g.Loose || spansRows(g) {
		return nil, nil
	}
	within := *p
	within.SetRest(ps)
	whole = aligned.Whole(&within, l.Horizontal)
	if whole == nil || whole.Columns() < g.Columns() || whole.Columns() > g.Columns() && !g.Glued && !(namesEach(whole) && !partsName(whole, g)) {
		return nil, nil
	}
	return whole, within.Rest()
}

// readBetweenSides reads what stands in the first of some lattices, or below it if that rules the head alone, by the vertical
// edges, where nothing rules rows, or these do not rule all columns; nil if it shows no more rows or columns than g, which was
// told off the lattice.
func readBetweenSides(p *text.Page, g *grid.Grid, ls []ruling.Lattice, ps []text.Piece) (whole *grid.Grid, rest []text.Piece) {
	l := ls[0]
	headAlone, hanging := isHeadAlone(g, l), l.HangsInHead()
	if len(l.Vertical) < fewestSides || !headAlone && !l.Open && !hanging && !(g != nil && g.Stacked) {
		return nil, nil
	}
	limit := p.Height
	for _, o := range ls[1:] {
		if o.Box.X0 < l.Box.X1 && l.Box.X0 < o.Box.X1 && o.Box.Y0 > l.Box.Y1 {
			limit = min(limit, o.Box.Y0)
		}
	}
	within := *p
	within.SetRest(ps)
	whole = aligned.InSides(&within, l, headAlone, limit)
	switch {
	case whole == nil, g != nil && whole.Columns() < g.Columns():
		return nil, nil
	case g == nil, l.Open, hanging, whole.Rows() > g.Rows():
		return whole, within.Rest()
	}
	return nil, nil
}

// isHeadAlone says whether a lattice rules heads of columns and no row with a figure.
func isHeadAlone(g *grid.Grid, l ruling.Lattice) bool {
	return g != nil && len(l.Horizontal) > 1 && g.Columns() > 1 && !slices.ContainsFunc(g.Cells, holdsFigure) && grid.HeadRows(g) == g.Rows()
}

// heapsAmounts says whether a cell holds amounts one above the other, and words: the rulings tell none of its rows.
func heapsAmounts(g *grid.Grid) bool {
	return slices.ContainsFunc(g.Cells, func(c layout.Cell) bool {
		amounts := 0
		for _, l := range c.Lines {
			if figure.Is(l.Text) && figure.HasDecimals(l.Text) {
				amounts++
			}
		}
		return amounts >= fewestHeaped && amounts < len(c.Lines)
	})
}

// holdsFigure says whether a cell holds a figure, and no year, which heads hold as well.
func holdsFigure(c layout.Cell) bool { return figure.Is(c.Text) && !figure.IsYear(c.Text) }

// namesEach says whether each column of a grid has a name of its own in its head.
func namesEach(g *grid.Grid) bool {
	head, named := grid.HeadRows(g), make(map[int]bool)
	for _, c := range g.Cells {
		if c.Row <= head && c.ColSpan == 1 && c.Text != "" {
			named[c.Column] = true
		}
	}
	return len(named) == g.Columns()
}

// partsName says whether a column line of a grid runs between the letters of a name that is spread over one ruled cell.
func partsName(g, ruled *grid.Grid) bool {
	head := grid.HeadRows(ruled)
	return slices.ContainsFunc(ruled.Cells, func(c layout.Cell) bool {
		letters := strings.Fields(c.Text)
		if c.Row > head || len(letters) < 2 || slices.ContainsFunc(letters, func(s string) bool { return utf8.RuneCountInString(s) > 1 }) {
			return false
		}
		from, to := grid.ColumnsUnder(g.Xs, text.BoxOf(c.Lines))
		return from < to
	})
}

// spansRows says whether a cell of the body, which begins with the first figure at the latest, spans rows, which text does not show.
func spansRows(g *grid.Grid) bool {
	head, figures := grid.HeadRows(g), g.Rows()
	if n := slices.IndexFunc(g.Cells, holdsFigure); n >= 0 {
		figures = g.Cells[n].Row
	}
	return slices.ContainsFunc(g.Cells, func(c layout.Cell) bool {
		return c.Row > head && c.RowSpan > 1 && c.Row+c.RowSpan > figures && c.Text != ""
	})
}
