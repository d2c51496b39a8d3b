package export

import (
	"bytes"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

// A finding about a cell leads to it, and stands on it as a comment.
func TestFindingsInWorkbook(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	at := &ds.Tables[0]
	ds.Findings = []normalize.Finding{{Document: at.Document, Code: "row-total", Severity: normalize.Error, Page: 2, Table: at.Number, Row: 1, Column: 2, Sentence: normalize.Sentence{Message: "off by 2", MessageZh: "相差2"}}}
	var out bytes.Buffer
	if err := Workbook(&out, ds); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cell, err := excelize.CoordinatesToCellName(2, topRows+at.HeaderRows+1)
	if err != nil {
		t.Fatal(err)
	}
	if _, to, err := f.GetCellHyperLink(findingsSheet, "D2"); to != "'"+sheetName(at)+"'!"+cell || err != nil {
		t.Errorf("it leads to %q, %v", to, err)
	}
	if list, err := f.GetComments(sheetName(at)); len(list) != 1 || list[0].Cell != cell || list[0].Text != "相差2\noff by 2" || err != nil {
		t.Errorf("comments %+v, %v", list, err)
	}
}
