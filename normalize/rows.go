package normalize

import (
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/mingxi/mingxi/normalize/internal/outline"
)

// readRows gives the table's body rows and the items they name, with codes, roles, levels and
// parents, and the names that the rows above give them.
func readRows(g *grid.Grid, h *grid.Head, cols []column) ([]Row, owners) {
	sides := sidesOf(cols)
	readers := make([]*itemReader, len(sides))
	for i, s := range sides {
		readers[i] = newItemReader(g, cols, s)
		readers[i].head = h.Rows
		readers[i].fullFirst()
	}
	rows := make([]Row, 0, max(0, g.Rows-h.Rows))
	for r := h.Rows + 1; r <= g.Rows; r++ {
		row := Row{Number: r - h.Rows, Page: rowPage(g, r)}
		if !h.Repeats(g, r) {
			for _, rd := range readers {
				if it, ok := rd.read(r, row.Number); ok {
					row.Items = append(row.Items, it)
				}
			}
		}
		rows = append(rows, row)
	}
	for i, s := range sides {
		nest(rows, s, readers[i])
	}
	above := owners{}
	for _, rd := range readers {
		above.readOwners(rd, rows)
	}
	return rows, above
}

// nest sets level and parent of a side's items, which its reader's marks tell of by row.
func nest(rows []Row, side int, rd *itemReader) {
	list, items := make([]outline.Row, 0, len(rows)), make([]*Item, 0, len(rows))
	for i := range rows {
		if it := itemOf(&rows[i], side); it != nil {
			list, items = append(list, *rd.marks[rows[i].Number]), append(items, it)
		}
	}
	counted := withoutSerials(list)
	outline.Nest(list)
	if outline.Nest(counted); rd.onlyCounted(list, counted) {
		list = counted
	}
	for i, r := range list {
		items[i].Parent, items[i].Level, items[i].Role = r.Parent, r.Level, roles[r.Kind]
	}
}

func rowPage(g *grid.Grid, row int) int {
	for k := 1; k <= g.Columns; k++ {
		if c := g.Own(row, k); c != nil {
			return c.Page
		}
	}
	for k := 1; k <= g.Columns; k++ {
		if c := g.Cell(row, k); c != nil {
			return c.Page
		}
	}
	return 0
}

// sidesOf lists the sides a table has: 1, 2, ... or 0 alone.
func sidesOf(cols []column) []int {
	last := 0
	for _, c := range cols {
		last = max(last, c.Side)
	}
	if last == 0 {
		return []int{0}
	}
	var out []int
	for s := 1; s <= last; s++ {
		out = append(out, s)
	}
	return out
}
