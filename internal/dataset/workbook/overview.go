package workbook

import (
	"cmp"
	"strconv"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

const overviewSheet = "Overview"

// overview writes the first sheet: what the document is, how far it is verified, and its tables.
func (b *workbook) overview(ds *normalize.Dataset) error {
	if err := b.file.SetSheetName("Sheet1", overviewSheet); err != nil {
		return err
	}
	if err := b.paper(overviewSheet); err != nil {
		return err
	}
	for i, w := range []float64{20, 46, 22, 12, 12, 12, 14, 14, 12} {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.file.SetColWidth(overviewSheet, name, name, w); err != nil {
			return err
		}
	}
	d := ds.Disclosures[0]
	if err := b.set(1, 1, cmp.Or(d.Agency, d.File), titleCell); err != nil {
		return err
	}
	row := 3
	for _, f := range properties(&d) {
		if err := b.set(row, 1, f.name, noteCell); err != nil {
			return err
		}
		if err := b.set(row, 2, f.value, plainCell); err != nil {
			return err
		}
		row++
	}
	row, err := b.legend(row + 1)
	if err != nil {
		return err
	}
	return b.contents(row+1, ds.Tables)
}

// A property is one line of the overview.
type property struct{ name, value string }

func properties(d *normalize.Disclosure) []property {
	list := []property{
		{contract.Label(contract.Said("Year")), contract.Ordinal(d.Year)},
		{contract.Label(contract.Said("Kind")), contract.Name(d.Kind)},
		{contract.Label(contract.Said("Level")), contract.Name(d.Level)},
		{contract.Label(contract.Said("File")), d.File},
		{"SHA-256", d.SHA256},
		{contract.Label(contract.Said("Pages")), contract.Count(d.Pages)},
		{contract.Label(contract.Said("Tables")), contract.Count(d.Tables)},
		{contract.Label(contract.Said("Records")), contract.Count(d.Records)},
		{contract.Label(contract.Said("Verified")), contract.Both(contract.Said("{verified} of {figures} figures", d.Verified, d.Figures))},
		{contract.Label(contract.Said("Failed checks")), contract.Count(d.Failed)},
	}
	if d.OCRPages > 0 {
		list = append(list, property{contract.Label(contract.Said("Recognised")), contract.Both(contract.Said("{pages} pages were read from pictures", d.OCRPages))})
	}
	if d.ProblemPages > 0 {
		list = append(list, property{contract.Label(contract.Said("Not read")), contract.Both(contract.Said("{pages} pages, wholly or in part; see Findings", d.ProblemPages))})
	}
	return list
}

// legend explains the colours. It gives the next free row.
func (b *workbook) legend(row int) (int, error) {
	entries := []struct {
		status  normalize.Status
		meaning bilingual.Sentence
	}{
		{normalize.Verified, contract.Said("took part in a check that holds and could have failed")},
		{normalize.Contradicted, contract.Said("the likely culprit of a check that failed; see Findings")},
		{"", contract.Said("unverified: no check took it in")},
	}
	for _, e := range entries {
		if err := b.setLook(row, 1, contract.Name(e.status), look{role: bodyCell, status: e.status}); err != nil {
			return 0, err
		}
		if err := b.set(row, 2, contract.Both(e.meaning), plainCell); err != nil {
			return 0, err
		}
		row++
	}
	return row, nil
}

// contents lists the tables, each with a link to its sheet.
func (b *workbook) contents(row int, list []normalize.Table) error {
	for i, h := range []bilingual.Sentence{contract.Said("Table"), contract.Said("Title"), contract.Said("Form"), contract.Said("Unit"), contract.Said("Pages"), contract.Said("Rows"), contract.Said("Records"), contract.Said("Checks"), contract.Said("Failed")} {
		if err := b.set(row, i+1, contract.Label(h), headCell); err != nil {
			return err
		}
	}
	for i := range list {
		if err := b.contentsRow(row+1+i, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

func (b *workbook) contentsRow(row int, t *normalize.Table) error {
	pages := strconv.Itoa(t.FirstPage)
	if t.LastPage != t.FirstPage {
		pages += "–" + strconv.Itoa(t.LastPage)
	}
	values := []any{t.Number, tableTitle(t), t.Form, t.Unit, pages, len(t.Rows), t.Records, t.Checks, t.Failed}
	for i, v := range values {
		role := bodyCell
		if i == 1 {
			role = linkCell
		}
		if err := b.set(row, i+1, v, role); err != nil {
			return err
		}
	}
	at, err := excelize.CoordinatesToCellName(2, row)
	if err != nil {
		return err
	}
	return b.file.SetCellHyperLink(overviewSheet, at, "'"+sheetName(t)+"'!A1", "Location")
}

// set writes one cell of the overview.
func (b *workbook) set(row, column int, value any, role cellRole) error {
	return b.setLook(row, column, value, look{role: role})
}

func (b *workbook) setLook(row, column int, value any, l look) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	style, err := b.style(l)
	if err != nil {
		return err
	}
	if s, ok := value.(string); ok {
		value = contract.Clean(s)
	}
	if err := b.file.SetCellValue(overviewSheet, at, value); err != nil {
		return err
	}
	return b.file.SetCellStyle(overviewSheet, at, at, style)
}
