package commands

import (
	"errors"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr/tesseract"
)

// Another language is read by a program of its own; where that is missing, it is said and nothing else reads.
func TestOtherLanguageNeedsTesseract(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	r := readFlags{readers: readersAuto, lang: "deu", ocr: ocrAuto}
	opt, err := r.options()
	if err != nil || opt.OCR != nil {
		t.Fatalf("%v reads, error %v", opt.OCR, err)
	}
	if why := r.whyLost(2); !errors.Is(r.unable, tesseract.ErrUnavailable) ||
		!strings.HasPrefix(why, "2 pages are pictures or hold some that may be tables, and --lang deu is read by Tesseract alone: ") {
		t.Errorf("%s", why)
	}
}
