package pdf

import (
	"encoding/binary"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
	cases "github.com/mingxi/mingxi/internal/sample"
)

// slowest is how long any input of a few kilobytes may take.
const slowest = 5 * time.Second

// check fails a test if a page breaks what this package promises of every page.
func check(t *testing.T, p page.Page) {
	t.Helper()
	if !(p.Width > 0 && p.Height > 0) {
		t.Errorf("page of %v by %v", p.Width, p.Height)
	}
	for _, r := range p.Runs {
		if !utf8.ValidString(r.Text) || len(r.Glyphs) == 0 || r.Angle%90 != 0 || r.Angle < 0 || r.Angle > 270 {
			t.Errorf("run %q with %d glyphs, angle %d", r.Text, len(r.Glyphs), r.Angle)
		}
		joined := ""
		for _, g := range r.Glyphs {
			joined += g.Text
		}
		if joined != r.Text {
			t.Errorf("glyphs %q, text %q", joined, r.Text)
		}
		if r.Box.X0 > r.Box.X1 || r.Box.Y0 > r.Box.Y1 {
			t.Errorf("run %q: box %v", r.Text, r.Box)
		}
	}
	for _, r := range p.Rulings {
		if r.From.X > r.To.X || r.From.Y > r.To.Y || r.From.X != r.To.X && r.From.Y != r.To.Y {
			t.Errorf("ruling %+v", r)
		}
	}
	for _, f := range p.Fills {
		if f.Box.Empty() {
			t.Errorf("empty fill %v", f.Box)
		}
	}
}

func timed(t *testing.T, do func()) {
	t.Helper()
	start := time.Now()
	do()
	if took := time.Since(start); took > slowest {
		t.Errorf("took %v", took)
	}
}

func FuzzContent(f *testing.F) {
	for _, s := range []string{
		hello, "q 1 0 0 1 5 5 cm /O Do Q 10 10 50 1 re f", "BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI " + hello,
		"/Span <</ActualText(x)>> BDC [(A)-100<42>]TJ EMC", "[3 2] 0 d .5 w 10 50 m 90 50 l S W n", "/C cs 1 0 sc /P scn 1 1 1 1 k",
		"BT 0 1 -1 0 9 9 Tm /F1 9 Tf 3 Tr 50 Tz 2 Ts 1 Tc 4 TL (a\\(b\\101) ' 1 2 (c) \" T* ET",
	} {
		f.Add([]byte(s))
	}
	form := stream("/Type/XObject/Subtype/Form/BBox[0 0 50 50]", "BT /F1 4 Tf (x) Tj ET /O Do")
	f.Fuzz(func(t *testing.T, content []byte) {
		timed(t, func() {
			check(t, readPage(t, onePage("/XObject<</O 5 0 R>>/ColorSpace<</C[/Separation/X/DeviceGray 6 0 R]>>", string(content), form, "<<>>")))
		})
	})
}

func FuzzLexer(f *testing.F) {
	for _, s := range []string{"<</A[1 0 R(x\\051)<4142>]/B#20C true>>", "1 0 obj<</Length 3>>stream\nabc\nendstream", "--1.5.2 +.3 ]>)}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		timed(t, func() {
			l := lexer{src: src}
			for l.next().kind != tokEOF {
			}
			l = lexer{src: src}
			for l.pos < len(src) {
				before := l.pos
				l.object()
				if l.pos <= before {
					break
				}
			}
			regularObject(src)
		})
	})
}

func FuzzCMap(f *testing.F) {
	for _, s := range []string{
		"/CMapName /X def /WMode 1 def 1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <00><10><0041> endbfrange",
		"/GBK-EUC-H usecmap 2 begincidrange <8140><817e> 10 <20><7e> 1 endcidrange 1 begincidchar <41> 7 endcidchar",
		"1 beginbfchar <01> <D840DC00> endbfchar 1 beginbfrange <02><03>[<0041>/B] endbfrange",
	} {
		f.Add([]byte(s), []byte("\x01\x41\x81\x40"))
	}
	f.Fuzz(func(t *testing.T, src, shown []byte) {
		timed(t, func() {
			m := readCMap(src, predefined)
			for len(shown) > 0 {
				code, n := m.next(shown)
				if n < 1 || n > len(shown) {
					t.Fatalf("a code of %d bytes of %d", n, len(shown))
				}
				m.cid(code, n)
				m.unicode(code)
				shown = shown[n:]
			}
			if again, _, err := unpackCMap(m.pack("")); err != nil || len(again.cids) != len(m.cids) {
				t.Fatalf("packed: %v", err)
			}
		})
	})
}

func FuzzFontProgram(f *testing.F) {
	f.Add([]byte("%!PS-AdobeFont-1.0\n/Encoding 256 array dup 65 /A put dup 66/uni4E00 put readonly def"))
	f.Add(trueTypeSeed())
	f.Add(cffSeed())
	f.Fuzz(func(t *testing.T, data []byte) {
		timed(t, func() {
			p := readProgram(data)
			p.builtIn()
			unpackCMap(data)
		})
	})
}

