package export

import (
	"github.com/mingxi/mingxi/normalize"
)

// restoreHeads gives stored tables the heads of columns, the names of rows and the sides of lists that
// their records tell of. Columns and rows without figures stay bare.
func restoreHeads(ds *normalize.Dataset) {
	type key struct {
		document string
		table    int
	}
	of := map[key][]*normalize.Record{}
	for i := range ds.Records {
		r := &ds.Records[i]
		k := key{r.Document, r.Table}
		of[k] = append(of[k], r)
	}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		restoreTable(t, of[key{t.Document, t.Number}])
	}
}

func restoreTable(t *normalize.Table, figures []*normalize.Record) {
	sides := sidesByNames(figures)
	listed := map[[2]int]bool{}
	for _, r := range figures {
		if r.Column < 1 || r.Column > len(t.Columns) || r.Row < 1 || r.Row > len(t.Rows) {
			continue
		}
		side := sides[r.Column]
		c := &t.Columns[r.Column-1]
		c.Path, c.Role, c.Unit, c.Side = r.Path, normalize.FigureColumn, r.Unit, side
		row := &t.Rows[r.Row-1]
		row.Page = r.Page
		if at := [2]int{r.Row, side}; !listed[at] {
			listed[at] = true
			row.Items = append(row.Items, itemOf(r, side))
		}
	}
}

func itemOf(r *normalize.Record, side int) normalize.Item {
	return normalize.Item{Side: side, Label: r.Label, Keys: r.Keys, FunctionCode: r.FunctionCode, EconomicCode: r.EconomicCode,
		GovEconomicCode: r.GovEconomicCode, UnitCode: r.UnitCode, ProjectCode: r.ProjectCode}
}

// sidesByNames numbers the lists of a table by column: those that name every row alike are one. They
// count from 1, from 0 in an ordinary table.
func sidesByNames(figures []*normalize.Record) map[int]int {
	columns, last := map[int]map[int]string{}, 0
	for _, r := range figures {
		if columns[r.Column] == nil {
			columns[r.Column] = map[int]string{}
		}
		columns[r.Column][r.Row] = r.Label + "|" + r.FunctionCode + r.EconomicCode + r.GovEconomicCode + r.UnitCode + r.ProjectCode
		last = max(last, r.Column)
	}
	var lists []map[int]string
	out := map[int]int{}
	for c := 1; c <= last; c++ {
		if columns[c] == nil {
			continue
		}
		n := len(lists)
		for i, l := range lists {
			if alike(l, columns[c]) {
				n = i
			}
		}
		if n == len(lists) {
			lists = append(lists, map[int]string{})
		}
		for row, name := range columns[c] {
			lists[n][row] = name
		}
		out[c] = n + 1
	}
	if len(lists) == 1 {
		clear(out)
	}
	return out
}

// alike says that no row that two lists have has another name in each.
func alike(a, b map[int]string) bool {
	for row, name := range b {
		if other, ok := a[row]; ok && other != name {
			return false
		}
	}
	return true
}
