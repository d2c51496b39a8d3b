package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// hello is a page that prints A at (20, 50).
const hello = "BT /F1 10 Tf 20 50 Td (A) Tj ET"

// replace changes the first match of a pattern in a file.
func replace(data []byte, pattern, by string) []byte {
	done := false
	return regexp.MustCompile(pattern).ReplaceAllFunc(data, func(m []byte) []byte {
		if done {
			return m
		}
		done = true
		return []byte(by)
	})
}

// TestDamagedFiles reads files that the object library refuses, misreads or never returns from.
func TestDamagedFiles(t *testing.T) {
	good := onePage("", hello)
	tests := []struct {
		name string
		data []byte
	}{
		{"junk before the header", append([]byte("HTTP/1.1 200 OK\r\n\r\n"), good...)},
		{"junk after the end", append(good[:len(good):len(good)], "\n<script>x</script>\n"+strings.Repeat("\x00", 5000)...)},
		{"header 2.0", replace(good, `%PDF-1\.7`, "%PDF-2.0")},
		{"header 1.9 and a comment", replace(good, `%PDF-1\.7`, "%PDF-1.9%")},
		{"no header", replace(good, `%PDF-1\.7`, "")},
		{"bad startxref", replace(good, `startxref\n\d+`, "startxref\n7")},
		{"startxref beyond the end", replace(good, `startxref\n\d+`, "startxref\n999999")},
		{"no startxref", replace(good, `startxref[^$]*`, "")},
		{"no table and no trailer", replace(good, `xref[^$]*`, "")},
		{"offsets that are wrong", replace(good, `00000000(\d\d) 00000 n`, "0000000099 00000 n")},
		{"table that begins with 1", replace(good, `xref\n0 `, "xref\n1 ")},
		{"cyclic Prev", replace(good, `trailer\n<<`, "trailer\n<</Prev "+startOf(good)+" ")},
		{"Prev into nothing", replace(good, `trailer\n<<`, "trailer\n<</Prev 5 ")},
		{"wrong stream length", replace(good, `/Length \d+`, "/Length 3")},
		{"stream length too long", replace(good, `/Length \d+`, "/Length 9999")},
		{"no stream length", replace(good, `/Length \d+`, "")},
		{"missing endobj", bytes.ReplaceAll(good, []byte("endobj"), nil)},
		{"space behind stream", bytes.ReplaceAll(good, []byte("stream\nBT"), []byte("stream \nBT"))},
		{"bad escapes", replace(good, `/Type/Catalog`, `/Type/Catalog/A(\q\777)/B#zz 1.2.3/C --5`)},
		{"bad keys", replace(good, `/Type/Catalog`, `/Type/Catalog 12 (x) /A`)},
		{"line ends of old Macs", bytes.ReplaceAll(good, []byte("\n"), []byte("\r"))},
	}
	for _, tt := range tests {
		f, err := Open(tt.data, "")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := printed(f.Page(1)); got != "A@20,50" || f.NumPages() != 1 {
			t.Errorf("%s: %d pages, %s; %s", tt.name, f.NumPages(), got, f.Page(1).Problem)
		}
	}
}

func startOf(data []byte) string {
	return string(regexp.MustCompile(`startxref\n(\d+)`).FindSubmatch(data)[1])
}

// A file cut off behind its page keeps the page: its own dictionary says where the content is.
func TestTruncatedFile(t *testing.T) {
	data := file(
		"<</Type/Page/MediaBox[0 0 200 100]/Contents 2 0 R/Parent 9 0 R/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>>>",
		stream("", hello),
		"<</Type/Pages/Kids[1 0 R]/Count 1>>")
	cut := data[:bytes.Index(data, []byte("/Kids"))]
	p := readPage(t, cut)
	if printed(p) != "A@20,50" {
		t.Errorf("%s; %s", printed(p), p.Problem)
	}
	for end := range cut {
		f, err := Open(cut[:end], "")
		if err == nil {
			f.Page(1)
		} else if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrEmpty) && !errors.As(err, new(*NotPDFError)) {
			t.Errorf("cut at %d: %v", end, err)
		}
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name, data string
		want       error
		says       string
	}{
		{"empty", "", ErrEmpty, "empty file"},
		{"white space", "\n\n", ErrEmpty, "empty file"},
		{"HTML", "<!DOCTYPE html><html><body>404</body></html>", nil, "an HTML page"},
		{"HTML behind a mark", "\xef\xbb\xbf  <HTML>", nil, "an HTML page"},
		{"OFD", "PK\x03\x04....OFD.xml", nil, "an OFD document"},
		{"Word", "PK\x03\x04....word/document.xml", nil, "a Word document"},
		{"Excel", "PK\x03\x04....xl/workbook.xml", nil, "an Excel workbook"},
		{"old Office", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", nil, "old Office"},
		{"picture", "\xff\xd8\xff\xe0", nil, "a picture"},
		{"text", "hello", nil, "no PDF file"},
		{"header alone", "%PDF-1.4\n", ErrDamaged, "damaged"},
		{"no pages", string(file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>")), ErrDamaged, "damaged"},
	}
	for _, tt := range tests {
		_, err := Open([]byte(tt.data), "")
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.says)
		}
	}
}

