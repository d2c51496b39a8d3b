package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// again repeats what is written with its number.
func again(n int, write func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(write(i))
	}
	return b.String()
}

func same(n int, text string) string { return strings.Repeat(text, n) }

// A stream that is cut off, broken or empty is told of, whatever it is packed with, unless what it prints is read all the same.
func TestDamagedStreams(t *testing.T) {
	drawing := hello
	for i := range 400 {
		drawing += fmt.Sprint(" ", i*i%911, " ", i*i%787, " m 1 1 l n")
	}
	drawing += " BT /F1 10 Tf 20 20 Td (B) Tj ET"
	const whole = "A@20,50 B@20,80"
	runs := ""
	for rest := drawing; rest != ""; {
		n := min(len(rest), 100)
		runs, rest = runs+string(rune(n-1))+rest[:n], rest[n:]
	}
	rows := ""
	for rest := drawing + strings.Repeat(" ", 100-len(drawing)%100); rest != ""; rest = rest[100:] {
		rows += "\x00" + rest[:100]
	}
	tests := []struct {
		entries, data string
		guarded       bool // by itself it shows that a byte is another
	}{
		{"/Filter/FlateDecode", compress(drawing), true},
		{"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 100>>", compress(rows), true},
		{"/Filter/LZWDecode", lzwText(drawing), false},
		{"/Filter/RunLengthDecode", runs + "\x80", false},
		{"/Filter/ASCIIHexDecode", fmt.Sprintf("%x>", drawing), false},
		{"/Filter/ASCII85Decode", ascii85Text(drawing), false},
		{"/Filter[/ASCIIHexDecode/FlateDecode]", fmt.Sprintf("%x>", compress(drawing)), true},
		{"", drawing, false},
	}
	for _, tt := range tests {
		read := func(data string) (string, string) {
			p := readPage(t, replace(onePage("", ""), `<</Length 0>>\nstream\n\nendstream`, stream(tt.entries, data)))
			return printed(p), p.Problem
		}
		if text, said := read(tt.data); text != whole || said != "" {
			t.Errorf("%s: %s, told %q", tt.entries, text, said)
		}
		for part := 1; part < 20; part++ {
			at := len(tt.data) * part / 20
			if text, said := read(tt.data[:at]); tt.entries != "" && text != whole && said == "" {
				t.Errorf("%s cut off at %d of %d: %s, and not told", tt.entries, at, len(tt.data), text)
			}
			broken := tt.data[:at] + string([]byte{tt.data[at] ^ 0x55}) + tt.data[at+1:]
			if text, said := read(broken); tt.guarded && text != whole && said == "" {
				t.Errorf("%s broken at %d of %d: %s, and not told", tt.entries, at, len(tt.data), text)
			}
		}
		if text, said := read(""); tt.entries != "" && said == "" {
			t.Errorf("%s with nothing in it: %s, and not told", tt.entries, text)
		}
	}
}

