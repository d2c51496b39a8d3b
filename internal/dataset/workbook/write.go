package workbook

import (
	"io"
	"time"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

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

func (b *workbook) properties(d normalize.Disclosure) error {
	return b.file.SetDocProps(&excelize.DocProperties{
		Creator:  "mingxi",
		Title:    contract.Clean(d.File),
		Created:  fixedTime.Format(time.RFC3339),
		Modified: fixedTime.Format(time.RFC3339),
	})
}
