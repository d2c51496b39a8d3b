package analysis

import (
	"os"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdf"
)

// BenchmarkPages lays out the shipped document; the figure per page is the one to compare.
func BenchmarkPages(b *testing.B) {
	data, err := os.ReadFile("../../../testdata/hongqi-2026/doc.pdf")
	if err != nil {
		b.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		b.Fatal(err)
	}
	var pages []page.Page
	for n := 1; n <= f.NumPages(); n++ {
		pages = append(pages, f.Page(n))
	}
	b.ResetTimer()
	for b.Loop() {
		Pages(pages)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages))/1000, "ms/page")
}
