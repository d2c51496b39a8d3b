package dataset

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/dataset/workbook"
	"github.com/xuri/excelize/v2"
)

func TestWriteTables(t *testing.T) {
	table := layout.Table{FirstPage: 1, LastPage: 1, Title: "Budget", HeaderRows: 1, Rows: 2, Columns: 4}
	for i, text := range []string{"Code", "Name", "2025", "2026", "0123", "a", "1,234.50", "-7"} {
		table.Cells = append(table.Cells, layout.Cell{Row: i/4 + 1, Column: i%4 + 1, RowSpan: 1, ColSpan: 1, Text: text})
	}
	var b bytes.Buffer
	if err := workbook.WriteTables(&b, []layout.Table{table, {Rows: 1, Columns: 1}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"01 Budget", "02"}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	for cell, number := range map[string]bool{"C3": false, "A4": false, "C4": true, "D4": true} {
		kind, _ := f.GetCellType("01 Budget", cell)
		if (kind == excelize.CellTypeUnset) != number {
			t.Errorf("%s has the type %v", cell, kind)
		}
	}
	if shown, _ := f.GetCellValue("01 Budget", "C4"); shown != "1,234.50" {
		t.Errorf("C4 shows %q", shown)
	}
	if err := workbook.WriteTables(&b, nil); err != nil {
		t.Error(err)
	}
}