// trueTypeSeed is a font of two tables: cmap in formats 0, 4, 6 and 12, and post in format 2.
func trueTypeSeed() []byte {
	be := binary.BigEndian
	cmap := []byte{0, 0, 0, 2, 0, 3, 0, 1, 0, 0, 0, 20, 0, 1, 0, 0, 0, 0, 0, 52}
	for _, v := range []uint16{4, 32, 0, 4, 4, 1, 0, 66, 0xffff, 0, 65, 0xffff, 0xffc0, 1, 0, 0} { // U+0041..42 -> glyphs 1, 2
		cmap = be.AppendUint16(cmap, v)
	}
	for _, v := range []uint16{6, 14, 0, 65, 2, 1, 2} {
		cmap = be.AppendUint16(cmap, v)
	}
	post := make([]byte, 32)
	be.PutUint32(post, 0x20000)
	for _, v := range []uint16{3, 0, 36, 258} {
		post = be.AppendUint16(post, v)
	}
	post = append(post, "\x07uni4E2D"...)
	font := []byte("\x00\x01\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00")
	at := uint32(12 + 2*16)
	for _, table := range []struct {
		tag  string
		data []byte
	}{{"cmap", cmap}, {"post", post}} {
		font = append(font, table.tag+"\x00\x00\x00\x00"...)
		font = be.AppendUint32(font, at)
		font = be.AppendUint32(font, uint32(len(table.data)))
		at += uint32(len(table.data))
	}
	return append(append(font, cmap...), post...)
}

// cffSeed is a CFF font with three glyphs: .notdef, A and uni4E2D, at codes 65 and 66.
func cffSeed() []byte {
	index := func(items ...string) []byte {
		b := []byte{byte(len(items) >> 8), byte(len(items))}
		if len(items) == 0 {
			return b
		}
		b = append(b, 1)
		at := 1
		for _, s := range append([]string{""}, items...) {
			at += len(s)
			b = append(b, byte(at))
		}
		for _, s := range items {
			b = append(b, s...)
		}
		return b
	}
	head := append([]byte{1, 0, 4, 1}, index("Test")...)
	dict := func(charset, encoding, charstrings int) string {
		out := ""
		for _, o := range [][2]int{{charset, cffCharset}, {encoding, cffEncoding}, {charstrings, cffCharStrings}} {
			out += string([]byte{28, byte(o[0] >> 8), byte(o[0]), byte(o[1])})
		}
		return out
	}
	rest := append(index("uni4E2D"), index()...)
	base := len(head) + len(index(dict(0, 0, 0))) + len(rest)
	charset := []byte{0, 0, 34, 1, 135} // SIDs of A and of the first own string
	encoding := []byte{0, 2, 65, 66}
	data := append(head, index(dict(base, base+len(charset), base+len(charset)+len(encoding)))...)
	data = append(append(append(data, rest...), charset...), encoding...)
	return append(data, index("\x0e", "\x0e", "\x0e")...)
}

func TestFontPrograms(t *testing.T) {
	tests := []struct {
		name   string
		data   []byte
		glyphs map[int]string
		codes  map[int]string
	}{
		{"TrueType", trueTypeSeed(), map[int]string{1: "A", 2: "B"}, map[int]string{65: "A", 66: "B"}},
		{"CFF", cffSeed(), map[int]string{1: "A", 2: "中"}, map[int]string{65: "A", 66: "中"}},
		{"Type 1", []byte("%!PS\n/Encoding 256 array\ndup 65 /A put\ndup 66 /uni4E2D put\nreadonly def"), nil, map[int]string{65: "A", 66: "中"}},
	}
	for _, tt := range tests {
		p := readProgram(tt.data)
		if p == nil || p.codes == nil {
			t.Errorf("%s: %+v", tt.name, p)
			continue
		}
		for g, want := range tt.glyphs {
			if p.glyphs[g] != want {
				t.Errorf("%s: glyph %d: %q, want %q", tt.name, g, p.glyphs[g], want)
			}
		}
		for c, want := range tt.codes {
			if p.codes[c] != want {
				t.Errorf("%s: code %d: %q, want %q", tt.name, c, p.codes[c], want)
			}
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add(onePage("", hello))
	f.Add(xrefStreamFile())
	f.Add(onePage("/Font<</F1 5 0 R>>", hello, type0("/GBK-EUC-H", "/W[1[500]]/DW2[1 2]/W2[1[1 2 3]]", "/ToUnicode 6 0 R"), stream("", "beginbfchar <01> <0041> endbfchar")))
	f.Add(onePage("/XObject<</O 5 0 R>>", "/O Do", stream("/Subtype/Form/Filter/LZWDecode/DecodeParms<</Predictor 12>>", lzwText(hello))))
	f.Add(cases.File("/Root 1 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>>/ID[(a)(b)]",
		"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[]>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		timed(t, func() {
			file, err := Open(data, "")
			if err != nil {
				return
			}
			for n := 1; n <= min(file.NumPages(), 20); n++ {
				check(t, file.Page(n))
			}
		})
	})
}
