package workbook

import (
	"iter"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

// sampleRows are looked at to choose the widths of a list's columns.
const sampleRows = 200

// resource writes a resource as a sheet, its head in view and filters on every column.
func (b *workbook) resource(name string, r contract.Resource, ds *normalize.Dataset) error {
	out, err := b.newSheet(name)
	if err != nil {
		return err
	}
	if err := setWidths(out, r.Header(), r.Rows(ds)); err != nil {
		return err
	}
	if err := freeze(out, 1); err != nil {
		return err
	}
	n, err := b.resourceRows(out, r, r.Rows(ds))
	if err != nil {
		return err
	}
	if n > 0 {
		if err := addFilters(out, name, len(r.Fields), n+1); err != nil {
			return err
		}
	}
	return out.Flush()
}

// resourceRows writes the head and the rows, as many as a sheet can hold. It gives their number.
func (b *workbook) resourceRows(out *excelize.StreamWriter, r contract.Resource, rows iter.Seq[[]string]) (int, error) {
	head, err := b.style(look{role: headCell})
	if err != nil {
		return 0, err
	}
	cells := make([]excelize.Cell, len(r.Fields))
	for i, f := range r.Fields {
		cells[i] = excelize.Cell{StyleID: head, Value: f.Name}
	}
	if err := setRow(out, 1, cells, 0); err != nil {
		return 0, err
	}
	n := 0
	for row := range rows {
		if n+1 >= excelize.TotalRows {
			break
		}
		for i, f := range r.Fields {
			if cells[i], err = b.resourceCell(f.Kind, row[i]); err != nil {
				return 0, err
			}
		}
		n++
		if err := setRow(out, n+1, cells, 0); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// resourceCell shows numbers as numbers and everything else as text; what is missing stays empty.
func (b *workbook) resourceCell(kind contract.FieldType, value string) (excelize.Cell, error) {
	if value == "" {
		return excelize.Cell{}, nil
	}
	l, v := look{role: plainCell}, any(value)
	switch kind {
	case contract.Integer, contract.Year, contract.Amount, contract.Real:
		if n, format, ok := numberOf(value, kind == contract.Amount); ok {
			v, l.format = n, format
		}
	}
	style, err := b.style(l)
	return excelize.Cell{StyleID: style, Value: v}, err
}

// setWidths fits the columns to the head and the first rows.
func setWidths(out *excelize.StreamWriter, header []string, rows iter.Seq[[]string]) error {
	widths := make([]int, len(header))
	widen := func(row []string) {
		for i, v := range row {
			widths[i] = max(widths[i], min(displayWidth(v), maxWidth))
		}
	}
	widen(header)
	n := 0
	for row := range rows {
		widen(row)
		if n++; n == sampleRows {
			break
		}
	}
	for i, w := range widths {
		widths[i] = max(minWidth, w) + widthMargin
	}
	return setColumns(out, widths)
}

func addFilters(out *excelize.StreamWriter, name string, columns, rows int) error {
	end, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	return out.AddTable(&excelize.Table{Range: "A1:" + end, Name: name + "List", StyleName: "TableStyleLight1"})
}