// TestHostileFiles reads files made to hang, overflow the stack or fill the memory.
func TestHostileFiles(t *testing.T) {
	deep := strings.Repeat("[", 200_000)
	bomb := compress(strings.Repeat(" ", 20<<20))
	for range 2 {
		bomb = compress(bomb)
	}
	tests := []struct {
		name string
		data []byte
	}{
		{"pages that hold themselves", file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")},
		{"nested arrays", file("<</Type/Catalog/Pages 2 0 R/X "+deep+">>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page>>")},
		{"nested arrays in the content", onePage("", deep)},
		{"nested dictionaries in the content", onePage("", strings.Repeat("<</A", 100_000))},
		{"strings that are never closed", []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj(", 60_000))},
		{"a table of such strings", unclosed()},
		{"references to one large object", file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 100_000)+"]>>",
			"<</Type/Page/X["+strings.Repeat("0 ", 1<<20)+"]>>")},
		{"unmatched q", onePage("", strings.Repeat("q ", 100_000))},
		{"huge object number", []byte("%PDF-1.4\n4294967295 0 obj<</Type/Page>>endobj 1 0 obj<</Type/Page>>endobj")},
		{"huge Size", replace(onePage("", ""), `/Size \d+`, "/Size 4000000000")},
		{"huge subsection", replace(onePage("", ""), `xref\n0 \d+`, "xref\n0 4000000000")},
		{"bomb", file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R>>",
			stream("/Filter[/FlateDecode/FlateDecode/FlateDecode]", bomb))},
		{"length that refers to itself", replace(onePage("", ""), `/Length \d+`, "/Length 4 0 R")},
		{"matrices out of range", onePage("", strings.Repeat("1e9 0 0 1e9 0 0 cm 99999999 0 0 99999999 1 1 cm ", 100)+hello+" 0 0 5 5 re S")},
		{"font that is its own descendant", onePage("/Font<</F1 5 0 R>>", hello, "<</Subtype/Type0/DescendantFonts[5 0 R]/Encoding 5 0 R/ToUnicode 5 0 R>>")},
		{"space based on itself", onePage("/ColorSpace<</C 5 0 R>>", "/C cs 1 sc 0 0 5 5 re f", "[/Indexed 5 0 R 1 (ab)]")},
	}
	for _, tt := range tests {
		start := processorTime()
		if f, err := Open(tt.data, ""); err == nil {
			for n := 0; n <= f.NumPages()+1; n++ {
				f.Page(n)
			}
		}
		if took := processorTime() - start; took > 10*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
	}
}

// unclosed is a file whose table points to many objects that begin strings without end.
func unclosed() []byte {
	var objects []string
	for range 20_000 {
		objects = append(objects, "(")
	}
	return file(objects...)
}

func compress(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// xrefStreamFile packs its page into an object stream and has only a cross-reference stream.
func xrefStreamFile() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	packed := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/MediaBox[0 0 200 100]/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>>>",
	}
	head, body := "", ""
	for i, o := range packed {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + " "
	}
	packer := b.Len()
	b.WriteString("4 0 obj\n" + stream(fmt.Sprintf("/Type/ObjStm/N 3/First %d/Filter/FlateDecode", len(head)), compress(head+body)) + "\nendobj\n")
	content := b.Len()
	b.WriteString("5 0 obj\n" + stream("", hello) + "\nendobj\n")
	at := b.Len()
	rows := [][3]int{{0, 0, 0}, {2, 4, 0}, {2, 4, 1}, {2, 4, 2}, {1, packer, 0}, {1, content, 0}, {1, at, 0}}
	data := ""
	for _, r := range rows {
		// each row with the PNG predictor "up" of all zeros above would need differences: use none
		data += string([]byte{0, byte(r[0]), byte(r[1] >> 8), byte(r[1]), byte(r[2])})
	}
	b.WriteString("6 0 obj\n" + stream("/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 4>>", compress(data)) + "\nendobj\n")
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", at)
	return b.Bytes()
}

