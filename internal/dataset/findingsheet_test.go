package dataset

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

// What the workbook of the sample has: the sheet of its table, and so many rows above the table's head.
const (
	sheetOfTable = "01 支出-总表"
	rowsAbove    = 2
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
	cell, err := excelize.CoordinatesToCellName(2, rowsAbove+at.HeaderRows+1)
	if err != nil {
		t.Fatal(err)
	}
	if _, to, err := f.GetCellHyperLink("Findings", "D2"); to != "'"+sheetOfTable+"'!"+cell || err != nil {
		t.Errorf("it leads to %q, %v", to, err)
	}
	for at, want := range map[string]string{"A1": "严重程度 Severity", "A2": "错误 error", "F1": "说明"} {
		if got, err := f.GetCellValue("Findings", at); got != want || err != nil {
			t.Errorf("%s is %q, want %q, %v", at, got, want, err)
		}
	}
	if list, err := f.GetComments(sheetOfTable); len(list) != 1 || list[0].Cell != cell || list[0].Text != "相差2\noff by 2" || err != nil {
		t.Errorf("comments %+v, %v", list, err)
	}
}

// Where the review is said to be published, findings lead to their pages there, and so do the cells that they are about.
func TestFindingsLeadToReview(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	at := &ds.Tables[0]
	found := func(severity normalize.Severity, message string) normalize.Finding {
		return normalize.Finding{Document: at.Document, Code: "row-total", Severity: severity, Page: 2, Table: at.Number, Row: 1, Column: 2, Sentence: normalize.Sentence{Message: message, MessageZh: "相差2"}}
	}
	ds.Findings = []normalize.Finding{found(normalize.Warning, "second"), found(normalize.Error, "first")}
	for base, want := range map[string]string{
		"https://example.org/pages": "https://example.org/pages/", "https://example.org/": "https://example.org/",
		"../site/": "../site/", "审查 1": "%E5%AE%A1%E6%9F%A5%201/", ".": "",
	} {
		dir := t.TempDir()
		portion := Portion{Dataset: func() (*normalize.Dataset, error) { return ds, nil }}
		writing := Writing{Formats: []Format{CSV, XLSX}, Width: 1, About: About{Review: base}}
		if err := WritePortions(t.Context(), dir, []Portion{portion}, writing); err != nil {
			t.Fatal(err)
		}
		d := describedIn(t, dir)
		for _, r := range d.desc.Resources {
			d.read(r)
		}
		for i, message := range []string{"first", "second"} {
			row, to := d.rows["findings"][i], want+"index.html#daaaaaaaaaaaa-f"+strconv.Itoa(i+1)
			if row["message"] != message || row["review"] != to {
				t.Errorf("%s: %q leads to %s, want %s", base, row["message"], row["review"], to)
			}
		}
		if about, err := AboutOf(dir); about.Review != base || err != nil {
			t.Errorf("%s was not kept: %+v, %v", base, about, err)
		}
		f, err := excelize.OpenFile(filepath.Join(dir, "预算.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		cell, _ := excelize.CoordinatesToCellName(2, rowsAbove+at.HeaderRows+1)
		for _, link := range []struct{ sheet, cell, want string }{
			{"Findings", "E2", want + "en/daaaaaaaaaaaa-f1.html"}, {"Findings", "F3", want + "zh/daaaaaaaaaaaa-f2.html"},
			{sheetOfTable, cell, want + "zh/daaaaaaaaaaaa-f1.html"},
		} {
			if _, to, err := f.GetCellHyperLink(link.sheet, link.cell); to != link.want || err != nil {
				t.Errorf("%s: %s of %s leads to %q, %v", base, link.cell, link.sheet, to, err)
			}
		}
	}
	if ds.Findings[0].Review != "" {
		t.Error("the dataset itself was changed")
	}
}

// A copy of the dataset elsewhere leads to the same pages from there, and one whose review has an address to that.
func TestReviewLinksOfCopy(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "a.pdf")
	ds.Findings = []normalize.Finding{{Document: "daaaaaaaaaaaa", Code: "row-total", Severity: normalize.Error, Sentence: normalize.Sentence{Message: "m", MessageZh: "差"}}}
	for base, want := range map[string]string{
		"../site": "../../site/", ".": "../../dataset/", "页": "../../dataset/%E9%A1%B5/", "https://example.org/pages": "https://example.org/pages/", "": "",
	} {
		root := t.TempDir()
		from, to := filepath.Join(root, "dataset"), filepath.Join(root, "copies", "one")
		portion := Portion{Dataset: func() (*normalize.Dataset, error) { return ds, nil }}
		writing := Writing{Formats: []Format{CSV}, Width: 1, About: About{Review: base}}
		if err := WritePortions(t.Context(), from, []Portion{portion}, writing); err != nil {
			t.Fatal(err)
		}
		if err := Convert(t.Context(), from, to, []Format{CSV}); err != nil {
			t.Fatal(err)
		}
		stored, err := Open(to)
		if err != nil {
			t.Fatal(err)
		}
		if want != "" {
			want += "index.html#daaaaaaaaaaaa-f1"
		}
		if list, err := stored.Findings(); err != nil || list[0].Review != want {
			t.Errorf("%q: %v, %v, want %s", base, list, err, want)
		}
		about, err := AboutOf(to)
		if of := (About{Review: about.Review}); err != nil || base != "" && !strings.HasPrefix(want, reviewBase(of.Review)) || base == "" && of.Review != "" {
			t.Errorf("%q is kept as %q, %v", base, of.Review, err)
		}
		if err := Convert(t.Context(), from, from, []Format{JSON}); err != nil {
			t.Fatal(err)
		}
		if about, err := AboutOf(from); about.Review != base || err != nil {
			t.Errorf("%q became %q where it is, %v", base, about.Review, err)
		}
	}
}

// Columns stand in a sheet from the first on.
func TestColumnsInOrder(t *testing.T) {
	var out bytes.Buffer
	if err := Workbook(&out, sample("daaaaaaaaaaaa", "预算.pdf")); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := fs.Glob(z, "xl/worksheets/sheet*.xml")
	if err != nil || len(sheets) < 3 {
		t.Fatal(sheets, err)
	}
	for _, name := range sheets {
		data, err := fs.ReadFile(z, name)
		if err != nil {
			t.Fatal(err)
		}
		var at []int
		for _, m := range regexp.MustCompile(`<col [^>]*min="(\d+)"`).FindAllSubmatch(data, -1) {
			n, _ := strconv.Atoi(string(m[1]))
			at = append(at, n)
		}
		if len(at) == 0 || !slices.IsSorted(at) {
			t.Errorf("%s: columns %v", name, at)
		}
	}
}
