package analysis

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/ruling"
)

// Steps are the products of the steps from the rulings of one page to its tables, so that each can
// be drawn. Tables joined over pages are not joined here.
type Steps struct {
	Horizontal, Vertical []ruling.Edge // rulings, cleaned, snapped and joined
	Joints               []page.Point  // where a horizontal and a vertical one meet
	Cells                []page.Box    // what they enclose, merged cells as one
	Lines                []layout.Line // the text outside tables, line by line
	Tables               []page.Box    // that hold enough to be one by themselves
}

// Trace lays out one page and keeps the steps, of each page of a sheet that holds two. It sees no other page, so that running heads
// stay.
func Trace(p page.Page) Steps {
	var t Steps
	left := 0.0
	for _, half := range pagesOf(&p) {
		t.add(half, left)
		left += half.Width
	}
	return t
}

// add takes in the steps of a page that stands so far to the right.
func (t *Steps) add(p *page.Page, left float64) {
	text := readText(p)
	found := findTables(text, nil)
	for _, e := range found.edges.Horizontal {
		t.Horizontal = append(t.Horizontal, ruling.Edge{At: e.At, From: e.From + left, To: e.To + left})
	}
	for _, e := range found.edges.Vertical {
		t.Vertical = append(t.Vertical, ruling.Edge{At: e.At + left, From: e.From, To: e.To})
	}
	for _, l := range found.lattices {
		for _, j := range l.Joints {
			t.Joints = append(t.Joints, page.Point{X: j.X + left, Y: j.Y})
		}
	}
	for i := range text.Lines {
		l := text.Printed(&text.Lines[i])
		l.Box = aside(l.Box, left)
		t.Lines = append(t.Lines, l)
	}
	for _, g := range found.grids {
		if g.Weak {
			continue
		}
		t.Tables = append(t.Tables, aside(g.Box(), left))
		for _, c := range g.Cells {
			t.Cells = append(t.Cells, aside(c.Box, left))
		}
	}
}
