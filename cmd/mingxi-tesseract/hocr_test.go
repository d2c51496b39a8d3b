//go:build ocr

package main

import (
	"image"
	"testing"
)

func TestParseHOCR(t *testing.T) {
	const in = `<div class='ocr_page'><span class='ocr_line'>
	<span class='ocrx_word' title='bbox 4 0 40 40; x_wconf 92'>
	<span class='ocrx_cinfo' title='x_bboxes 4 1 7 40; x_conf 98.5'>1</span>
	<span class='ocrx_cinfo' title='x_bboxes 20 6 34 25; x_conf 50'>&amp;</span></span>
	<span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 50 6 60 25; x_conf 250'>款</span></span></span></div>`
	got, err := parseHOCR(in)
	if err != nil || len(got) != 3 {
		t.Fatalf("%v, %v", got, err)
	}
	if got[0].Text != "1" || got[0].Confidence != 0.985 || got[0].Box != image.Rect(4, 1, 7, 40) || got[0].Blank {
		t.Errorf("first %+v", got[0])
	}
	if got[1].Text != "&" || got[1].Blank {
		t.Errorf("second %+v", got[1])
	}
	if got[2].Text != "款" || !got[2].Blank || got[2].Confidence != 1 {
		t.Errorf("third %+v", got[2])
	}
}

func FuzzParseHOCR(f *testing.F) {
	f.Add(`<span class='ocrx_word'><span class='ocrx_cinfo' title='x_bboxes 1 2 3 4; x_conf 5'>a</span></span>`)
	f.Add(`<span class='ocrx_cinfo' title='x_bboxes'><b>`)
	f.Fuzz(func(t *testing.T, in string) {
		symbols, _ := parseHOCR(in)
		for _, s := range symbols {
			if s.Confidence < 0 || s.Confidence > 1 {
				t.Errorf("confidence %v", s.Confidence)
			}
		}
	})
}
