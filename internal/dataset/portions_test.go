package dataset

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// Whatever is written document by document is what a dataset of all has in its order, however many are written at a time.
func TestWritePartsGivesTheSameBytes(t *testing.T) {
	var list []*normalize.Dataset
	all := &normalize.Dataset{}
	for i, severity := range []normalize.Severity{normalize.Info, normalize.Error, normalize.Warning, normalize.Error} {
		ds := sampleOf(fmt.Sprintf("%012x", i+1), severity)
		list = append(list, ds)
		all.Append(ds)
	}
	var portions []Portion
	kept := filepath.Join(t.TempDir(), "kept")
	for _, ds := range list {
		portions = append(portions, Portion{Dataset: func() (*normalize.Dataset, error) { return ds, nil }})
	}
	portions[1].Workbook = kept
	want, got := t.TempDir(), t.TempDir()
	if err := Write(context.Background(), want, all, Formats); err != nil {
		t.Fatal(err)
	}
	for _, r := range contract.All() {
		var straight strings.Builder
		if r.Common != nil {
			continue
		}
		if err := writeCSV(&straight, r.Header(), r.Rows(all)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(straight.String(), tree(t, want)[r.Name+".csv"]); d != "" {
			t.Errorf("%s: %s", r.Name, d)
		}
	}
	for _, width := range []int{1, 3} {
		if width == 3 {
			keepWorkbook(t, kept, list[1])
		}
		var order []string
		took := func(ds *normalize.Dataset) { order = append(order, ds.Disclosures[0].ID) }
		if err := WritePortions(context.Background(), got, portions, Writing{Formats: Formats, Width: width, Took: took}); err != nil {
			t.Fatal(err)
		}
		if len(order) != len(list) || !slices.IsSorted(order) {
			t.Errorf("width %d: taken in the order %v", width, order)
		}
		if d := cmp.Diff(tree(t, want), tree(t, got)); d != "" {
			t.Errorf("width %d: %s", width, d)
		}
	}
}

// One document, which is not spooled, has the rows that it has among others.
func TestOnePortion(t *testing.T) {
	ds, dir := sampleOf("000000000001", normalize.Error), t.TempDir()
	if err := Write(context.Background(), dir, ds, []Format{CSV}); err != nil {
		t.Fatal(err)
	}
	sorted := &normalize.Dataset{}
	sorted.Append(ds)
	for _, r := range contract.All() {
		if r.Common != nil {
			continue
		}
		var straight strings.Builder
		if err := writeCSV(&straight, r.Header(), r.Rows(sorted)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(straight.String(), tree(t, dir)[r.Name+".csv"]); d != "" {
			t.Errorf("%s: %s", r.Name, d)
		}
	}
}

// A row that belongs to no document is no row of the dataset that would be written.
func TestWriteOfStrayRows(t *testing.T) {
	ds := sampleOf("000000000001", normalize.Error)
	ds.Records[0].Document = "000000000002"
	dir := t.TempDir()
	if err := Write(context.Background(), dir, ds, Formats); err == nil || len(tree(t, dir)) > 0 {
		t.Errorf("%v: %v", err, tree(t, dir))
	}
}

// A portion that cannot be had leaves what was there before.
func TestWritePartsFails(t *testing.T) {
	dir := t.TempDir()
	broken := errors.New("broken")
	portions := []Portion{
		{Dataset: func() (*normalize.Dataset, error) { return sampleOf("000000000001", normalize.Error), nil }},
		{Dataset: func() (*normalize.Dataset, error) { return nil, broken }},
	}
	if err := WritePortions(context.Background(), dir, portions, Writing{Formats: Formats, Width: 2}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if left := tree(t, dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// keepWorkbook leaves what Workbook makes of a dataset in a file.
func keepWorkbook(t *testing.T, name string, ds *normalize.Dataset) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := Workbook(f, ds); err != nil {
		t.Fatal(err)
	}
}

// sampleOf is a dataset of one document, with one finding of a severity.
func sampleOf(id string, severity normalize.Severity) *normalize.Dataset {
	return &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{ID: id, File: "预算.pdf", SHA256: id, Pages: 1}},
		Tables: []normalize.Table{{Document: id, Number: 1, Title: "表", FirstPage: 1, LastPage: 1, HeaderRows: 1,
			Columns: []normalize.Column{{Number: 1, Path: []string{"项目"}, Role: normalize.LabelColumn}}, Rows: []normalize.Row{{Number: 1, Page: 1}}}},
		Records:  []normalize.Record{{Document: id, Table: 1, Row: 1, Column: 1, Page: 1, Label: "a\r\nb,\"c", Source: "text", Status: normalize.Verified}},
		Claims:   []normalize.Claim{{Document: id, Number: 1, Page: 1, Kind: normalize.Amount}},
		Checks:   []normalize.Check{{Document: id, Number: 1, Code: "sum", Outcome: normalize.Pass, Sentence: normalize.Sentence{Message: "m", MessageZh: "差"}}},
		Findings: []normalize.Finding{{Document: id, Code: "c", Severity: normalize.Info, Sentence: normalize.Sentence{Message: "i", MessageZh: "差"}}, {Document: id, Code: "c", Severity: severity, Sentence: normalize.Sentence{Message: "m" + id, MessageZh: "差"}}},
	}
}
