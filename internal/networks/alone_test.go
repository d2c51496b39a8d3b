package networks

import (
	"context"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"github.com/mingxi/mingxi/extract/ocr"
)

// Without the reader of words figures are still read, with less confidence, and words are not made up.
func TestFiguresAlone(t *testing.T) {
	e := Figures()
	img := drawn(face(t, goregular.TTF), "1,287.43")
	r, err := e.Read(context.Background(), ocr.Line{Image: img, Kind: ocr.Figures})
	if err != nil || r.Text() != "1,287.43" || r.Confidence() > aloneMost {
		t.Errorf("%q with %v, error %v", r.Text(), r.Confidence(), err)
	}
	if r, err = e.Read(context.Background(), ocr.Line{Image: img, Kind: ocr.Words}); err != nil || r.Text() != "" {
		t.Errorf("words %q, error %v", r.Text(), err)
	}
}