func TestObjectStreams(t *testing.T) {
	data := xrefStreamFile()
	if got := printed(readPage(t, data)); got != "A@20,50" {
		t.Error(got)
	}
	broken := replace(data, `startxref\n\d+`, "startxref\n0")
	if got := printed(readPage(t, broken)); got != "A@20,50" {
		t.Errorf("rebuilt: %s", got)
	}
}

// A hybrid file hides objects from old readers in a stream that its table points to.
func TestHybridFile(t *testing.T) {
	data := xrefStreamFile()
	stm := startOf(data)
	data = data[:bytes.LastIndex(data, []byte("startxref"))]
	at := len(data)
	data = append(data, fmt.Sprintf("xref\n0 4\n0000000000 65535 f \n0000000000 00000 f \n0000000000 00000 f \n0000000000 00000 f \n"+
		"trailer\n<</Size 7/Root 1 0 R/XRefStm %s>>\nstartxref\n%d\n%%%%EOF\n", stm, at)...)
	if got := printed(readPage(t, data)); got != "A@20,50" {
		t.Error(got)
	}
}

// The newest version of an object counts, and one that was freed is gone.
func TestIncrementalUpdate(t *testing.T) {
	data := onePage("", hello)
	prev := startOf(data)
	at := len(data)
	data = append(data, "4 0 obj\n"+stream("", "BT /F1 10 Tf 20 50 Td (B) Tj ET")+"\nendobj\n"...)
	table := len(data)
	data = append(data, fmt.Sprintf("xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", at, prev, table)...)
	for _, d := range [][]byte{data, bytes.ReplaceAll(data, []byte("startxref"), []byte("startxxxx"))} {
		if got := printed(readPage(t, d)); got != "B@20,50" {
			t.Error(got)
		}
	}
}

func TestEncryption(t *testing.T) {
	configs := map[string]*model.Configuration{
		"RC4-40":  model.NewRC4Configuration("", "owner", 40),
		"RC4-128": model.NewRC4Configuration("", "owner", 128),
		"AES-128": model.NewAESConfiguration("", "owner", 128),
		"AES-256": model.NewAESConfiguration("", "owner", 256),
	}
	props := "/Properties<</Sub 5 0 R>>"
	plainFile := onePage(props, "/Span /Sub BDC "+hello+" EMC", "<</ActualText(secret)>>")
	for name, conf := range configs {
		for _, user := range []string{"", "user"} {
			conf.UserPW = user
			var out bytes.Buffer
			if err := api.Encrypt(bytes.NewReader(plainFile), &out, conf); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if user != "" {
				if _, err := Open(out.Bytes(), "wrong"); !errors.Is(err, ErrPassword) {
					t.Errorf("%s: wrong password: %v", name, err)
				}
				if _, err := Open(out.Bytes(), ""); !errors.Is(err, ErrPassword) {
					t.Errorf("%s: no password: %v", name, err)
				}
			}
			for _, pw := range []string{user, "owner"} {
				f, err := Open(out.Bytes(), pw)
				if err != nil {
					t.Errorf("%s: password %q: %v", name, pw, err)
					continue
				}
				p := f.Page(1)
				if printed(p) != "A@20,50" || p.Runs[0].ActualText != "secret" {
					t.Errorf("%s: password %q: %s; %s", name, pw, printed(p), p.Problem)
				}
			}
		}
	}
}

// A file of version 4 can have a key of 40 bits, which its crypt filter tells in bytes or in bits.
func TestShortKeys(t *testing.T) {
	for _, length := range []string{"5", "40"} {
		std := standard{v: 4, r: 4, bytes: 5, o: []byte(strings.Repeat("k", 32)), p: 0xfffffffc, id: []byte("a"), encryptMetadata: true}
		s := security{key: std.keyOf(nil), streams: methodRC4}
		u := fmt.Sprintf("%x", append(std.check(s.key), make([]byte, 16)...))
		data := replace(onePage("", hello), `/Root 1 0 R`, "/Root 1 0 R/ID[(a)(a)]/Encrypt<</Filter/Standard/V 4/R 4/P -4/O("+string(std.o)+")/U<"+u+
			">/CF<</StdCF<</CFM/V2/Length "+length+">>>>/StmF/StdCF/StrF/StdCF>>")
		data = bytes.Replace(data, []byte(hello), s.stream([]byte(hello), 4, 0), 1)
		if p := readPage(t, data); printed(p) != "A@20,50" || p.Problem != "" {
			t.Errorf("%s: %s; %s", length, printed(p), p.Problem)
		}
	}
}

