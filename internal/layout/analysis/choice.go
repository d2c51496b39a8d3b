package analysis

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/aligned"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/continuation"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A Choice is what a person says of the tables of a document that cannot be told from its pages.
type Choice struct {
	Area    page.Box  // of each page, in points; what lies outside is not looked at. The zero Box is the whole page
	Columns []float64 // where column lines stand, in points from the left; all text between the outermost is one table. None: as told by the page
}

// Made says that anything was chosen.
func (c Choice) Made() bool { return c.Area != (page.Box{}) || len(c.Columns) > 0 }

// Pages is the tables of the pages under a choice, joined over page breaks, in document order.
func (c Choice) Pages(pages []page.Page) []layout.Table {
	pages = slices.Clone(pages)
	for i := range pages {
		pages[i] = c.cut(pages[i])
	}
	if len(c.Columns) == 0 {
		tables, _ := Pages(pages)
		return tables
	}
	xs := slices.Sorted(slices.Values(c.Columns))
	parts, texts := make([][]*caption.Part, len(pages)), make([]*text.Page, len(pages))
	page.Each(len(pages), func(i int) {
		texts[i] = readText(&pages[i])
		t := texts[i]
		t.PartAt(xs)
		dividers, _ := ruling.Dividers(&pages[i], ruling.Clean(t).Horizontal)
		if g := aligned.InColumns(t, dividers, xs); g != nil {
			parts[i] = caption.Describe(t, []*grid.Grid{g})
		}
	})
	tables, _ := continuation.Join(slices.Concat(parts...))
	nameSources(tables, texts)
	return tables
}

// cut is a page of which only what lies in the area is left, and between the outermost columns.
func (c Choice) cut(p page.Page) page.Page {
	area := c.Area
	if area == (page.Box{}) {
		area = page.Box{X1: p.Width, Y1: p.Height}
	}
	if n := len(c.Columns); n > 0 {
		area = area.Intersect(page.Box{X0: slices.Min(c.Columns), X1: slices.Max(c.Columns), Y1: p.Height})
	}
	p.Runs = slices.DeleteFunc(slices.Clone(p.Runs), func(r page.Run) bool { return !area.Contains(r.Box.Center()) })
	rulings := func(rs []page.Ruling) []page.Ruling {
		var out []page.Ruling
		for _, r := range rs {
			b := page.Box{X0: r.From.X, Y0: r.From.Y, X1: r.To.X, Y1: r.To.Y}
			if b.X0 > area.X1 || b.X1 < area.X0 || b.Y0 > area.Y1 || b.Y1 < area.Y0 {
				continue
			}
			b = b.Intersect(area)
			r.From, r.To = page.Point{X: b.X0, Y: b.Y0}, page.Point{X: b.X1, Y: b.Y1}
			out = append(out, r)
		}
		return out
	}
	p.Rulings, p.Unseen = rulings(p.Rulings), rulings(p.Unseen)
	return p
}
