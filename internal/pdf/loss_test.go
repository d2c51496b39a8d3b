package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// What the file lost is told by the page's Problem, and what is left of it is read.
func TestLossesAreTold(t *testing.T) {
	drawing := hello
	for i := range 2000 {
		drawing += fmt.Sprint(" ", i*i%911, " ", i*i%787, " m 1 1 l n")
	}
	drawing += " BT /F1 10 Tf 20 20 Td (B) Tj ET"
	flate := compress(drawing)
	withStream := func(entries, data string) []byte {
		return replace(onePage("", ""), `<</Length 0>>\nstream\n\nendstream`, stream(entries, data))
	}
	broken := []byte(flate)
	for i := len(broken) / 2; i < len(broken); i++ {
		broken[i] = 0xff
	}
	tests := []struct {
		name, text, says string
		data             []byte
	}{
		{"whole", "A@20,50 B@20,80", "", withStream("/Filter/FlateDecode", flate)},
		{"without its checksum", "A@20,50 B@20,80", "", withStream("/Filter/FlateDecode", flate[:len(flate)-4])},
		{"with a part of another checksum", "A@20,50 B@20,80", "not as it was written", withStream("/Filter/FlateDecode", flate[:len(flate)-4]+"abc")},
		{"with a part of its checksum", "A@20,50 B@20,80", "", withStream("/Filter/FlateDecode", flate[:len(flate)-1])},
		{"cut off", "A@20,50", "damaged", withStream("/Filter/FlateDecode", flate[:len(flate)/2])},
		{"broken", "A@20,50", "damaged", withStream("/Filter/FlateDecode", string(broken))},
		{"nothing left", "", "could not be read", withStream("/Filter/FlateDecode", "x")},
		{"a stream that is not there", "", "missing", replace(onePage("", hello), `/Contents 4 0 R`, "/Contents 9 0 R")},
		{"one of two streams is not there", "A@20,50", "missing", replace(onePage("", hello), `/Contents 4 0 R`, "/Contents[4 0 R 9 0 R]")},
		{"no reference at all", "", "missing", replace(onePage("", hello), `/Contents 4 0 R`, "/Contents 99 0")},
		{"a form that is not there", "A@20,50", "missing", onePage("", hello+" /X Do")},
		{"a string that never ends", "A@20,50", "in the midst", onePage("", hello+" (never closed")},
		{"packed, by a key that is damaged", "", "damaged", withStream("/Filt#90r/FlateDecode", flate)},
		{"no content", "", "", replace(onePage("", ""), `/Contents 4 0 R`, "")},
		{"no content, and some that no page has", "", "no page shows", replace(onePage("", hello), `/Contents 4 0 R`, "/Conjents 4 0 R")},
		{"a page that is none, in a file without a tree", "A@20,50", "no page shows", replace(replace(onePage("", hello,
			"<</Type/Pag/MediaBox[0 0 200 100]/Contents 6 0 R>>", stream("", hello)), `/Type/Pages`, "/Type/Pagse"), `/Kids`, "/Kisd")},
		{"content that another page has", "", "", file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R>>", stream("", hello))},
		{"empty content", "", "", replace(onePage("", ""), `/Contents 4 0 R`, "/Contents[]")},
	}
	for _, tt := range tests {
		p := readPage(t, tt.data)
		if printed(p) != tt.text || !strings.Contains(p.Problem, tt.says) || (tt.says == "") != (p.Problem == "") || p.Damaged != (tt.says != "") {
			t.Errorf("%s: %q, problem %q, damaged %v; want %q, problem %q", tt.name, printed(p), p.Problem, p.Damaged, tt.text, tt.says)
		}
	}
}

// A map of a font's codes that is another than was written can turn digits into others.
func TestDamagedMapsAreTold(t *testing.T) {
	const codes = "1 begincodespacerange <0000><ffff> endcodespacerange "
	unicode := compress(codes + "1 beginbfchar <0041> <0041> endbfchar")
	encoding := compress(codes + "1 begincidrange <0000> <ffff> 0 endcidrange")
	other := func(packed string) string { return packed[:len(packed)-1] + string(packed[len(packed)-1]^1) } // another checksum
	read := func(unicode, encoding string) page.Page {
		return readPage(t, onePage("/Font<</F1 5 0 R>>", "BT /F1 10 Tf 20 50 Td <0041> Tj ET",
			"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 7 0 R/ToUnicode 6 0 R/DescendantFonts[<</Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>]>>",
			stream("/Filter/FlateDecode", unicode), stream("/Type/CMap/CMapName/Y/Filter/FlateDecode", encoding)))
	}
	if p := read(unicode, encoding); printed(p) != "A@20,50" || p.Problem != "" || p.Damaged {
		t.Errorf("whole: %s, problem %q", printed(p), p.Problem)
	}
	for what, p := range map[string]page.Page{"ToUnicode": read(other(unicode), encoding), "encoding": read(unicode, other(encoding))} {
		if printed(p) != "A@20,50" || p.Problem != errSum.Error() || !p.Damaged {
			t.Errorf("%s: %s, problem %q", what, printed(p), p.Problem)
		}
	}
	packed := xrefStreamFile()
	end := bytes.Index(packed, []byte("\nendstream")) - 1
	packed[end] ^= 1
	if p := readPage(t, packed); printed(p) != "A@20,50" || p.Problem != errSum.Error() || !p.Damaged {
		t.Errorf("object stream: %s, problem %q", printed(p), p.Problem)
	}
}

// What is not read of a whole file is told, and is no damage: nothing is mended by fetching the file again.
func TestWholeFilesAreNotDamaged(t *testing.T) {
	watermark := onePage("/Pattern<</P 5 0 R>>/ColorSpace<</C/Pattern>>", "/Pattern cs /P scn 0 0 200 100 re f "+hello,
		stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 100]/XStep 200/YStep 100/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>", hello))
	for says, data := range map[string][]byte{
		"pattern":           watermark,
		"several documents": append(onePage("", ""), onePage("", hello)...),
	} {
		if p := readPage(t, data); printed(p) != "A@20,50" || !strings.Contains(p.Problem, says) || p.Damaged {
			t.Errorf("%s: %q, problem %q, damaged %v", says, printed(p), p.Problem, p.Damaged)
		}
	}
}

// A page that the file does not hold keeps its place: other programs count it.
func TestMissingPagesKeepTheirPlace(t *testing.T) {
	const leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>>>"
	for kids, want := range map[string]string{
		"3 0 R null 3 0 R":  "A-A",
		"9 0 R 3 0 R":       "-A",
		"3 0 R null 9 0 R":  "A",
		"null 7 3 0 R":      "--A",
		"3 0 R 3 0 R 3 0 R": "AAA",
	} {
		f, err := Open(file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 3/Kids["+kids+"]>>", leaf, stream("", hello)), "")
		if err != nil {
			t.Errorf("%s: %v", kids, err)
			continue
		}
		got := ""
		for n := 1; n <= f.NumPages(); n++ {
			switch p := f.Page(n); {
			case len(p.Runs) > 0 && p.Problem == "":
				got += "A"
			case len(p.Runs) == 0 && p.Damaged && strings.Contains(p.Problem, "missing"):
				got += "-"
			default:
				got += "?"
			}
		}
		if got != want {
			t.Errorf("%s: pages %s, want %s", kids, got, want)
		}
	}
}

// A file that encrypts nothing but what is attached to it needs no password.
func TestNothingOfThePagesIsEncrypted(t *testing.T) {
	key := strings.Repeat("k", 32)
	data := replace(onePage("", hello), `/Root 1 0 R`, "/Root 1 0 R/ID[(a)(a)]/Encrypt<</Filter/Standard/V 4/R 4/Length 128/P -4/O("+key+")/U("+key+
		")/CF<</StdCF<</CFM/AESV2/AuthEvent/EFOpen>>>>/EFF/StdCF/StmF/Identity/StrF/Identity>>")
	if p := readPage(t, data); printed(p) != "A@20,50" || p.Problem != "" {
		t.Errorf("%s; %s", printed(p), p.Problem)
	}
}

// Letters drawn as outlines are counted by the tiles in which they stand; lines, areas, large shapes and
// white ones are none.
func TestOutlines(t *testing.T) {
	const glyph = " 0 0 m 3 0 5 2 5 5 c 5 8 3 9 0 9 c h"
	at := func(x, y int, paint string) string {
		return "q 1 0 0 1 " + fmt.Sprint(x, " ", y) + " cm" + glyph + " " + paint + " Q "
	}
	tests := []struct {
		name, content string
		want          int
	}{
		{"filled", at(10, 10, "f") + at(60, 10, "f") + at(62, 12, "f"), 2},
		{"stroked", at(10, 10, "S"), 1},
		{"white", "1 g " + at(10, 10, "f"), 0},
		{"clipped away", "100 50 20 20 re W n " + at(10, 10, "f"), 0},
		{"a clip alone", at(10, 10, "W n"), 0},
		{"lines and areas", "10 10 m 90 10 l S 20 20 50 30 re f", 0},
		{"large", "9 0 0 9 0 0 cm " + at(1, 1, "f"), 0},
	}
	for _, tt := range tests {
		if p := readPage(t, onePage("", tt.content)); p.Outlines != tt.want {
			t.Errorf("%s: %d tiles, want %d", tt.name, p.Outlines, tt.want)
		}
	}
}

// A picture that fills an area by way of a pattern is on the page as others are.
func TestPictureInAPattern(t *testing.T) {
	const pattern = "/Pattern<</P 5 0 R/Q 7 0 R>>"
	tile := stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 100]/XStep 200/YStep 100/Resources<</XObject<</I 6 0 R>>>>", "200 0 0 100 0 0 cm /I Do")
	img := stream("/Subtype/Image/Width 8/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8", strings.Repeat("x", 32))
	hatch := stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>", "0 0 m 9 9 l S")
	for name, want := range map[string]int{"P": 1, "Q": 0, "none": 0} {
		p := readPage(t, onePage(pattern, "/Pattern cs /"+name+" scn 10 20 100 50 re f 0 g 0 0 200 100 re f", tile, img, hatch))
		if len(p.Images) != want {
			t.Errorf("%s: pictures %v, want %d", name, p.Images, want)
		}
		if want > 0 && (p.Images[0].Width != 8 || p.Images[0].Box.Width() != 100) {
			t.Errorf("picture %+v", p.Images[0])
		}
	}
}
