package layout

import "github.com/mingxi/mingxi/extract/page"

// Steps are the products of the steps from the rulings of one page to its tables, so that each can
// be drawn. Tables joined over pages are not joined here.
type Steps struct {
	Horizontal, Vertical []Edge       // rulings, cleaned, snapped and joined
	Joints               []page.Point // where two of them meet
	Cells                []page.Box   // what they enclose, merged cells as one
	Lines                []Line       // the text outside tables, line by line
	Tables               []page.Box
}

// Trace lays out one page and keeps the steps. It sees no other page, so that running heads stay.
func Trace(p page.Page) Steps {
	s := newSheet(&p)
	s.findTables()
	t := Steps{Horizontal: s.edges.horizontal, Vertical: s.edges.vertical}
	for _, l := range s.frames {
		t.Joints = append(t.Joints, l.joints...)
	}
	for i := range s.rows {
		t.Lines = append(t.Lines, Line{Text: s.rows[i].text(), Page: p.Number, Box: s.rows[i].box})
	}
	for _, g := range s.grids {
		if g.weak {
			continue
		}
		t.Tables = append(t.Tables, g.box())
		for _, c := range g.cells {
			t.Cells = append(t.Cells, c.Box)
		}
	}
	return t
}
