//go:build ocr

package recognition_test

import (
	"os"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
)

func TestMain(m *testing.M) {
	tesseract.Serve()
	os.Exit(m.Run())
}

// live is the real engine.
func live(t *testing.T) ocr.Engine {
	t.Helper()
	e, err := tesseract.New(tesseract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}
