package reread

import "github.com/mingxi/mingxi/normalize"

// A column is a column of one of the tables.
type column struct {
	document      string
	table, number int
}

func columnOf(r *normalize.Record) column { return column{r.Document, r.Table, r.Column} }

// rowOf is a row in the form of a column, with a number below nought.
func rowOf(r *normalize.Record) column { return column{r.Document, r.Table, -r.Row} }

// tableOf is a table in the form of a column: column 0.
func tableOf(r *normalize.Record) column { return column{r.Document, r.Table, 0} }

// figureColumns are the columns in which most records are figures.
func figureColumns(ds *normalize.Dataset) map[column]bool {
	figures, all := map[column]int{}, map[column]int{}
	for i := range ds.Records {
		r := &ds.Records[i]
		all[columnOf(r)]++
		if r.Value.Valid {
			figures[columnOf(r)]++
		}
	}
	out := map[column]bool{}
	for c, n := range figures {
		out[c] = 2*n > all[c]
	}
	return out
}
