package pdf

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/mingxi/mingxi/extract/page"
)

// withFont reads a page that shows content in a font whose dictionary is object 5.
func withFont(t *testing.T, content, font string, extra ...string) page.Page {
	t.Helper()
	return readPage(t, onePage("/Font<</F 5 0 R>>", "BT /F 10 Tf 10 50 Td "+content+" ET", append([]string{font}, extra...)...))
}

// type0 is a composite font whose descendant has the given entries.
func type0(encoding, descendant, more string) string {
	return fmt.Sprintf("<</Subtype/Type0/BaseFont/ABCDEF+Test/Encoding%s/DescendantFonts[<</Subtype/CIDFontType2%s>>]%s>>", encoding, descendant, more)
}

const identityInfo = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"

func TestToUnicode(t *testing.T) {
	tests := []struct{ name, program, want string }{
		{"bfchar", "2 beginbfchar <0001> <4E2D> <0002> <56FD> endbfchar", "中国"},
		{"bfrange", "1 beginbfrange <0001> <0002> <0041> endbfrange", "AB"},
		{"bfrange of an array", "1 beginbfrange <0001> <0002> [<0058> <00590059>] endbfrange", "XYY"},
		{"surrogates", "1 beginbfchar <0001> <D840DC00> endbfchar 1 beginbfchar <0002> <0042> endbfchar", "𠀀B"},
		{"ligature", "2 beginbfchar <0001> <FB01> <0002> <00660069> endbfchar", "fifi"},
		{"names", "2 beginbfchar <0001> /A <0002> /uni4E00 endbfchar", "A一"},
		{"without ends", "1 beginbfchar <0001> <0041> 1 beginbfrange <0002> <0002> <0042>", "AB"},
	}
	for _, tt := range tests {
		p := withFont(t, "<00010002> Tj", type0("/Identity-H", identityInfo+"/DW 500/W[2[250]]", "/ToUnicode 6 0 R"), stream("", tt.program))
		r := p.Runs[0]
		if r.Text != tt.want || len(r.Glyphs) != 2 || r.Font != "Test" || p.Problem != "" {
			t.Errorf("%s: %q, want %q; %s", tt.name, r.Text, tt.want, p.Problem)
		}
		if x0, x1 := r.Glyphs[1].Box.X0, r.Glyphs[1].Box.X1; x0 != 15 || x1 != 17.5 {
			t.Errorf("%s: second glyph from %v to %v, want 15 to 17.5", tt.name, x0, x1)
		}
	}
}

// A list of widths that is long is looked into where it stands; what is listed by itself, or again, counts as in short ones.
func TestLongListOfWidths(t *testing.T) {
	list := strings.Repeat("300 ", 2*longList)
	for _, tt := range []struct {
		widths string
		want   float64 // of CIDs 1, 2 and one beyond the list, which have 1000 where nothing is said
	}{
		{"1 [" + list + "]", 1.6}, {"1 [" + list + "] 2 [500]", 1.8}, {"1 [" + list + "] 1 [" + strings.ReplaceAll(list, "3", "4") + "]", 1.8}, {"2 [" + list + "]", 2.3},
	} {
		p := withFont(t, "<000100020400> Tj", type0("/Identity-H", identityInfo+"/DW 1000/W["+tt.widths+"]", ""))
		run := p.Runs[0]
		if got := run.Box.Width() / run.Size; math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%.30s… is %v wide, want %v", tt.widths, got, tt.want)
		}
	}
}

func TestWidths(t *testing.T) {
	p := withFont(t, "<0001000300040009> Tj", type0("/Identity-H", identityInfo+"/DW 1000/W[1 [100 200] 3 5 300]", ""))
	want := []float64{11, 14, 17, 27}
	for i, g := range p.Runs[0].Glyphs {
		if g.Box.X1 != want[i] {
			t.Errorf("glyph %d ends at %v, want %v", i, g.Box.X1, want[i])
		}
	}
}

