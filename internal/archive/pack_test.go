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
