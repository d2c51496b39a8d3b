package dataset

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
	listed := map[[2]int]int{} // by row and side: which item of the row
	for _, r := range figures {
		if r.Column < 1 || r.Column > len(t.Columns) || r.Row < 1 || r.Row > len(t.Rows) {
			continue
		}
		c := &t.Columns[r.Column-1]
		c.Path, c.Role, c.Unit, c.Side, c.Year = r.Path, normalize.FigureColumn, r.Unit, r.Side, r.ColumnYear
		row := &t.Rows[r.Row-1]
		row.Page = r.Page
		at := [2]int{r.Row, r.Side}
		n, known := listed[at]
		if !known {
			n = len(row.Items)
			listed[at] = n
			row.Items = append(row.Items, itemOf(r))
		}
		if r.Role != normalize.OfPart {
			row.Items[n].Role = itemRoles[r.Role] // a part by its column alone says nothing of its row
		}
	}
}

func itemOf(r *normalize.Record) normalize.Item {
	return normalize.Item{Side: r.Side, Label: r.Label, Keys: r.Keys, Role: itemRoles[r.Role], Level: r.Level, Parent: r.ParentRow, FunctionCode: r.FunctionCode, EconomicCode: r.EconomicCode,
		GovEconomicCode: r.GovEconomicCode, UnitCode: r.UnitCode, ProjectCode: r.ProjectCode}
}

// itemRoles are the roles of rows by those of their figures.
var itemRoles = map[normalize.FigureRole]normalize.ItemRole{
	normalize.OfTotal: normalize.Total, normalize.OfSubtotal: normalize.Total, normalize.OfPart: normalize.Memo,
}
