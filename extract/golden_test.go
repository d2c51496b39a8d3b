package extract

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/golden"
)

// TestGolden shows what the shipped document prints: its tables cell by cell, and its running text.
func TestGolden(t *testing.T) {
	doc, err := Read(context.Background(), filepath.Join("..", "testdata", "hongqi-2026", "doc.pdf"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var tables, paragraphs strings.Builder
	for i := range doc.Tables {
		showTable(&tables, &doc.Tables[i])
	}
	for _, p := range doc.Paragraphs {
		fmt.Fprintf(&paragraphs, "page %d, heading %v: %s\n", p.Lines[0].Page, p.Heading, p.Text)
	}
	golden.Compare(t, filepath.Join("testdata", "golden"), map[string]string{
		"tables.txt":     tables.String(),
		"paragraphs.txt": paragraphs.String(),
	})
}

func showTable(b *strings.Builder, t *layout.Table) {
	fmt.Fprintf(b, "%s\npages %d-%d, %d rows, %d of them the head, %d columns\n", t.Title, t.FirstPage, t.LastPage, t.Rows, t.HeaderRows, t.Columns)
	showLines(b, "caption", t.Captions)
	for _, c := range t.Cells {
		if c.Text == "" {
			continue
		}
		fmt.Fprintf(b, "  %d,%d", c.Row, c.Column)
		if c.RowSpan > 1 || c.ColSpan > 1 {
			fmt.Fprintf(b, " spans %dx%d", c.RowSpan, c.ColSpan)
		}
		fmt.Fprintf(b, " page %d: %s\n", c.Page, strings.ReplaceAll(c.Text, "\n", "⏎"))
	}
	showLines(b, "note", t.Notes)
	b.WriteString("\n")
}

func showLines(b *strings.Builder, what string, lines []layout.Line) {
	for _, l := range lines {
		fmt.Fprintf(b, "%s: %s\n", what, l.Text)
	}
}
