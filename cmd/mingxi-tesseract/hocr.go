//go:build ocr

package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"

	"github.com/mingxi/mingxi/extract/ocr"
)

// parseHOCR takes the characters out of hOCR (Breuel, "The hOCR embedded OCR workflow and output
// format"): each is a span of class ocrx_cinfo inside one of class ocrx_word, with its box and
// confidence in the title.
func parseHOCR(text string) ([]ocr.Symbol, error) {
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	var out []ocr.Symbol
	inSymbol, wordBegins := false, false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the engine's answer: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch attribute(t, "class") {
			case "ocrx_word":
				wordBegins = true
			case "ocrx_cinfo":
				inSymbol = true
				s := symbolOf(attribute(t, "title"))
				s.Blank = wordBegins && len(out) > 0
				wordBegins = false
				out = append(out, s)
			}
		case xml.EndElement:
			inSymbol = false
		case xml.CharData:
			if inSymbol {
				out[len(out)-1].Text += string(t)
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// symbolOf reads a title such as "x_bboxes 4 0 7 40; x_conf 98.997".
func symbolOf(title string) ocr.Symbol {
	var s ocr.Symbol
	for _, part := range strings.Split(title, ";") {
		part = strings.TrimSpace(part)
		var b image.Rectangle
		var c float64
		if n, _ := fmt.Sscanf(part, "x_bboxes %d %d %d %d", &b.Min.X, &b.Min.Y, &b.Max.X, &b.Max.Y); n == 4 {
			s.Box = b
		}
		if n, _ := fmt.Sscanf(part, "x_conf %g", &c); n == 1 {
			s.Confidence = min(max(c/100, 0), 1)
		}
	}
	return s
}
