package pdf

import (
	"math"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

func TestTextOperators(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"Td", "BT /F1 10 Tf 20 50 Td (A) Tj 5 -20 Td (B) Tj ET", "A@20,50 B@25,70"},
		{"TD sets leading", "BT /F1 10 Tf 20 50 TD 0 -12 TD (A) Tj T* (B) Tj ET", "A@20,62 B@20,74"},
		{"Tm", "BT /F1 1 Tf 10 0 0 10 30 40 Tm (A) Tj (B) Tj ET", "A@30,60 B@36,60"},
		{"Tc", "BT /F1 10 Tf 3 Tc 20 50 Td (AA) Tj (B) Tj ET", "AA@20,50 B@38,50"},
		{"Tw", "BT /F1 10 Tf 4 Tw 20 50 Td (A A) Tj (B) Tj ET", "A A@20,50 B@42,50"},
		{"Tz", "BT /F1 10 Tf 50 Tz 20 50 Td (AA) Tj (B) Tj ET", "AA@20,50 B@26,50"},
		{"TL and '", "BT /F1 10 Tf 15 TL 20 50 Td (A) Tj (B) ' ET", "A@20,50 B@20,65"},
		{"quote", "BT /F1 10 Tf 15 TL 20 50 Td 4 3 (A A) \" (B) Tj ET", "A A@20,65 B@51,65"},
		{"Ts", "BT /F1 10 Tf 20 50 Td 5 Ts (A) Tj 0 Ts (B) Tj ET", "A@20,45 B@26,50"},
		{"TJ", "BT /F1 10 Tf 20 50 Td [(A) -500 (B)] TJ (C) Tj ET", "AB@20,50 C@37,50"},
		{"TJ over a gap", "BT /F1 10 Tf 20 50 Td [(A) -3000 (B)] TJ ET", "A@20,50 B@56,50"},
		{"cm", "2 0 0 2 10 10 cm BT /F1 10 Tf 20 15 Td (A) Tj ET", "A@50,60"},
		{"q Q", "q 1 0 0 1 50 0 cm BT /F1 10 Tf 1 1 Td (A) Tj ET Q BT /F1 10 Tf 1 1 Td (B) Tj ET", "A@51,99 B@1,99"},
		{"hex", "BT /F1 10 Tf 20 50 Td <41 4> Tj ET", "A@@20,50"},
		{"escapes", `BT /F1 10 Tf 20 50 Td (\101\(\
B\)) Tj ET`, "A(B)@20,50"},
		{"no operand", "BT /F1 10 Tf Td Tj Tm TJ 20 50 Td (A) Tj ET", "A@20,50"},
		{"unknown operators", "foo BX 1 2 bar EX BT /F1 10 Tf 20 50 Td (A) Tj ET", "A@20,50"},
		{"glued operators", "BT/F1 10Tf 20 50Td(A)Tj ET", "A@20,50"},
		{"numbers as Acrobat reads them", "BT /F1 10. Tf --20 50.5.5 Td 40 0-5 Td (A) Tj ET", "A@20,49.5"},
	}
	for _, tt := range tests {
		p := readPage(t, onePage("", tt.content))
		if got := printed(p); got != tt.want || p.Problem != "" {
			t.Errorf("%s: %s, want %s; %s", tt.name, got, tt.want, p.Problem)
		}
	}
}

func TestGlyphBoxes(t *testing.T) {
	p := readPage(t, onePage("", "BT /F1 10 Tf 1 Tc 20 50 Td (AB) Tj ET"))
	g := p.Runs[0].Glyphs
	want := []page.Box{{X0: 20, Y0: 41.4, X1: 26, Y1: 51.4}, {X0: 27, Y0: 41.4, X1: 33, Y1: 51.4}}
	for i, w := range want {
		if !alike(g[i].Box, w) {
			t.Errorf("glyph %d: %v, want %v", i, g[i].Box, w)
		}
	}
	if b := p.Runs[0].Box; !alike(b, want[0].Union(want[1])) {
		t.Errorf("run: %v", b)
	}
	if p.Runs[0].Size != 10 || p.Runs[0].Font != "Courier" || p.Runs[0].Confidence != 1 {
		t.Errorf("%+v", p.Runs[0])
	}
}

func alike(a, b page.Box) bool {
	return math.Abs(a.X0-b.X0)+math.Abs(a.Y0-b.Y0)+math.Abs(a.X1-b.X1)+math.Abs(a.Y1-b.Y1) < 0.01
}

