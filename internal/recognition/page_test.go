package recognition_test

import (
	"context"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/ocrtest"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/raster"
	"github.com/mingxi/mingxi/internal/recognition"
)

var update = flag.Bool("update", false, "record the engine's readings anew; needs the tag weights")

const recording = "testdata/scan.readings.gz"

// engine replays the recording, or makes it with the real engine.
func engine(t *testing.T) ocr.Engine {
	t.Helper()
	if !*update {
		r, err := ocrtest.Open(recording)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if os.Getenv("CI") != "" {
		t.Fatal("-update is not for CI")
	}
	r := &ocrtest.Recorder{Engine: ocrtest.Live(t)}
	t.Cleanup(func() {
		if err := r.Save(recording); err != nil {
			t.Error(err)
		}
	})
	return r
}

func picture(t *testing.T) raster.Picture {
	t.Helper()
	data, err := os.ReadFile("testdata/scan.jpg")
	if err != nil {
		t.Fatal(err)
	}
	pic, err := raster.Decode(data, 200)
	if err != nil {
		t.Fatal(err)
	}
	return pic
}

// A scan of page 10 of the shipped document gives the table that the page's text layer gives.
func TestScanGivesTheTableOfTheTextLayer(t *testing.T) {
	p, err := recognition.Page(context.Background(), engine(t), picture(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	if p.Source != page.OCR || p.Problem != "" || p.Turned != 0 {
		t.Errorf("source %q, problem %q, turned %d", p.Source, p.Problem, p.Turned)
	}
	got, want := onlyTable(t, p), onlyTable(t, textPage(t, 10))
	if got.Rows != want.Rows || got.Columns != want.Columns || got.HeaderRows != want.HeaderRows {
		t.Fatalf("%d by %d cells, %d header rows; want %d by %d, %d",
			got.Rows, got.Columns, got.HeaderRows, want.Rows, want.Columns, want.HeaderRows)
	}
	if got.Title != want.Title {
		t.Errorf("title %q, want %q", got.Title, want.Title)
	}
	compareCells(t, got, want)
}

func compareCells(t *testing.T, got, want layout.Table) {
	t.Helper()
	type place struct{ row, column, rows, columns int }
	texts := map[place]string{}
	for _, c := range got.Cells {
		texts[place{c.Row, c.Column, c.RowSpan, c.ColSpan}] = plain(c.Text)
	}
	figure := regexp.MustCompile(`^[\d.,-]+$`)
	right, labels := 0, 0
	for _, c := range want.Cells {
		text, ok := texts[place{c.Row, c.Column, c.RowSpan, c.ColSpan}]
		if !ok {
			t.Errorf("no cell in row %d, column %d", c.Row, c.Column)
			continue
		}
		if figure.MatchString(c.Text) {
			if text != c.Text {
				t.Errorf("row %d, column %d: %q, want %q", c.Row, c.Column, text, c.Text)
			}
			continue
		}
		labels++
		if text == plain(c.Text) {
			right++
		}
	}
	if float64(right) < 0.97*float64(labels) {
		t.Errorf("%d of %d labels right", right, labels)
	}
}

// plain is a text without blanks and without the width of its punctuation, which the engine does not
// tell.
func plain(s string) string {
	return strings.NewReplacer(" ", "", "（", "(", "）", ")", "：", ":", "，", ",", "\n", "").Replace(s)
}

func onlyTable(t *testing.T, p page.Page) layout.Table {
	t.Helper()
	tables, _ := analysis.Pages([]page.Page{p})
	if len(tables) != 1 {
		t.Fatalf("%d tables, want 1", len(tables))
	}
	return tables[0]
}

func textPage(t *testing.T, n int) page.Page {
	t.Helper()
	data, err := os.ReadFile("../../testdata/hongqi-2026/doc.pdf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	return f.Page(n)
}

// Runs lie where their ink is: inside the page, and each glyph inside its run.
func TestPlacesOfRuns(t *testing.T) {
	p, err := recognition.Page(context.Background(), engine(t), picture(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Runs {
		text := ""
		for _, g := range r.Glyphs {
			text += g.Text
			if g.Box.X0 < r.Box.X0-0.01 || g.Box.X1 > r.Box.X1+0.01 || g.Box.X1 < g.Box.X0 {
				t.Errorf("%q: glyph %q at %v outside %v", r.Text, g.Text, g.Box, r.Box)
			}
		}
		if strings.TrimSpace(text) != strings.TrimSpace(r.Text) {
			t.Errorf("glyphs %q make up no %q", text, r.Text)
		}
		if r.Box.X0 < 0 || r.Box.Y0 < 0 || r.Box.X1 > p.Width || r.Box.Y1 > p.Height {
			t.Errorf("%q at %v outside the page", r.Text, r.Box)
		}
		if r.Confidence <= 0 || r.Confidence > 1 {
			t.Errorf("%q: confidence %v", r.Text, r.Confidence)
		}
	}
}
