//go:build unix

package extract

import (
	"context"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/ocrtest"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
	"github.com/mingxi/mingxi/internal/recognition"
)

// BenchmarkRecognise reads a table page of some two hundred cells, as scanned in grey at 200 dots an
// inch, and tells the processor time of all processes and the engine's largest one.
func BenchmarkRecognise(b *testing.B) {
	const dpi = 200
	data, err := os.ReadFile("../testdata/hongqi-2026/doc.pdf")
	if err != nil {
		b.Fatal(err)
	}
	file := pdfium.New(data, "")
	defer file.Close()
	seen, err := file.Draw(context.Background(), pdfium.Page{Number: 13, Width: 842 * dpi / 72, Height: 595 * dpi / 72})
	if err != nil {
		b.Fatal(err)
	}
	pic := raster.Picture{Image: seen.Image, DPI: dpi}
	for _, w := range ocrtest.Wears {
		if w.DPI == dpi && strings.HasPrefix(w.Name, "grey") {
			pic = w.Picture(pic.Image, 1)
			break
		}
	}
	engine := ocrtest.Live(b)
	asked := &counting{Engine: engine}
	before := processorTime(syscall.RUSAGE_SELF)
	for b.Loop() {
		if _, err := recognition.Page(context.Background(), asked, pic, 1); err != nil {
			b.Fatal(err)
		}
	}
	own := processorTime(syscall.RUSAGE_SELF) - before
	if e, ok := engine.(io.Closer); ok {
		e.Close() // the time of its processes is known when they have ended
	}
	n := time.Duration(b.N)
	b.ReportMetric((own / n).Seconds(), "own-s/page")
	b.ReportMetric((processorTime(syscall.RUSAGE_CHILDREN) / n).Seconds(), "engine-s/page")
	b.ReportMetric(float64(asked.lines.Load())/float64(b.N), "asked/page")
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u) == nil {
		b.ReportMetric(float64(u.Maxrss)/1024, "engine-MB")
	}
}

// counting counts what an engine is asked.
type counting struct {
	ocr.Engine
	lines atomic.Int64
}

func (c *counting) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	c.lines.Add(1)
	return c.Engine.Read(ctx, line)
}
