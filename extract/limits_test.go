package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/pdf"
)

// Pages that share a content which is just within the bounds of one do not fill the memory together: those past what a
// file may take are left out, always the same ones, and told.
func TestWhatAFileMayTake(t *testing.T) {
	const pages = 40
	var b strings.Builder
	content := "BT /F 1 Tf 10 50 Td (" + strings.Repeat("x", 190_000) + ") Tj ET"
	b.WriteString("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
	fmt.Fprintf(&b, "2 0 obj<</Type/Pages/Count %d/Kids[", pages)
	for range pages {
		b.WriteString("3 0 R ")
	}
	b.WriteString("]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 72]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>>>endobj\n")
	fmt.Fprintf(&b, "4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n", len(content), content)
	f, err := pdf.Open([]byte(b.String()), "")
	if err != nil {
		t.Fatal(err)
	}
	r := recogniser{file: f, laying: analysis.NewReading(pages, false)}
	got, err := r.pages(t.Context())
	if err != nil || len(got) != pages {
		t.Fatalf("%d pages, %v", len(got), err)
	}
	for _, p := range got { // 190,000 characters each: 6 million are passed within the second 16 pages
		if left := strings.Contains(p.Problem, "all that one file may take"); left != (p.Number > 32) || left && len(p.Runs) > 0 {
			t.Errorf("page %d: %d runs, %q", p.Number, len(p.Runs), p.Problem)
		}
	}
}
