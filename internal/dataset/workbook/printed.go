package workbook

import (
	"io"
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// plainNumber is a number as tables of any country that writes 1,234.5 print it; what begins with a
// zero is a code.
var plainNumber = regexp.MustCompile(`^-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?$`)

// WriteTables writes laid-out tables as a workbook, one sheet each, without giving them a meaning:
// what reads as a number is one.
func WriteTables(w io.Writer, tables []layout.Table) error {
	b := &workbook{excelize.NewFile(), map[look]int{}}
	defer b.file.Close()
	for i := range tables {
		t, figures := printedTable(&tables[i], i+1)
		if err := b.table(t, figures, nil); err != nil {
			return err
		}
	}
	if len(tables) > 0 {
		if err := b.file.DeleteSheet("Sheet1"); err != nil {
			return err
		}
	}
	return writePacked(w, b.file)
}

// printedTable shapes a laid-out table like one with a meaning, its numbers like records.
func printedTable(t *layout.Table, number int) (*normalize.Table, map[normalize.Ref]*normalize.Record) {
	n := &normalize.Table{
		Number: number, Title: t.Title, FirstPage: t.FirstPage, LastPage: t.LastPage, HeaderRows: t.HeaderRows,
		Columns: make([]normalize.Column, t.Columns), Rows: make([]normalize.Row, max(0, t.Rows-t.HeaderRows)), Cells: t.Cells,
	}
	for _, l := range t.Notes {
		n.Notes = append(n.Notes, l.Text)
	}
	figures := map[normalize.Ref]*normalize.Record{}
	for _, c := range t.Cells {
		text := strings.TrimSpace(c.Text)
		if c.Row <= t.HeaderRows || !plainNumber.MatchString(text) {
			continue
		}
		d, err := decimal.NewFromString(strings.ReplaceAll(text, ",", ""))
		if err == nil {
			ref := normalize.Ref{Table: number, Row: c.Row - t.HeaderRows, Column: c.Column}
			figures[ref] = &normalize.Record{Value: decimal.NewNullDecimal(d), Status: normalize.Unverified}
		}
	}
	return n, figures
}
