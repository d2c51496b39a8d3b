//go:build ocr

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/otiai10/gosseract/v2"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/wire"
)

// figureSet is what amounts, codes and percentages are written with.
const figureSet = "0123456789.,-()%"

// reader holds a client for each kind of line.
type reader struct{ clients [2]*gosseract.Client }

// newReader loads the languages. Words are read in the main language alone: a second one takes
// Chinese characters for letters. Figures are read in the second, if there is one: the
// Latin model is faster than the Chinese and surer of digits.
func newReader(s wire.Settings) (*reader, error) {
	first, last := s.Languages[0], s.Languages[len(s.Languages)-1]
	r := &reader{}
	r.clients[ocr.Words] = newClient(first)
	r.clients[ocr.Figures] = newClient(last)
	r.clients[ocr.Figures].Variables["tessedit_char_whitelist"] = figureSet
	// Reading a blank line makes a client load its language, so that a missing one shows now.
	blank := wire.Question{Width: 32, Height: 32, Pix: bytes.Repeat([]byte{255}, 32*32), DPI: 300}
	for _, kind := range []ocr.Kind{ocr.Words, ocr.Figures} {
		blank.Kind = kind
		if _, err := r.read(blank); err != nil {
			return r, fmt.Errorf("languages %s: %w (Debian: tesseract-ocr tesseract-ocr-chi-sim)", strings.Join(s.Languages, "+"), err)
		}
	}
	return r, nil
}

// modes are Tesseract's page segmentation modes: in a line of one or two Chinese characters the line mode (7) finds
// nothing more often than the mode for a block of lines (6).
var modes = map[ocr.Kind]string{ocr.Words: "6", ocr.Figures: "7"}

func newClient(language string) *gosseract.Client {
	c := gosseract.NewClient()
	c.Languages = []string{language}
	c.Variables["hocr_char_boxes"] = "1"
	c.Variables["debug_file"] = os.DevNull
	c.Variables["invert_threshold"] = "0" // lines are dark on white: no second try in negative
	return c
}

func (r *reader) close() error {
	var errs []error
	for _, c := range r.clients {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

func (r *reader) read(q wire.Question) ([]ocr.Symbol, error) {
	c := r.clients[q.Kind]
	if q.Width <= 0 || q.Height <= 0 || len(q.Pix) != q.Width*q.Height {
		return nil, fmt.Errorf("line of %d by %d pixels holds %d", q.Width, q.Height, len(q.Pix))
	}
	pgm := append(fmt.Appendf(nil, "P5 %d %d 255\n", q.Width, q.Height), q.Pix...)
	if err := c.SetImageFromBytes(pgm); err != nil {
		return nil, err
	}
	// The client's own SetPageSegMode is lost when it loads its languages.
	if err := c.SetVariable("tessedit_pageseg_mode", modes[q.Kind]); err != nil {
		return nil, err
	}
	if err := c.SetVariable("user_defined_dpi", fmt.Sprintf("%.0f", min(max(q.DPI, 70), 2400))); err != nil {
		return nil, err
	}
	hocr, err := c.HOCRText()
	if err != nil {
		return nil, err
	}
	return parseHOCR(hocr)
}
