package text

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// glyphPiece is a piece on one base line, 10 points high, that begins at x; digits are half as wide as ideographs,
// and a space leaves as much room as a digit takes.
func glyphPiece(x float64, s string) Piece {
	r := &page.Run{Size: 10, Confidence: 1}
	r.Origin.Y = 100
	for _, c := range s {
		w := 10.0
		if c < 0x2000 {
			w = 5
		}
		r.Glyphs = append(r.Glyphs, page.Glyph{Text: string(c), Box: page.Box{X0: x, Y0: 91, X1: x + w, Y1: 101}})
		x += w
	}
	return cutRun(r, printOf(r, nil), 0, len(r.Glyphs), 0)
}

// TestOverrun parts the end of a name from the amount in whose cell it stands, and parts no words that are the
// cell's own.
func TestOverrun(t *testing.T) {
	const side = 100.0
	for _, tt := range []struct {
		label        float64 // where the name 项目 begins
		x            float64 // where the text of the next cell begins
		text         string
		words, money string // as parted, if they are
	}{
		{82, 102, "目 50830", "目", "50830"},
		{75, 97, "目 50830", "目", "50830"}, // across the side, and no room between
		{82, 102, "目50830", "", ""},       // no blank before the amount
		{75, 101, "共 50830", "", ""},      // words of the cell's own
		{60, 97, "目 50830", "", ""},       // room for a character between
		{82, 102, "目 5083 项", "", ""},     // no amount
		{82, 102, "50830", "", ""},        // no words
		{82, 102, "目", "", ""},            // no amount
		{82, 102, "建设 1,234.50", "建设", "1,234.50"},
	} {
		p, label := glyphPiece(tt.x, tt.text), glyphPiece(tt.label, "项目")
		words, amount, ok := p.SplitAmount()
		ok = ok && p.Overruns(label, side)
		if ok != (tt.words != "") || ok && (words.Text != tt.words || amount.Text != tt.money) {
			t.Errorf("%q at %v behind a name that ends at %v: %v %q %q", tt.text, tt.x, label.Box.X1, ok, words.Text, amount.Text)
		}
	}
	if !glyphPiece(97, "目").BeforeAmount(glyphPiece(120, "50830")) || glyphPiece(97, "目").BeforeAmount(glyphPiece(107, "50830")) || glyphPiece(97, "目1").BeforeAmount(glyphPiece(120, "50830")) {
		t.Error("words before an amount are told wrongly")
	}
}
