package workbook

import (
	"slices"
	"sync"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

const findingsSheet = "Findings"

// A findingColumn is a column of the sheet of findings, and how wide it is in letters.
type findingColumn struct {
	name  string
	width float64
}

var findingColumns = sync.OnceValue(func() []findingColumn {
	finding := contract.Said("Finding")
	return []findingColumn{
		{contract.Label(contract.Said("Severity")), 16}, {contract.Label(contract.Said("Code")), 22}, {contract.Label(contract.Said("Page")), 9},
		{contract.Label(contract.Said("Table")), 34}, {finding.Message, 80}, {finding.MessageZh, 60},
	}
})

// Columns of that sheet by number.
const (
	findingTable     = 4
	findingMessage   = 5
	findingMessageZh = 6
)

// findings lists what a person should look at, worst first, each with a link to the cell that it is about.
func (b *workbook) findings(ds *normalize.Dataset) error {
	out, err := b.newSheet(findingsSheet)
	if err != nil {
		return err
	}
	head := make([]excelize.Cell, len(findingColumns()))
	widths := make([]float64, len(findingColumns()))
	for i, c := range findingColumns() {
		widths[i] = c.width
		if head[i], err = b.cell(c.name, headCell); err != nil {
			return err
		}
	}
	if err := setColumns(out, widths); err != nil {
		return err
	}
	if err := freeze(out, 1); err != nil {
		return err
	}
	if err := setRow(out, 1, head, 0); err != nil {
		return err
	}
	list := ds.Findings[:min(len(ds.Findings), excelize.TotalRows-1)]
	for i := range list {
		if err := b.finding(out, i+2, &list[i], ds.Tables); err != nil {
			return err
		}
	}
	if len(list) > 0 {
		if err := addFilters(out, findingsSheet, len(findingColumns()), len(list)+1); err != nil {
			return err
		}
	}
	return out.Flush()
}

// finding writes one finding as a row.
func (b *workbook) finding(out *excelize.StreamWriter, row int, f *normalize.Finding, tables []normalize.Table) error {
	values := []any{contract.Name(f.Severity), f.Code, nil, nil, contract.Clean(f.Message), contract.Clean(f.MessageZh)}
	if f.Page > 0 {
		values[2] = f.Page
	}
	table := slices.IndexFunc(tables, func(t normalize.Table) bool { return t.Number == f.Table })
	var linked [findingMessageZh + 1]bool
	if table >= 0 {
		values[findingTable-1] = contract.Clean(tableTitle(&tables[table]))
		linked[findingTable] = row <= mostLinked
		if err := b.link(row, f, &tables[table]); err != nil {
			return err
		}
	}
	for _, m := range []struct {
		column int
		in     bilingual.Language
	}{{findingMessage, bilingual.English}, {findingMessageZh, bilingual.Chinese}} {
		if f.Review == "" || row > mostLinked {
			break
		}
		linked[m.column] = true
		if err := b.linkOut(row, m.column, contract.InLanguage(f.Review, m.in)); err != nil {
			return err
		}
	}
	cells := make([]excelize.Cell, len(values))
	for i, v := range values {
		role := bodyCell
		if linked[i+1] {
			role = linkCell
		}
		var err error
		if cells[i], err = b.cell(v, role); err != nil {
			return err
		}
	}
	lines := 0
	for _, i := range []int{findingTable - 1, findingMessage - 1, findingMessageZh - 1} {
		if s, ok := values[i].(string); ok {
			lines = max(lines, displayWidth(s)/int(findingColumns()[i].width-1)+1)
		}
	}
	return setRow(out, row, cells, min(float64(lines)*lineHeight+3, excelize.MaxRowHeight))
}

// mostLinked is the last row of the sheet that has links: a sheet can have 65,530, and each takes as long as there are before it.
const mostLinked = 5000

// linkOut leads from a cell of a finding's row to a page.
func (b *workbook) linkOut(row, column int, to string) error {
	from, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	return b.file.SetCellHyperLink(findingsSheet, from, to, "External")
}

// link leads from a finding's row to the cell that it is about, or to its table.
func (b *workbook) link(row int, f *normalize.Finding, t *normalize.Table) error {
	if row > mostLinked {
		return nil
	}
	from, err := excelize.CoordinatesToCellName(findingTable, row)
	if err != nil {
		return err
	}
	return b.file.SetCellHyperLink(findingsSheet, from, "'"+sheetName(t)+"'!"+cellOf(f, t), "Location")
}

// cell is a value in its looks.
func (b *workbook) cell(value any, role cellRole) (excelize.Cell, error) {
	style, err := b.style(look{role: role})
	return excelize.Cell{StyleID: style, Value: value}, err
}
