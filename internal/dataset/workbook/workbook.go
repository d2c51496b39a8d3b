// Package workbook writes the workbook of a document, and tables that have no meaning yet as one.
package workbook

import (
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

// fixedTime stands in workbooks and their archives where a time must stand, so that the same
// dataset gives the same bytes. It is the first that a ZIP archive can hold.
var fixedTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// A workbook is a workbook of one document being written.
type workbook struct {
	file   *excelize.File
	styles map[look]int
}

// Write writes the workbook of a dataset of one document: overview, findings, tables, facts,
// claims, records.
func Write(w io.Writer, ds *normalize.Dataset) error {
	b := &workbook{excelize.NewFile(), map[look]int{}}
	defer b.file.Close()
	if err := b.fill(ds); err != nil {
		return err
	}
	return writePacked(w, b.file)
}

func (b *workbook) fill(ds *normalize.Dataset) error {
	if err := b.properties(ds.Disclosures[0]); err != nil {
		return err
	}
	if err := b.overview(ds); err != nil {
		return err
	}
	if err := b.findings(ds); err != nil {
		return err
	}
	figures := recordsByRef(ds.Records)
	for i := range ds.Tables {
		if err := b.table(&ds.Tables[i], figures, ds.Findings); err != nil {
			return err
		}
	}
	for _, list := range []struct {
		sheet string
		of    contract.Resource
	}{{"Facts", contract.Facts()}, {"Claims", contract.Claims()}, {"Records", contract.Records()}} {
		if err := b.resource(list.sheet, list.of, ds); err != nil {
			return err
		}
	}
	return nil
}

// paperA4 is the number of the paper size in workbooks.
const paperA4 = 9

// newSheet adds a sheet that prints as wide as the paper, and begins to write it.
func (b *workbook) newSheet(name string) (*excelize.StreamWriter, error) {
	if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	if err := b.paper(name); err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(name)
}

// paper sets a sheet to be printed on A4 across, all columns on one page.
func (b *workbook) paper(sheet string) error {
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	return b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: new(paperA4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0),
	})
}

func (b *workbook) properties(d normalize.Disclosure) error {
	return b.file.SetDocProps(&excelize.DocProperties{
		Creator:  "mingxi",
		Title:    contract.Clean(d.File),
		Created:  fixedTime.Format(time.RFC3339),
		Modified: fixedTime.Format(time.RFC3339),
	})
}

func recordsByRef(list []normalize.Record) map[normalize.Ref]*normalize.Record {
	m := make(map[normalize.Ref]*normalize.Record, len(list))
	for i := range list {
		m[list[i].Ref()] = &list[i]
	}
	return m
}

// sheetName is the name of a table's sheet: its number and title, within what a workbook allows.
func sheetName(t *normalize.Table) string {
	number := strconv.Itoa(t.Number)
	if len(number) < 2 {
		number = "0" + number
	}
	title := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return '-'
		}
		return contract.SafeRune(r)
	}, contract.Clean(t.Title))
	return cutUTF16(strings.TrimSpace(number+" "+title), excelize.MaxSheetNameLength)
}

// cutUTF16 is the longest beginning of s that has at most n UTF-16 code units, as workbooks count.
func cutUTF16(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}
