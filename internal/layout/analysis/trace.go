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

// Trace lays out one page and keeps the steps. It sees no other page, so that running heads stay.
func Trace(p page.Page) Steps {
	text := readText(&p)
	found := findTables(text, nil)
	t := Steps{Horizontal: found.edges.Horizontal, Vertical: found.edges.Vertical}
	for _, l := range found.lattices {
		t.Joints = append(t.Joints, l.Joints...)
	}
	for i := range text.Lines {
		t.Lines = append(t.Lines, text.Printed(&text.Lines[i]))
	}
	for _, g := range found.grids {
		if g.Weak {
			continue
		}
		t.Tables = append(t.Tables, g.Box())
		for _, c := range g.Cells {
			t.Cells = append(t.Cells, c.Box)
		}
	}
	return t
}
