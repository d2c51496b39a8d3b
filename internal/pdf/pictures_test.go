package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// What is seen in a box of a page is what its pictures show there, the last over the others, strip below strip and turned as they hang; nothing
// is known of what is hidden. What is mirrored is given as it is kept.
func TestPicturesInABox(t *testing.T) {
	const dark, pale, both = " q %s cm /I Do Q ", " q %s cm /J Do Q ", " q %s cm /K Do Q "
	at := func(form, ctm string) string { return strings.Replace(form, "%s", ctm, 1) }
	box := page.Box{X0: 20, Y0: 20, X1: 60, Y1: 60}
	for _, tt := range []struct {
		name, content string
		above, below  int // shades of the box's halves, or of its left and its right; -1: nothing is seen
		beside        bool
	}{
		{"one", at(dark, "40 0 0 40 20 40"), 0, 0, false},
		{"the later over the earlier", at(dark, "40 0 0 40 20 40") + at(pale, "40 0 0 40 20 40"), 200, 200, false},
		{"strips", at(dark, "40 0 0 20 20 60") + at(pale, "40 0 0 20 20 40"), 0, 200, false},
		{"a half of it", at(dark, "40 0 0 20 20 60"), -1, -1, false},
		{"tiles", at(dark, "20 0 0 20 20 60") + at(dark, "20 0 0 20 40 60") + at(pale, "20 0 0 20 40 40") + at(pale, "20 0 0 20 20 40"), 0, 200, false},
		{"two shades", at(both, "40 0 0 40 20 40"), 0, 200, false},
		{"turned by a half", at(both, "-40 0 0 -40 60 80"), 200, 0, false},
		{"turned to the left", at(both, "0 40 -40 0 60 40"), 0, 200, true},
		{"turned to the right", at(both, "0 -40 40 0 20 80"), 200, 0, true},
		{"mirrored", at(dark, "-40 0 0 40 60 40"), 0, 0, false},
		{"in the content", " q 40 0 0 40 20 40 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x00\xc8\xc8 EI Q ", 0, 200, false},
		{"in the content, packed", " q 40 0 0 40 20 40 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID c8c80000> EI Q ", 200, 0, false},
		{"in the content, turned over", " q 40 0 0 40 20 40 cm BI /W 2 /H 2 /BPC 8 /CS /G /D [1 0] /F /AHx ID ffff3737> EI Q ", 0, 200, false},
		{"a stencil in the content", " q 40 0 0 40 20 40 cm BI /W 2 /H 2 /IM true /F /AHx ID 00c0> EI Q ", 0, 255, false},
		{"strips in the content", " q 40 0 0 20 20 60 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI Q q 40 0 0 20 20 40 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID c8> EI Q ", 0, 200, false},
		{"under white", at(dark, "40 0 0 40 20 40") + "1 g 10 30 80 60 re f", -1, -1, false},
		{"beside white", at(dark, "40 0 0 40 20 40") + "1 g 62 30 20 60 re f", 0, 0, false},
		{"under another picture", at(dark, "40 0 0 40 20 40") + at(pale, "60 0 0 60 10 30"), -1, -1, false},
	} {
		const entries = "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
		f, err := Open(onePage("/XObject<</I 5 0 R/J 6 0 R/K 7 0 R>>", tt.content,
			stream(entries, "\x00\x00\x00\x00"), stream(entries, "\xc8\xc8\xc8\xc8"), stream(entries, "\x00\x00\xc8\xc8")), "")
		if err != nil {
			t.Fatal(err)
		}
		img := f.Pictures(1, []page.Box{box})[0].Image
		if img == nil {
			if tt.above >= 0 {
				t.Errorf("%s: nothing is seen", tt.name)
			}
			continue
		}
		shade := func(share int) int {
			b := img.Bounds()
			x, y := (b.Min.X+b.Max.X)/2, b.Min.Y+share*b.Dy()/8
			if tt.beside {
				x, y = b.Min.X+share*b.Dx()/8, (b.Min.Y+b.Max.Y)/2
			}
			r, _, _, _ := img.At(x, y).RGBA()
			return int(r >> 8)
		}
		if above, below := shade(1), shade(7); above != tt.above || below != tt.below {
			t.Errorf("%s: shades %d and %d, want %d and %d", tt.name, above, below, tt.above, tt.below)
		}
	}
}

// One picture in many pieces is decoded once: a scan that is shown piece by piece is seen whole. Tiles of a ground are nothing, and what would be
// put together of too many pixels is not known.
func TestPicturesInManyPieces(t *testing.T) {
	const most = 64 << 20 // bytes: the decoded picture and the one that is put together, and no more of them
	each := func(n int, content func(i int) string) (out string) {
		for i := range n {
			out += " q " + content(i) + " /I Do Q "
		}
		return out
	}
	for _, tt := range []struct {
		name, content string
		want          string
	}{
		{"through clips", each(80, func(i int) string {
			return fmt.Sprintf("20 %d 160 1 re W n 160 0 0 80 20 10 cm", 10+i)
		}), "seen"},
		{"strips of one ground", each(80, func(i int) string { return fmt.Sprintf("160 0 0 1 20 %d cm", 10+i) }), "nothing"},
		{"tiles of one ground", each(128, func(i int) string {
			return fmt.Sprintf("10 0 0 10 %d %d cm", 20+10*(i%16), 10+10*(i/16))
		}), "nothing"},
		{"over each other", each(80, func(i int) string {
			return fmt.Sprintf("1 0 0 1 %.2f %.2f cm 159 0 0 79 20 10 cm", float64(i)/80, float64(i)/80)
		}), "unknown"},
	} {
		data := flated(bytes.Repeat([]byte{0x55}, 400*1600))
		f, err := Open(onePage("/XObject<</I 5 0 R>>", tt.content,
			stream("/Type/XObject/Subtype/Image/Width 3200/Height 1600/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", data)), "")
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		shown := f.Pictures(1, []page.Box{{X0: 20, Y0: 10, X1: 180, Y1: 90}})[0]
		runtime.ReadMemStats(&after)
		got := map[bool]string{true: "unknown", false: "nothing"}[shown.Unknown]
		if shown.Image != nil {
			got = "seen"
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > most {
			t.Errorf("%s: took %d MB", tt.name, took>>20)
		}
	}
}

// flated is what Flate makes of data.
func flated(data []byte) string {
	var out strings.Builder
	w := zlib.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.String()
}
