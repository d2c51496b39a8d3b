package pdf

import (
	"fmt"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

func TestPageGeometry(t *testing.T) {
	content := "BT /F1 10 Tf 30 40 Td (A) Tj ET 20 30 m 60 30 l S"
	tests := []struct {
		entries       string
		width, height float64
		text, lines   string
	}{
		{"/MediaBox[0 0 200 100]", 200, 100, "A@30,60", "h70:20-60"},
		{"/MediaBox[200 100 0 0]", 200, 100, "A@30,60", "h70:20-60"},
		{"/MediaBox[10 10 210 110]", 200, 100, "A@20,70", "h80:10-50"},
		{"/MediaBox[0 0 300 300]/CropBox[10 20 110 70]", 100, 50, "A@20,30", "h40:10-50"},
		{"/MediaBox[0 0 200 100]/CropBox[-50 -50 900 900]", 200, 100, "A@30,60", "h70:20-60"},
		{"/MediaBox[0 0 200 100]/CropBox[500 500 600 600]", 200, 100, "A@30,60", "h70:20-60"},
		{"/MediaBox[0 0 200 100]/UserUnit 2", 400, 200, "A@60,120", "h140:40-120"},
		{"", 612, 792, "A@30,752", "h762:20-60"},
	}
	for _, tt := range tests {
		p := readPage(t, pageWith(tt.entries, "", content))
		if p.Width != tt.width || p.Height != tt.height || printed(p) != tt.text || lines(p) != tt.lines {
			t.Errorf("%s: %v x %v, %s, %s", tt.entries, p.Width, p.Height, printed(p), lines(p))
		}
	}
}

// A page and its content turned back by as much as Rotate turns it: both are seen upright.
func TestRotate(t *testing.T) {
	tests := []struct {
		rotate int
		back   string
	}{
		{0, "1 0 0 1 0 0 cm"}, {90, "0 1 -1 0 100 0 cm"}, {180, "-1 0 0 -1 200 100 cm"}, {270, "0 -1 1 0 0 200 cm"},
		{-90, "0 -1 1 0 0 200 cm"}, {450, "0 1 -1 0 100 0 cm"},
	}
	for _, tt := range tests {
		box := "[0 0 200 100]"
		if tt.rotate%180 != 0 {
			box = "[0 0 100 200]"
		}
		p := readPage(t, pageWith(fmt.Sprintf("/MediaBox%s/Rotate %d", box, tt.rotate), "",
			tt.back+" BT /F1 10 Tf 30 40 Td (A) Tj ET 20 30 m 60 30 l S"))
		if p.Width != 200 || p.Height != 100 || printed(p) != "A@30,60" || lines(p) != "h70:20-60" || p.Runs[0].Angle != 0 || p.Turned != 0 {
			t.Errorf("%d: %v x %v, %s, %s, angle %d", tt.rotate, p.Width, p.Height, printed(p), lines(p), p.Runs[0].Angle)
		}
	}
}

func TestInheritance(t *testing.T) {
	data := file(
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 50 50]/CropBox[0 0 40 30]/Rotate 90/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>>>",
		"<</Type/Pages/Kids[4 0 R]/Count 1/Parent 2 0 R>>",
		"<</Type/Page/Parent 3 0 R/Contents[5 0 R 6 0 R]>>",
		stream("", "BT /F1 10 Tf 10 20 T"), // a token does not reach over the border of two streams
		stream("", "m ET BT /F1 10 Tf 10 20 Td (A) Tj ET"),
	)
	p := readPage(t, data)
	if p.Turned != 270 || p.Width != 40 || p.Height != 30 || printed(p) != "A@10,10" {
		t.Errorf("turned %d, %v x %v, %s", p.Turned, p.Width, p.Height, printed(p))
	}
}

// A table drawn sideways on an upright page is turned; its page number then reads upwards.
func TestTurnedPage(t *testing.T) {
	for _, tt := range []struct {
		matrix string
		turned int
	}{{"0 1 -1 0 100 0", 90}, {"0 -1 1 0 0 200", 270}, {"-1 0 0 -1 100 200", 180}} {
		p := readPage(t, pageWith("/MediaBox[0 0 100 200]", "", "BT /F1 5 Tf 50 5 Td (9) Tj ET "+
			tt.matrix+" cm BT /F1 10 Tf 30 40 Td (TABLE) Tj ET 20 30 m 60 30 l S .5 g 40 10 30 20 re f"))
		w, h := 200.0, 100.0
		want := "TABLE@30,60"
		if tt.turned == 180 {
			w, h, want = 100, 200, "TABLE@30,160"
		}
		last := p.Runs[1]
		if p.Turned != tt.turned || p.Width != w || p.Height != h || last.Angle != 0 || p.Runs[0].Angle != tt.turned {
			t.Errorf("%s: turned %d, %v x %v, angles %d and %d", tt.matrix, p.Turned, p.Width, p.Height, p.Runs[0].Angle, last.Angle)
		}
		if got := printed(page.Page{Runs: p.Runs[1:]}); got != want {
			t.Errorf("%s: %s, want %s", tt.matrix, got, want)
		}
		if r := p.Rulings[0]; !r.Horizontal() || r.From.X != 20 || r.To.X != 60 {
			t.Errorf("%s: %+v", tt.matrix, r)
		}
		if b := p.Fills[0].Box; b.Width() != 30 || b.Height() != 20 {
			t.Errorf("%s: %+v", tt.matrix, b)
		}
	}
}
