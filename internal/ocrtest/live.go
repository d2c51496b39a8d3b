package ocrtest

import (
	"os"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/networks"
)

// Live is the engine that MINGXI_READERS names, networks or tesseract, or else the one that the program would read
// with. A test is skipped in a build without it.
func Live(t testing.TB) ocr.Engine {
	t.Helper()
	name := os.Getenv("MINGXI_READERS")
	if name == "networks" || name == "" && networks.Available() {
		e, err := networks.New()
		if err != nil {
			t.Skip(err)
		}
		return e
	}
	e, err := tesseract.New(tesseract.Options{})
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}
