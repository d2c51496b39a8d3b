package extract_test

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/ocrtest"
)

// A deaf engine reads nothing.
type deaf struct{}

func (deaf) Read(context.Context, ocr.Line) (ocr.Reading, error) {
	return ocr.Reading{}, errors.New("it was to be known")
}

// Pages that were recognised apart, and came from another machine, make the document that is read in one go.
func TestPagesRecognisedApart(t *testing.T) {
	const name = "../testdata/hongqi-2026/doc.pdf"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	opt := extract.Options{OCR: ocrtest.Live(t), OCRAll: true, OCRPages: []int{10}}
	whole, err := extract.ReadBytes(t.Context(), name, data, opt)
	if err != nil {
		t.Fatal(err)
	}
	known := map[int]page.Page{}
	for _, n := range opt.OCRPages {
		list, err := extract.Recognise(t.Context(), name, data, []int{n, 99}, opt)
		if err != nil || len(list) != 1 {
			t.Fatalf("%v: %d pages", err, len(list))
		}
		var sent bytes.Buffer
		if err := gob.NewEncoder(&sent).Encode(list); err != nil {
			t.Fatal(err)
		}
		var got []page.Page
		if err := gob.NewDecoder(&sent).Decode(&got); err != nil {
			t.Fatal(err)
		}
		known[n] = got[0]
	}
	opt.OCR, opt.Known = deaf{}, known
	parts, err := extract.ReadBytes(t.Context(), name, data, opt)
	if err != nil {
		t.Fatal(err)
	}
	if whole.Pages[9].Source != page.OCR {
		t.Errorf("page 10 is %q", whole.Pages[9].Source)
	}
	if d := cmp.Diff(whole.Tables, parts.Tables); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(whole.Numbered, parts.Numbered); d != "" {
		t.Error(d)
	}
}