func TestFilters(t *testing.T) {
	tests := []struct{ name, entries, data string }{
		{"Flate", "/Filter/FlateDecode", compress(hello)},
		{"Flate without its checksum", "/Filter/FlateDecode", compress(hello)[:len(compress(hello))-4]},
		{"Flate without its header", "/Filter/FlateDecode", compress(hello)[2:]},
		{"ASCIIHex", "/Filter/ASCIIHexDecode", fmt.Sprintf("%x>", hello)},
		{"ASCII85", "/Filter/ASCII85Decode", ascii85Text(hello)},
		{"RunLength", "/Filter/RunLengthDecode", string([]byte{byte(len(hello) - 1)}) + hello + "\x80"},
		{"LZW", "/Filter/LZWDecode", lzwText(hello)},
		{"two filters", "/Filter[/ASCIIHexDecode/FlateDecode]", fmt.Sprintf("%x>", compress(hello))},
		{"PNG predictor", "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 31>>", compress("\x02" + hello)},
		{"TIFF predictor", "/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 31>>", compress(differences31(hello))},
		{"abbreviated names", "/Filter/Fl", compress(hello)},
	}
	for _, tt := range tests {
		data := onePage("", "")
		data = replace(data, `<</Length 0>>\nstream\n\nendstream`, stream(tt.entries, tt.data))
		if got := printed(readPage(t, data)); got != "A@20,50" {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// ascii85Text writes s in base 85, as PDF frames it.
func ascii85Text(s string) string {
	var out strings.Builder
	for len(s) > 0 {
		n := min(4, len(s))
		var group [4]byte
		copy(group[:], s[:n])
		v := uint32(group[0])<<24 | uint32(group[1])<<16 | uint32(group[2])<<8 | uint32(group[3])
		var digits [5]byte
		for i := 4; i >= 0; i-- {
			digits[i] = byte('!' + v%85)
			v /= 85
		}
		out.Write(digits[:n+1])
		s = s[n:]
	}
	return out.String() + "~>"
}

// lzwText writes s in nine-bit codes, clearing the table often enough that they stay so.
func lzwText(s string) string {
	var out []byte
	acc, have := 0, 0
	put := func(code int) {
		acc, have = acc<<9|code, have+9
		for have >= 8 {
			out = append(out, byte(acc>>(have-8)))
			have -= 8
			acc &= 1<<have - 1
		}
	}
	for i := range len(s) {
		if i%200 == 0 {
			put(256)
		}
		put(int(s[i]))
	}
	put(257)
	return string(append(out, byte(acc<<(8-have))))
}

// differences31 writes each byte as the difference from the one before, as the TIFF predictor has it.
func differences31(s string) string {
	out := []byte(s)
	for i := len(s) - 1; i > 0; i-- {
		out[i] -= s[i-1]
	}
	return string(out)
}

// TestLZWCodes decodes what a table of growing codes says, by the example of ISO 32000-1, 7.4.4.2.
func TestLZWCodes(t *testing.T) {
	got, err := unLZW([]byte{0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01}, newFilter("LZWDecode"))
	if want := "\x2d\x2d\x2d\x2d\x2d\x41\x2d\x2d\x2d\x42"; err != nil || string(got) != want {
		t.Errorf("% x, %v", got, err)
	}
}

func TestLibraryValues(t *testing.T) {
	f, err := Open(onePage("", hello), "")
	if err != nil {
		t.Fatal(err)
	}
	v := get(f.pages[0].dict, "Contents")
	if num, gen := objectOf(v); num != 4 || gen != 0 {
		t.Errorf("object %d %d, want 4 0", num, gen)
	}
	if off, ok := streamOffset(v); !ok || !bytes.HasPrefix(f.bytes.slice(off), []byte("BT ")) {
		t.Errorf("stream at %d", off)
	}
}

// Pages may be read from several goroutines.
func TestConcurrentPages(t *testing.T) {
	f, err := Open(onePage("", hello), "")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if got := printed(f.Page(1)); got != "A@20,50" {
				t.Error(got)
			}
		})
	}
	wg.Wait()
}
