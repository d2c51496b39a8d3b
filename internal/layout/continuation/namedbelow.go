package continuation

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// fewestNamed is how many cells with text show that a column leaves none empty; the first column, which names rows,
// needs one.
const fewestNamed = 2

// namedBelow tells in which columns the empty last cell of the table is the beginning of the first merged cell on
// the next page: a cell that goes over the page end has its text in the middle of its larger part. A column of
// words must show it, of which no other cell is empty; others go with it where their cells have the same rows.
func (t *stack) namedBelow(added []layout.Cell, above map[int]*layout.Cell) map[int]bool {
	below := make(map[int]*layout.Cell) // by column, the cells of the first row that is added
	for i := range added {
		if c := &added[i]; c.Row == t.Rows+1 {
			below[c.Column] = c
		}
	}
	out := make(map[int]bool)
	for column, a := range above {
		c := below[column]
		if out[column] || !mayGoOn(a, c) || a.Row <= t.HeaderRows || figure.Is(c.Text) || !t.namesRows(column, added) {
			continue
		}
		for other, b := range above {
			if d := below[other]; mayGoOn(b, d) && b.Row == a.Row && d.RowSpan == c.RowSpan {
				out[other] = true
			}
		}
	}
	return out
}

// mayGoOn says whether an empty cell may go on in a merged one that has the text.
func mayGoOn(a, c *layout.Cell) bool {
	return c != nil && a.Text == "" && c.Text != "" && c.RowSpan > 1 && a.ColSpan == c.ColSpan
}

// namesRows says whether the cells of a column hold text, on the last page of the table and in what is added, but
// for the last one of either page.
func (t *stack) namesRows(column int, added []layout.Cell) bool {
	named := 0
	for _, cells := range [][]layout.Cell{t.Cells[t.part:], added} {
		last := 0
		for _, c := range cells {
			last = max(last, c.Row+c.RowSpan-1)
		}
		for _, c := range cells {
			switch {
			case c.Column != column || c.Row <= t.HeaderRows:
			case c.Text != "":
				named++
			case c.Row+c.RowSpan-1 != last:
				return false
			}
		}
	}
	return named >= fewestNamed || column == 1 && named > 0
}
