package grid

import (
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

// unitRow says whether a row under the first one holds nothing but units, money's among them, as a row does
// that gives the columns over it their units.
func unitRow(g *Grid, row int) bool {
	if row < 2 || row > g.Rows {
		return false
	}
	money := false
	for _, c := range g.Line(row) {
		if c.Column == 1 || !words.IsUnit(words.Fold(c.Text)) && figure.UnitCell(c.Text) == "" {
			return false
		}
		money = money || figure.UnitCell(c.Text) != ""
	}
	return money
}

// OverNames is what the head says over the first column of names, which can tell the unit of all columns beside it: 财务数据（单位：亿元）.
func (h *Head) OverNames(g *Grid) string {
	for column := 1; column <= g.Columns; column++ {
		if holdsNames(g, column, h.Rows+1) {
			return strings.Join(h.Paths[column-1], "")
		}
	}
	return ""
}

// holdsNames says whether a column from a row on holds words and no figure.
func holdsNames(g *Grid, column, from int) bool {
	names := false
	for r := from; r <= g.Rows; r++ {
		switch figure.Read(g.Text(r, column)).Kind {
		case figure.Number:
			return false
		case figure.Words:
			names = true
		}
	}
	return names
}

// unitText is the unit that a cell of a row of units holds.
func unitText(c *layout.Cell) string {
	if u := figure.UnitCell(c.Text); u != "" {
		return u
	}
	return words.Fold(c.Text)
}

// unitsOverAmounts says whether all figures of a row stand under a unit in their cells, and none below them in
// their columns has a unit of its own: it holds for the column then.
func unitsOverAmounts(g *Grid, row int) bool {
	n := 0
	for _, c := range g.Line(row) {
		if figure.Read(c.Text).Kind != figure.Number {
			continue
		}
		if !figure.UnderUnit(c.Text) || printsUnits(g, c.Column, row+1) {
			return false
		}
		n++
	}
	return n > 0
}

// printsUnits says whether a figure of a column from a row on has a unit of its own.
func printsUnits(g *Grid, column, from int) bool {
	for r := from; r <= g.Rows; r++ {
		if c := g.Own(r, column); c != nil && figure.Read(c.Text).Unit != "" {
			return true
		}
	}
	return false
}
