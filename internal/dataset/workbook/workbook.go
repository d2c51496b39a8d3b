// Package workbook writes the workbook of a document, and tables that have no meaning yet as one.
package workbook

import (
	"slices"
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

// setColumns sets the widths of the columns, from the last on: excelize puts each before those that it has, and columns stand in a file
// from the first on.
func setColumns[W int | float64](out *excelize.StreamWriter, widths []W) error {
	for i, w := range slices.Backward(widths) {
		if err := out.SetColWidth(i+1, i+1, float64(w)); err != nil {
			return err
		}
	}
	return nil
}

// A look is how a cell is shown.
type look struct {
	role   cellRole
	format string // number format; empty for text
	status normalize.Status
}

type cellRole int
