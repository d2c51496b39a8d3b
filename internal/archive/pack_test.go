package archive

import (
	"reflect"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/normalize"
)

// A portion of more than one piece comes back as it was, but for the lines of cells; one that was cut off does not.
func TestPortionsInPieces(t *testing.T) {
	ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d1", Pages: 3}}, Tables: make([]normalize.Table, 3)}
	for i := range 2*mostInPiece + 7 {
		line := layout.Line{Text: "1", Page: 1}
		ds.Tables[1].Cells = append(ds.Tables[1].Cells, layout.Cell{Row: i + 1, Column: 1, Text: "1", Lines: []layout.Line{line}})
		ds.Tables[2].Rows = append(ds.Tables[2].Rows, normalize.Row{Number: i + 1})
		ds.Records = append(ds.Records, normalize.Record{Table: 3, Row: i + 1})
	}
	data, err := pack(ds)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(ds.Tables[1].Cells[0].Lines); n != 1 {
		t.Errorf("what was packed has %d lines left", n)
	}
	got, err := unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ds.Tables[1].Cells {
		ds.Tables[1].Cells[i].Lines = nil
	}
	if !reflect.DeepEqual(got, ds) {
		t.Error("it is not what was packed")
	}
	if _, err := unpack(data[:len(data)-100]); err == nil {
		t.Error("half of one is taken for whole")
	}
}

// A portion that says of each of its tables that there is much in it makes no more place than one of one table.
func TestPlaceThatIsMadeForTables(t *testing.T) {
	size := &sizes{Records: mostRoom / 2, Cells: make([]int, 100), Rows: make([]int, 100)}
	for i := range size.Cells {
		size.Cells[i], size.Rows[i] = 1<<40, 1<<40
	}
	ds := &normalize.Dataset{Tables: make([]normalize.Table, 100)}
	if err := size.room(ds); err != nil {
		t.Fatal(err)
	}
	all := cap(ds.Records)
	for i := range ds.Tables {
		all += cap(ds.Tables[i].Cells) + cap(ds.Tables[i].Rows)
	}
	if all > mostRoom {
		t.Errorf("place is made for %d", all)
	}
}