// Files that are made to lead readers astray. What they print is read, or it is told what is not: no page is blank
// without a word.
func TestStrangeFiles(t *testing.T) {
	const font = "/Font<</F1 5 0 R>>"
	identity := func(descendant string, more string) string {
		return "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>" + descendant + ">>]" + more + ">>"
	}
	show := "BT /F1 10 Tf 20 50 Td <0041> Tj ET"
	toA := stream("", "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfchar <0041> <0041> endbfchar")
	chain := func(n int, last string) []string {
		var forms []string
		for i := range n {
			content := "/O Do"
			if i == n-1 {
				content = last
			}
			forms = append(forms, stream(fmt.Sprintf("/Subtype/Form/BBox[0 0 200 100]/Resources<</XObject<</O %d 0 R>>/Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>", 6+i), content))
		}
		return forms
	}
	update := func(data []byte, objects, table string) []byte { // a later section that replaces objects
		at := len(data) + len(objects)
		prev := bytes.LastIndex(data, []byte("xref\n0"))
		return fmt.Appendf(bytes.Clone(data), "%sxref\n%strailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", objects, table, prev, at)
	}
	plain := onePage("", hello)
	packed := xrefStreamFile()
	tests := []struct {
		name string
		data []byte
		text string // of the first page, where it must be read
		told bool   // a problem, or an error of the file, must be told
	}{
		{"a table that is its own predecessor", replace(plain, `/Root 1 0 R`, fmt.Sprintf("/Root 1 0 R/Prev %d", bytes.LastIndex(plain, []byte("xref\n0")))), "A@20,50", false},
		{"a predecessor at a negative offset", replace(plain, `/Root 1 0 R`, "/Root 1 0 R/Prev -7"), "A@20,50", false},
		{"an object stream inside itself", bytes.Replace(packed, []byte("\x02\x00\x04\x00"), []byte("\x02\x00\x04\x00"), 1), "A@20,50", false},
		{"a table stream with fields of eight bytes", replace(packed, `/W\[1 2 1\]`, "/W[8 8 8]"), "A@20,50", false},
		{"a table stream that counts for ever", replace(packed, `/Size 7/W`, "/Size 7/Index[0 2147483647]/W"), "A@20,50", false},
		{"an object stream that counts for ever", replace(packed, `/N 3`, "/N 2147483647"), "A@20,50", false},
		{"an object stream that counts below zero", replace(packed, `/N 3`, "/N -3"), "", true},
		{"widths of a million characters", onePage(font, show, identity("/W[0["+same(1<<20, "1 ")+"]]", "/ToUnicode 6 0 R"), toA), "A@20,50", false},
		{"widths of ranges without end", onePage(font, show, identity("/W["+same(3000, "0 2147483647 500 ")+"]", "/ToUnicode 6 0 R"), toA), "A@20,50", false},
		{"forms a hundred deep", onePage("/XObject<</O 5 0 R>>", "/O Do", chain(100, hello)...), "", true},
		{"one array of 70,000 texts", onePage("", "BT /F1 .001 Tf 20 50 Td ["+same(70_000, "(A)")+"] TJ ET"), "", true},
		{"a negative length", replace(plain, `/Length \d+`, "/Length -9"), "A@20,50", false},
		{"a length beyond the file", replace(plain, `/Length \d+`, "/Length 99999999"), "A@20,50", false},
		{"a length that is too short", replace(plain, `/Length \d+`, "/Length 3"), "A@20,50", false},
		{"a length of nothing", replace(plain, `/Length \d+`, "/Length 0"), "A@20,50", false},
		{"a font drawn by its own glyphs", onePage(font, show[:len(show)-3]+"ET "+hello, "<</Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 1 1]/FirstChar 65/LastChar 65/Widths[1]/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>",
			stream("", "BT /F1 1 Tf (AAAA) Tj ET")), "", false},
		{"a map of two million codes", onePage(font, show, identity("", "/ToUnicode 6 0 R"), stream("", same(40, "1 beginbfrange <0000><ffff><0000> endbfrange\n"))), "A@20,50", false},
		{"a name of a megabyte", onePage("", "/"+same(1<<20, "x")+" gs "+hello), "A@20,50", false},
		{"rows of a milliard columns", replace(onePage("", ""), `<</Length 0>>\nstream\n\nendstream`, stream("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1000000000>>", compress("\x00"+hello))), "A@20,50", false},
		{"rows of columns below zero", replace(onePage("", ""), `<</Length 0>>\nstream\n\nendstream`, stream("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns -5>>", compress("\x00"+hello))), "A@20,50", false},
		{"an inline picture without end", onePage("", "BI /W 4 /H 4 /BPC 8 /CS /G /F /Fl ID xx "+hello), "", true},
		{"a picture of text without ID", onePage("", "BI /W 4 /H 4 "+hello), "", true},
		{"a later section that frees the content", update(plain, "", "4 1\n0000000000 00001 f \n"), "", true},
		{"a later section that empties the content", update(plain, "", "4 1\n0000000003 00000 n \n"), "A@20,50", false},
		{"a page that is torn", replace(plain, `/Contents 4 0 R/Resources<<(.*)>>/MediaBox`, "/Resources<</ \x00\x00"), "", true},
		{"a page with something else over its contents", replace(plain, `/Contents 4 0 R`, "<\x92\x13)\xf9)8\x9e\xbe.h\xb9\x9c/\xe0\xdf\xe9\xcf\xb6_>"), "", true},
		{"a tree that lost its pages", replace(plain, `/Kids\[3 0 R\]`, ""), "A@20,50", false},
		{"a page whose key is another", replace(plain, `/Contents 4`, "/Contents\xee4"), "", true},
		{"a page whose resources have no name", replace(plain, `4 0 R/Resources`, "4 0 R\xe0Resources"), "", true},
		{"a tree that lost all", replace(plain, `/Type/Pages/Kids\[3 0 R\]`, "/T"), "A@20,50", false},
		{"a root that is none", replace(plain, `/Root 1 0 R`, "/Root 1 0%R"), "A@20,50", false},
		{"two trees of pages", replace(plain, `/Type/Catalog`, "/Type/Catalog/Pages 9 0 R"), "A@20,50", false},
		{"pages that are their own parents", replace(plain, `/Type/Pages`, "/Type/Pages/Parent 2 0 R"), "A@20,50", false},
		{"a tree in a circle", replace(plain, `/Kids\[3 0 R\]`, "/Kids[2 0 R 3 0 R 2 0 R]"), "A@20,50", false},
		{"turned by 45 degrees", replace(plain, `/MediaBox`, "/Rotate 45/MediaBox"), "", false},
		{"turned out of range", replace(plain, `/MediaBox`, "/Rotate 1e30/MediaBox"), "A@20,50", false},
		{"a page of no size", replace(plain, `/MediaBox\[0 0 200 100\]`, "/MediaBox[0 0 0 0]"), "A@20,742", false},
		{"a page upside down", replace(plain, `/MediaBox\[0 0 200 100\]`, "/MediaBox[200 100 0 0]"), "A@20,50", false},
		{"a page as large as a country", replace(plain, `/MediaBox\[0 0 200 100\]`, "/MediaBox[0 0 9e9 9e9]"), "A@20,742", false},
		{"a page without numbers", replace(plain, `/MediaBox\[0 0 200 100\]`, "/MediaBox[nan inf /x (y)]"), "A@20,742", false},
		{"text beyond every page", onePage("", "1 0 0 1 1e30 0 cm "+hello), "", false},
		{"a matrix without numbers", onePage("", "BT /F1 10 Tf 1e400 0 0 1e400 20 50 Tm (A) Tj ET"), "A@0,100", false},
		{"a font without widths", onePage(font, show, identity("", "/ToUnicode 6 0 R"), toA), "A@20,50", false},
		{"a map to halves of characters", onePage(font, show, identity("", "/ToUnicode 6 0 R"), stream("", "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfchar <0041> <D800> endbfchar")), "", true},
		{"a map to nothing", onePage(font, show, identity("", "/ToUnicode 6 0 R"), stream("", "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfchar <0041> <> endbfchar")), "", true},
		{"a map to control characters", onePage(font, show, identity("", "/ToUnicode 6 0 R"), stream("", "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfchar <0041> <0007> endbfchar")), "", true},
		{"a hundred thousand content streams", replace(plain, `/Contents 4 0 R`, "/Contents["+same(100_000, "4 0 R ")+"]"), "", false},
		{"a thousand filters", replace(onePage("", ""), `<</Length 0>>\nstream\n\nendstream`, stream("/Filter["+same(1000, "/ASCIIHexDecode")+"]", "41>")), "", true},
		{"a filter that nobody knows", replace(onePage("", ""), `<</Length 0>>\nstream\n\nendstream`, stream("/Filter/BrotliDecode", "xyz")), "", true},
		{"text in a pattern", onePage("/Pattern<</P 5 0 R>>/ColorSpace<</C/Pattern>>", "/Pattern cs /P scn 0 0 200 100 re f",
			stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 100]/XStep 200/YStep 100/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>", hello)), "", true},
		{"pages seventy levels down", file(append([]string{"<</Type/Catalog/Pages 2 0 R>>"}, strings.Split(again(70, func(i int) string { return fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>\n", 3+i) })+"<</Type/Page/MediaBox[0 0 9 9]>>", "\n")...)...), "", false},
		{"a branch seventy levels down", file(append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R 4 0 R]>>", "<</Type/Page/MediaBox[0 0 9 9]>>"},
			strings.Split(again(70, func(i int) string { return fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>\n", 5+i) })+"<</Type/Page/MediaBox[0 0 9 9]>>", "\n")...)...), "", true},
		{"sixty thousand pages", file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids["+same(60_000, "3 0 R ")+"]>>", "<</Type/Page/MediaBox[0 0 9 9]>>"), "", true},
		{"one file behind another", append(bytes.Clone(plain), onePage("", "BT /F1 10 Tf 20 50 Td (B) Tj ET")...), "B@20,50", true},
		{"no words end and begin objects", bytes.ReplaceAll(bytes.ReplaceAll(plain, []byte("endobj"), nil), []byte("endstream"), nil), "", false},
		{"an encryption that is missing", replace(plain, `/Root 1 0 R`, "/Root 1 0 R/Encrypt 99 0 R"), "", true},
		{"an encryption of nothing", replace(plain, `/Root 1 0 R`, "/Root 1 0 R/Encrypt<<>>"), "", true},
		{"an encryption with a key of nothing", replace(plain, `/Root 1 0 R`, "/Root 1 0 R/Encrypt<</Filter/Standard/V 4/R 4/Length -8/O()/U()/P 0>>"), "A@20,50", false},
		{"a page that is its own resources", onePage("", "/X Do "+hello), "A@20,50", true},
		{"ten thousand fonts", onePage("/Font<<"+again(10_000, func(i int) string { return fmt.Sprintf("/G%d<</Subtype/Type0/DescendantFonts[<<>>]>>", i) })+"/F1<</Subtype/Type1/BaseFont/Courier>>>>",
			again(10_000, func(i int) string { return fmt.Sprintf("BT /G%d 1 Tf ET ", i) })+hello), "A@20,50", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := processorTime()
			f, err := Open(tt.data, "")
			said, text := "", ""
			if err != nil {
				said = err.Error()
			} else {
				p := f.Page(1)
				check(t, p)
				said, text = p.Problem, printed(p)
				for n := 2; n <= min(f.NumPages(), 3); n++ {
					check(t, f.Page(n))
				}
				if f.ClaimedPages() > f.NumPages() {
					said += "; fewer pages"
				}
			}
			if took := processorTime() - start; took > 3*time.Second {
				t.Errorf("took %v", took)
			}
			if len(text) > 200 {
				text = text[:200]
			}
			if tt.text != "" && text != tt.text || tt.told && said == "" || err == nil && text == "" && said == "" && tt.text != "" {
				t.Errorf("%q; told %q", text, said)
			}
			t.Logf("%q; told %q", text, said)
		})
	}
}
