package analysis

import (
	"slices"

	"github.com/mingxi/mingxi/internal/layout/aligned"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// alignedTables finds the tables without column rulings of a page, those in columns of prose by themselves.
func alignedTables(p *text.Page, dividers, shaded []ruling.Edge, before *aligned.Before) []*grid.Grid {
	var across []text.Span
	for _, e := range dividers {
		across = append(across, text.Span{X0: e.From, X1: e.To, Y: e.At})
	}
	columns, rest := p.Columns(across)
	if len(columns) == 0 {
		return aligned.Tables(p, dividers, shaded, before)
	}
	var out []*grid.Grid
	var left []text.Piece
	read := func(ps []text.Piece, within func(ruling.Edge) bool, before *aligned.Before) {
		part := *p
		part.SetRest(ps)
		outside := func(e ruling.Edge) bool { return !within(e) }
		out = append(out, aligned.Tables(&part, slices.DeleteFunc(slices.Clone(dividers), outside), slices.DeleteFunc(slices.Clone(shaded), outside), before)...)
		left = append(left, part.Rest()...)
	}
	in := func(c text.Column, e ruling.Edge) bool {
		mid := (e.From + e.To) / 2
		return c.Y0-c.Pieces[0].Size <= e.At && e.At <= c.Y1+c.Pieces[0].Size && c.X0 < mid && mid < c.X1
	}
	columns = slices.DeleteFunc(columns, func(c text.Column) bool { return len(c.Pieces) == 0 })
	read(rest, func(e ruling.Edge) bool {
		return !slices.ContainsFunc(columns, func(c text.Column) bool { return in(c, e) && e.To-e.From < (c.X1-c.X0) })
	}, before)
	for _, c := range columns {
		read(c.Pieces, func(e ruling.Edge) bool { return in(c, e) }, nil)
	}
	p.SetRest(left)
	return out
}