func TestForms(t *testing.T) {
	inner := stream("/Type/XObject/Subtype/Form/BBox[0 0 50 50]/Matrix[1 0 0 1 10 0]/Resources<</Font<</F9 7 0 R>>>>",
		"BT /F9 10 Tf 5 5 Td (B) Tj ET")
	outer := stream("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</I 6 0 R>>>>",
		"q 1 0 0 1 20 20 cm /I Do")
	courier := "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
	p := readPage(t, onePage("/XObject<</O 5 0 R>>", "/O Do BT /F1 10 Tf 1 1 Td (A) Tj ET", outer, inner, courier))
	if got := printed(p); got != "B@35,75 A@1,99" {
		t.Error(got)
	}
}

// Forms that draw each other must end.
func TestFormRecursion(t *testing.T) {
	self := stream("/Subtype/Form/BBox[0 0 200 100]/Resources<</XObject<</O 5 0 R>>>>", "/O Do /O Do")
	p := readPage(t, onePage("/XObject<</O 5 0 R>>", "BT /F1 10 Tf 1 1 Td (A) Tj ET /O Do", self))
	if printed(p) != "A@1,99" || p.Problem == "" {
		t.Errorf("%s; %q", printed(p), p.Problem)
	}
}

func TestInlineImages(t *testing.T) {
	show := " BT /F1 10 Tf 1 1 Td (A) Tj ET"
	tests := []struct{ name, image string }{
		{"raw of known size", "BI /W 4 /H 2 /BPC 8 /CS /G ID " + "ab EI cd" + " EI"},
		{"mask", "BI /W 8 /H 2 /IM true ID \xff\x00 EI"},
		{"filtered, with EI inside", "BI /W 9 /H 9 /F /A85 ID \x01\x02 EI\x80\x90~> EI"},
		{"without end", "BI /W 1 /H 1"},
	}
	for _, tt := range tests {
		p := readPage(t, onePage("", "q 30 0 0 20 10 10 cm "+tt.image+" Q"+show))
		if tt.name == "without end" {
			continue
		}
		if printed(p) != "A@1,99" || len(p.Images) != 1 {
			t.Errorf("%s: %s, %d images; %s", tt.name, printed(p), len(p.Images), p.Problem)
		} else if b := p.Images[0].Box; !alike(b, page.Box{X0: 10, Y0: 70, X1: 40, Y1: 90}) {
			t.Errorf("%s: %v", tt.name, b)
		}
	}
}

