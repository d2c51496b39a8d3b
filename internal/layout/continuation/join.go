// Package continuation joins the parts of tables on successive pages.
package continuation

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
)

// Join joins the parts of tables on successive pages. It gives the weak ones that nothing joins, or that
// join to too little, by themselves: they are no tables.
func Join(parts []*caption.Part) (out []layout.Table, none []*caption.Part) {
	var open *joining
	finish := func() {
		switch {
		case open == nil:
		case open.weak():
			none = append(none, open.parts...)
		default:
			if t := open.table(); grid.IsScrap(t.Rows, t.Columns) {
				none = append(none, open.parts...)
			} else {
				out = append(out, t)
			}
		}
	}
	for _, p := range parts {
		if open != nil && (open.take(p) || open.takeBeside(p)) {
			continue
		}
		finish()
		open = begin(p)
	}
	finish()
	return out, none
}

// GoesOn says whether a part, as it is read, continues the table that another ends with, whose column lines are given,
// and gives those of both.
func GoesOn(last *caption.Part, xs []float64, p *caption.Part) ([]float64, bool) {
	j := begin(copied(last))
	j.xs = xs
	ok := j.take(copied(p))
	return j.xs, ok
}

// copied is a part with a grid of its own.
func copied(p *caption.Part) *caption.Part {
	c, g := *p, *p.Grid
	g.Xs, g.Cells = slices.Clone(g.Xs), slices.Clone(g.Cells)
	c.Grid = &g
	return &c
}

// take joins a part if it continues the table.
func (j *joining) take(p *caption.Part) bool {
	if !j.follows(p) {
		return false
	}
	repeated := j.repeatedHead(p)
	if !j.sameTitle(p, repeated) || len(j.last.Notes) > 0 && (repeated == 0 || p.Title == "") {
		return false
	}
	if repeated == 0 && j.lacksFirstColumn(p) {
		addFirstColumn(p, j.xs[0])
	}
	own := p.Xs
	switch {
	case p.Open || j.last.Open:
		own = laidOn(p.Xs, j.xs)
	case repeated > 0 && (repeated == j.parts[0].Head || repeated == p.Head) && len(p.Xs) == len(j.xs):
		own = j.xs // the head names the columns, which may be wider or narrower on each page
	case !p.Ruled && !j.last.Ruled && repeated == 0 && p.Head == 0 && j.moveOnto(p):
		own = j.xs
	}
	xs, ok := commonColumns(j.xs, own)
	if !ok && repeated == 0 && p.Head == 0 && p.Ruled != j.last.Ruled && j.standsOn(p) {
		own, xs, ok = j.xs, j.xs, true
	}
	if !ok {
		return false
	}
	p.Xs, j.xs, j.last = own, xs, p
	j.parts, j.skip = append(j.parts, p), append(j.skip, repeated)
	return true
}

// table puts the joined parts together, which lose their cells to it: those of a table of thousands of pages are not held twice.
func (j *joining) table() layout.Table {
	first := j.parts[0]
	notes, again := j.notes()
	t := stack{Table: layout.Table{
		FirstPage: first.Page, LastPage: j.last.Page, Box: first.Box(), Title: first.Title,
		Captions: first.Captions, Notes: notes, Repeated: append(j.repeated(), again...), HeaderRows: first.Head, Columns: len(j.xs) - 1,
	}}
	cells := 0
	for _, p := range j.parts {
		cells += len(p.Cells)
	}
	t.Cells = slices.Grow(t.Cells, cells)
	var up *caption.Part
	for i, p := range j.parts {
		t.Parts = append(t.Parts, layout.Part{Page: p.Page, Box: p.Box(), FirstRow: t.Rows + 1})
		t.add(up, p, j.skip[i], j.xs)
		if up != nil {
			up.Cells = nil
		}
		up = p
	}
	up.Cells = nil
	if len(j.parts) > 1 && first.Head == first.Rows() {
		t.HeaderRows += j.parts[1].Head - j.skip[1]
	}
	if j.right != nil {
		t.LastPage = max(t.LastPage, j.right.Page)
		t.Parts = append(t.Parts, layout.Part{Page: j.right.Page, Box: j.right.Box(), FirstRow: 1})
	}
	if len(j.parts) > 1 {
		t.mendAmounts()
	}
	return t.Table
}

// mendAmounts puts amounts together that wrap within their decimals, where all amounts of their column have as many:
// on one page alone there may be too few to tell.
func (t *stack) mendAmounts() {
	var formats []figure.Format // by column, once they were asked for
	for i := range t.Cells {
		c := &t.Cells[i]
		if !figure.Several(c.Lines) || figure.IsWhole(c.Text) {
			continue
		}
		if formats == nil {
			formats = figure.Formats(slices.Values(t.Cells), t.Columns)
		}
		if f := formats[c.Column]; f.Even && figure.Completes(c.Lines, f.Decimals) {
			c.Text, _ = figure.Of(c.Lines)
		}
	}
}