func TestPredefinedEncodings(t *testing.T) {
	gb1 := "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
	tests := []struct{ name, encoding, info, bytes, want string }{
		{"GBK bytes", "/GBK-EUC-H", gb1, "b2c6d5fe31", "财政1"},
		{"UCS-2", "/UniGB-UCS2-H", gb1, "8d22653f", "财政"},
		{"UTF-16", "/UniGB-UTF16-H", gb1, "8d22d840dc00", "财𠀀"},
		{"CIDs of Adobe-GB1", "/Identity-H", gb1, "1150", "寨"},
		{"Big5", "/ETen-B5-H", "/CIDSystemInfo<</Ordering(CNS1)>>", "b977", "預"},
		{"Shift-JIS", "/90ms-RKSJ-H", "/CIDSystemInfo<</Ordering(Japan1)>>", "975c8e5a", "予算"},
		{"Korean", "/KSCms-UHC-H", "/CIDSystemInfo<</Ordering(Korea1)>>", "bfb9bbea", "예산"},
		{"collection by the name of the encoding", "/GBK-EUC-H", "", "b2c6", "财"},
	}
	for _, tt := range tests {
		p := withFont(t, "<"+tt.bytes+"> Tj", type0(tt.encoding, tt.info, ""))
		if got := p.Runs[0].Text; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestEmbeddedCMap(t *testing.T) {
	program := "/Base usecmap 1 begincodespacerange <00> <7f> endcodespacerange 1 begincodespacerange <8000> <ffff> endcodespacerange\n" +
		"1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8001> 200 endcidchar"
	font := type0(" 6 0 R", "/CIDSystemInfo<</Ordering(GB1)>>/W[1[500] 34[250] 200[1000]]", "")
	p := withFont(t, "<418001> Tj", font, stream("/Type/CMap/UseCMap/GBK-EUC-H", program))
	g := p.Runs[0].Glyphs
	if len(g) != 2 || g[0].Text != "A" || g[0].Box.X1 != 12.5 || g[1].Box.X1 != 22.5 {
		t.Errorf("%+v", g)
	}
}

func TestVerticalWriting(t *testing.T) {
	p := withFont(t, "<8d22653f> Tj", type0("/UniGB-UCS2-V", "/CIDSystemInfo<</Ordering(GB1)>>/DW 1000", ""))
	r := p.Runs[0]
	if !r.Vertical || r.Angle != 0 || r.Text != "财政" {
		t.Errorf("%+v", r)
	}
	want := []page.Box{{X0: 5, Y0: 50, X1: 15, Y1: 60}, {X0: 5, Y0: 60, X1: 15, Y1: 70}}
	for i, w := range want {
		if !alike(r.Glyphs[i].Box, w) {
			t.Errorf("glyph %d: %v, want %v", i, r.Glyphs[i].Box, w)
		}
	}
}

func TestSimpleFonts(t *testing.T) {
	tests := []struct{ name, font, show, want string }{
		{"WinAnsi", "/BaseFont/Helvetica/Encoding/WinAnsiEncoding", "<80 e9 ad>", "€é-"},
		{"MacRoman", "/BaseFont/Helvetica/Encoding/MacRomanEncoding", "<8e>", "é"},
		{"standard encoding", "/BaseFont/Helvetica", "<27 ae>", "’fi"},
		{"Differences", "/BaseFont/Helvetica/Encoding<</Differences[65/zero/one 70/uni4E00/f_i/u1F600/three.oldstyle]>>", "(ABFGHI)", "01一fi😀3"},
		{"Symbol", "/BaseFont/Symbol", "<61 b3>", "α≥"},
		{"ZapfDingbats", "/BaseFont/ZapfDingbats", "<34 6e>", "✔■"},
		{"GBK in a font with a Chinese name", "/BaseFont/SimSun/Encoding/WinAnsiEncoding", "<b2c6d5fe41>", "财政A"},
		{"GBK in a font with a GBK name", "/BaseFont/#cb#ce#cc#e5/Encoding/WinAnsiEncoding", "<b2c6>", "财"},
	}
	for _, tt := range tests {
		p := withFont(t, tt.show+" Tj", "<</Type/Font/Subtype/Type1"+tt.font+">>")
		if got := p.Runs[0].Text; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestType3(t *testing.T) {
	font := "<</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FontBBox[0 0 50 70]/FirstChar 65/Widths[50 25]" +
		"/Encoding<</Differences[65/A/B]>>/CharProcs<<>>/Resources<<>>>>"
	p := withFont(t, "(AB) Tj", font)
	if g := p.Runs[0].Glyphs; p.Runs[0].Text != "AB" || g[0].Box.X1 != 15 || g[1].Box.X1 != 17.5 {
		t.Errorf("%+v", p.Runs[0])
	}
}

// A font that tells no Unicode must not be read as Latin letters.
func TestUnmappedText(t *testing.T) {
	for name, font := range map[string]string{
		"Identity without a table": type0("/Identity-H", identityInfo, ""),
		"names that only number":   "<</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/Encoding<</Differences[0/g1/g2]>>>>",
		"font that is missing":     "null",
		"private characters":       type0("/Identity-H", identityInfo, "/ToUnicode 6 0 R"),
		"control characters":       type0("/Identity-H", identityInfo, "/ToUnicode 7 0 R"),
	} {
		p := withFont(t, "<00010001> Tj", font,
			stream("", "beginbfchar <0001> <E123> endbfchar"), stream("", "beginbfchar <0001> <0001> endbfchar"))
		if !strings.Contains(p.Problem, "cannot be read") || strings.ContainsAny(p.Runs[0].Text, "ABC!") {
			t.Errorf("%s: %q, problem %q", name, p.Runs[0].Text, p.Problem)
		}
	}
}

// Where a mark tells what glyphs without Unicode mean, that is their text, once.
func TestActualTextForUnknownGlyphs(t *testing.T) {
	p := withFont(t, "/Span<</ActualText<FEFF9884>>>BDC <0001> Tj <0002> Tj EMC", type0("/Identity-H", identityInfo, ""))
	if p.Problem != "" || p.Runs[0].Text != "预" || p.Runs[0].Glyphs[0].Text != "预" || p.Runs[1].Text != "" {
		t.Errorf("%s; %s", printed(p), p.Problem)
	}
}

// A mark that stands by itself again and again leaves a page of text what it is; several different ones are writing, and so
// are a page's only characters.
func TestMarksWithoutUnicode(t *testing.T) {
	bfchar := stream("", "1 beginbfchar <0041> <4E2D> endbfchar")
	text := "<" + strings.Repeat("0041", 30) + "> Tj "
	for content, read := range map[string]bool{
		text + "<0001> Tj <0001> Tj <0001> Tj":               true,
		text + "<0001> Tj <0002> Tj <0003> Tj":               false,
		text + "<000100020001> Tj":                           false,
		"<0001> Tj <0001> Tj":                                false,
		text + strings.Repeat("<0001> Tj ", 10):              false,
		text + "<00410041> Tj <0001> Tj <0041> Tj <0002> Tj": true,
	} {
		p := withFont(t, content, type0("/Identity-H", identityInfo+"/DW 500", "/ToUnicode 6 0 R"), bfchar)
		if p.Unread == read {
			t.Errorf("%s: unread %v, problem %q", content, p.Unread, p.Problem)
		}
	}
}

// Small capitals drawn with glyphs called lower case are capitals where a mark says so.
func TestSmallCapitals(t *testing.T) {
	p := readPage(t, onePage("", "BT /F1 10 Tf 10 50 Td /Span<</ActualText(N)>>BDC (n) Tj EMC /Span<</ActualText(No)>>BDC (n) Tj EMC ET"))
	if p.Runs[0].Text != "N" || p.Runs[0].Printed != "n" || p.Runs[1].Text != "n" {
		t.Errorf("%+v", p.Runs)
	}
}

func TestFolding(t *testing.T) {
	tests := []struct{ printed, text string }{
		{"⼯业", "工业"}, {"⻅", "见"}, {"豈", "豈"}, {"\u00a0", " "}, {"︵", "（"}, {"（１）", "（１）"}, {"ﬁ", "fi"}, {"⺟", "母"},
	}
	for _, tt := range tests {
		hex := ""
		for _, u := range utf16.Encode([]rune(tt.printed)) {
			hex += fmt.Sprintf("%04X", u)
		}
		p := withFont(t, "<0001> Tj", type0("/Identity-H", identityInfo, "/ToUnicode 6 0 R"), stream("", "beginbfchar <0001> <"+hex+"> endbfchar"))
		r := p.Runs[0]
		want := tt.printed
		if tt.printed == tt.text {
			want = ""
		}
		if r.Text != tt.text || r.Printed != want || r.Glyphs[0].Text != tt.text {
			t.Errorf("%q: text %q, printed %q", tt.printed, r.Text, r.Printed)
		}
	}
}

// Glyphs that a producer has numbered are no letters.
func TestRenumberedGlyphs(t *testing.T) {
	numbered := characterMap{platform: 1, glyphs: map[rune]int{}}
	for i := range 20 {
		numbered.glyphs[rune('!'+i)] = i + 1
	}
	if !numbered.renumbered() {
		t.Error("20 codes in a row from ! are numbers")
	}
	delete(numbered.glyphs, '$')
	if numbered.renumbered() {
		t.Error("codes with gaps are letters")
	}
}

func TestGlyphText(t *testing.T) {
	tests := map[string]string{"A": "A", "uni4E2D56FD": "中国", "u20000": "𠀀", "f_f_i": "ffi", "a.alt": "a", ".notdef": "", "g12": "", "": "", "uniXYZW": ""}
	for glyph, want := range tests {
		if got := glyphText(glyph); got != want {
			t.Errorf("%s: %q, want %q", glyph, got, want)
		}
	}
}