func TestClip(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"outside the page", "BT /F1 10 Tf 300 50 Td (A) Tj -290 0 Td (B) Tj ET", "B@10,50"},
		{"clipped away", "q 10 10 50 50 re W n BT /F1 10 Tf 100 50 Td (A) Tj ET Q BT /F1 10 Tf 10 50 Td (B) Tj ET", "B@10,50"},
		{"overflows its cell", "10 10 10 50 re W n BT /F1 10 Tf 11 30 Td (LONG TEXT) Tj ET", "LONG TEXT@11,70"},
		{"under the edge of its cell", "10 10 50 22 re W n BT /F1 10 Tf 11 30 Td (A) Tj ET", ""},
		{"empty clip", "W n 0 0 0 0 re W n BT /F1 10 Tf 11 30 Td (A) Tj ET", ""},
		{"two clips", "0 0 50 100 re W n 40 0 50 100 re W n BT /F1 10 Tf 60 30 Td (A) Tj -18 0 Td (B) Tj ET", "B@42,70"},
	}
	for _, tt := range tests {
		if got := printed(readPage(t, onePage("", tt.content))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	p := readPage(t, onePage("", "10 10 10 50 re W n BT /F1 10 Tf 11 30 Td (LONG TEXT) Tj ET"))
	if c := p.Runs[0].Clip; !alike(c, page.Box{X0: 10, Y0: 40, X1: 20, Y1: 90}) || p.Runs[0].Box.X1 < 60 {
		t.Errorf("clip %v, box %v", c, p.Runs[0].Box)
	}
}

func TestDoubledText(t *testing.T) {
	tests := []struct {
		name, content, want string
		bold                bool
	}{
		{"fake bold", "BT /F1 10 Tf 20 50 Td (AA) Tj .3 0 Td (AA) Tj ET", "AA@20,50", true},
		{"four times", "BT /F1 10 Tf 20 50 Td (AA) Tj .6 0 Td (AA) Tj .6 0 Td (AA) Tj .6 0 Td (AA) Tj ET", "AA@20,50", true},
		{"twice in one place", "BT /F1 10 Tf 20 50 Td (AA) Tj 0 0 Td (AA) Tj ET", "AA@20,50", false},
		{"two letters side by side", "BT /F1 10 Tf 20 50 Td (l) Tj 3 0 Td (l) Tj ET", "l@20,50 l@23,50", false},
		{"other text in the same place", "BT /F1 10 Tf 20 50 Td (A) Tj 0 0 Td (B) Tj ET", "A@20,50 B@20,50", false},
		{"stroked too", "2 Tr BT /F1 10 Tf 20 50 Td (A) Tj ET", "A@20,50", true},
	}
	for _, tt := range tests {
		p := readPage(t, onePage("", tt.content))
		if got := printed(p); got != tt.want || p.Runs[0].Bold != tt.bold {
			t.Errorf("%s: %s, bold %v", tt.name, got, p.Runs[0].Bold)
		}
	}
}

func TestMarkedContent(t *testing.T) {
	props := "/Properties<</Off 5 0 R/On 6 0 R/Sub<</ActualText(fi)>>>>"
	groups := []string{"<</Type/OCG/Name(a)>>", "<</Type/OCG/Name(b)>>"}
	content := "BT /F1 10 Tf 10 50 Td /Artifact <</Type/Pagination>> BDC (P) Tj EMC " +
		"/OC /Off BDC (H) Tj EMC /OC /On BDC (S) Tj EMC /Span /Sub BDC (x) Tj EMC " +
		"/Span <</ActualText <FEFF6C49>>> BDC (y) Tj EMC /P <</MCID 0>> BDC 3 Tr (i) Tj EMC EMC EMC ET"
	data := onePage(props, content, groups...)
	data = []byte(strings.Replace(string(data), "/Type/Catalog", "/OCProperties<</D<</OFF[5 0 R]>>>>/Type/Catalog", 1))
	p := readPage(t, data)
	want := []page.Run{{Text: "P", Artifact: true}, {Text: "S"}, {Text: "x", ActualText: "fi"}, {Text: "y", ActualText: "汉"}, {Text: "i", Invisible: true}}
	if len(p.Runs) != len(want) {
		t.Fatalf("%s", printed(p))
	}
	for i, w := range want {
		r := p.Runs[i]
		if r.Text != w.Text || r.Artifact != w.Artifact || r.ActualText != w.ActualText || r.Invisible != w.Invisible {
			t.Errorf("run %d: %+v", i, r)
		}
	}
}

func TestAngles(t *testing.T) {
	p := readPage(t, onePage("", "BT /F1 10 Tf 0 1 -1 0 50 50 Tm (U) Tj -1 0 0 -1 50 50 Tm (F) Tj 0 -1 1 0 50 50 Tm (D) Tj "+
		"1 0 0 1 50 50 Tm (A) Tj (A) Tj (A) Tj (A) Tj (A) Tj .7 .7 -.7 .7 30 30 Tm (W) Tj ET"))
	for i, want := range []int{270, 180, 90, 0} {
		if got := p.Runs[i].Angle; got != want {
			t.Errorf("%s: %d, want %d", p.Runs[i].Text, got, want)
		}
	}
	if last := p.Runs[len(p.Runs)-1]; !last.Artifact || last.Text != "W" {
		t.Errorf("a diagonal watermark is page furniture: %+v", last)
	}
}

func TestAnnotations(t *testing.T) {
	data := pageWith("/MediaBox[0 0 200 100]/Annots[5 0 R 7 0 R]", "", "",
		"<</Type/Annot/Subtype/Widget/Rect[10 20 60 40]/AP<</N 6 0 R>>>>",
		stream("/Subtype/Form/BBox[0 0 25 10]/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>", "BT /F1 5 Tf 1 1 Td (V) Tj ET"),
		"<</Type/Annot/Subtype/Widget/F 2/Rect[10 20 60 40]/AP<</N 6 0 R>>>>")
	p := readPage(t, data)
	if got := printed(p); got != "V@12,78" || p.Runs[0].Size != 10 {
		t.Errorf("%s", got)
	}
}

// A page without text has no runs, whatever page was read before it.
func TestPagesWithoutTextHaveNoRuns(t *testing.T) {
	for range 3 {
		readPage(t, onePage("", hello))
		if p := readPage(t, onePage("", "")); p.Runs != nil {
			t.Errorf("runs %#v, want nil", p.Runs)
		}
	}
}
