package networks

import (
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/infer"
)

// says is a reading with the same confidence for each character.
func says(text string, confidence float64) ocr.Reading {
	var r ocr.Reading
	for _, c := range text {
		r.Symbols = append(r.Symbols, ocr.Symbol{Text: string(c), Confidence: confidence})
	}
	return r
}

func TestBothReaders(t *testing.T) {
	for _, c := range []struct {
		name                   string
		words, figures         string
		wordsSure, figuresSure float64
		want                   string
		least, most            float64
		differ                 bool
		others                 []string
	}{
		{"agreement is surer than each", "1,287.43", "1,287.43", 0.9, 0.8, "1,287.43", 0.97, 0.99, false, []string{"1,237.43"}},
		{"the surer reading is taken, with doubt", "17", "47", 0.7, 0.95, "47", 0.5, 0.5, true, []string{"17", "1,237.43"}},
		{"and the other way round", "37", "97", 0.98, 0.95, "37", 0.5, 0.5, true, []string{"97", "1,237.43"}},
		{"a 4 can lose its bar, and a 1 gains none", "17.1", "47.1", 0.98, 0.7, "47.1", 0.5, 0.5, true, []string{"17.1", "1,237.43"}},
		{"and the other way round", "4", "1", 0.6, 0.97, "4", 0.5, 0.5, true, []string{"1", "1,237.43"}},
		{"a nought that looks like a letter", "o", "0", 0.7, 0.95, "0", 0.5, 0.5, true, []string{"1,237.43"}},
		{"a letter", "B", "8", 0.9, 0.6, "B", 0.9, 0.9, false, nil},
		{"a point and a comma differ", "1.234", "1,234", 0.98, 0.99, "1,234", 0.5, 0.5, true, []string{"1.234", "1,237.43"}},
		{"a currency that the reader of figures takes for a digit", "($7,000.00)", "(57,000.00)", 0.7, 0.95, "($7,000.00)", 0.5, 0.5, true, []string{"(57,000.00)", "1,237.43"}},
		{"a currency that the reader of figures knows for no digit", "¥90.14", "#90.14", 0.9, 0.9, "¥90.14", 0.5, 0.5, true, []string{"1,237.43"}},
		{"words stay words", "合计", "##", 0.9, 0.9, "合计", 0.9, 0.9, false, nil},
		{"a sign that the reader of figures does not know", "12", "1#", 0.9, 0.99, "12", 0.5, 0.5, true, []string{"1,237.43"}},
		{"a mark that stands in no figure", "91:08", "91.08", 0.95, 0.8, "91.08", 0.5, 0.5, true, []string{"1,237.43"}},
		{"nothing, and a part of something", "", "1#", 0, 0.9, "", 0, 0, false, nil},
		{"nothing", "", "", 0, 0, "", 0, 0, false, nil},
	} {
		got := both(says(c.words, c.wordsSure), says(c.figures, c.figuresSure), nil, []string{"1,237.43"})
		if s := got.Confidence(); got.Text() != c.want || s < c.least-1e-9 || s > c.most+1e-9 || got.Differ != c.differ || !slices.Equal(got.Others, c.others) {
			t.Errorf("%s: %q, confidence %v, differ %v, others %q", c.name, got.Text(), s, got.Differ, got.Others)
		}
	}
}

// A character goes over several steps; two of the same have none between them.
func TestSpelling(t *testing.T) {
	out := &infer.Tensor{Shape: []int{1, 7, 3}, Values: []float32{
		0.9, 0.1, 0, // none
		0.1, 0.8, 0.1,
		0.0, 0.9, 0.1,
		0.9, 0.1, 0,
		0.1, 0.9, 0,
		0.2, 0.2, 0.6,
		0.9, 0.1, 0,
	}}
	letters := spell(out, []string{"", "1", "7"}).letters()
	r := reading(letters, 7, 70, 20)
	if r.Text() != "117" || r.Symbols[0].Box.Min.X != 10 || r.Symbols[0].Box.Max.X != 30 {
		t.Errorf("%q at %v", r.Text(), r.Symbols[0].Box)
	}
	if c := r.Symbols[2].Confidence; c < 0.59 || c > 0.61 {
		t.Errorf("confidence %v", c)
	}
	if got := others(letters); !slices.Equal(got, []string{"11", "717", "17"}) {
		t.Errorf("others %q", got)
	}
}
