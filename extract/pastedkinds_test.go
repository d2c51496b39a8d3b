package extract

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/pdf"
)

// printFace is the type in which pictures are printed.
func printFace(t *testing.T) font.Face {
	t.Helper()
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 11, DPI: 150})
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// unlined draws the figures with names before them, without lines or with those over and below the head and the table.
func unlined(t *testing.T, lines bool) *image.Gray {
	t.Helper()
	face := printFace(t)
	out := image.NewGray(image.Rect(0, 0, matrixWide, matrixHigh))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	put := func(text string, right, y int) {
		d := font.Drawer{Dst: out, Src: image.Black, Face: face}
		d.Dot = fixed.P(right, y)
		d.Dot.X -= d.MeasureString(text)
		d.DrawString(text)
	}
	put("Planned", 400, 60)
	put("Spent", 600, 60)
	for i, name := range []string{"Education", "Health", "Roads"} {
		put(name, 200, 130+80*i)
		put(figuresPrinted[2*i], 400, 130+80*i)
		put(figuresPrinted[2*i+1], 600, 130+80*i)
	}
	if lines {
		for _, y := range []int{20, 80, 320} {
			draw.Draw(out, image.Rect(20, y, 620, y+2), image.Black, image.Point{}, draw.Src)
		}
	}
	return out
}

// telephones draws names with numbers of telephones after them.
func telephones(t *testing.T) *image.Gray {
	t.Helper()
	face := printFace(t)
	out := image.NewGray(image.Rect(0, 0, matrixWide, matrixHigh))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	for i, name := range []string{"Treasury", "Education", "Health", "Roads", "Police", "Courts", "Archive"} {
		d := font.Drawer{Dst: out, Src: image.Black, Face: face, Dot: fixed.P(40, 50+45*i)}
		d.DrawString(name)
		d.Dot = fixed.P(360, 50+45*i)
		d.DrawString(fmt.Sprintf("%04d-8790%04d", 311, 1234+1113*i))
	}
	return out
}

// Of a picture of names and numbers that is no table nobody is told how well it was read.
func TestPastedTelephones(t *testing.T) {
	v := variant{page: "/MediaBox[0 0 595 842]", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8", data: rows(telephones(t), 8, grey(8, false)),
		content: sentences(false) + " q 307.2 0 0 172.8 120 420 cm /I Do Q "}
	doc, err := ReadBytes(t.Context(), "pasted.pdf", v.file(), Options{OCR: networks.Figures()})
	if err != nil {
		t.Fatal(err)
	}
	if p := doc.Pages[0]; p.Problem != "" || p.Unread || len(doc.Tables) > 0 {
		t.Errorf("unread %v, problem %q, %d tables", p.Unread, p.Problem, len(doc.Tables))
	}
}

// A picture that hangs askew or mirrored is looked at as it is kept: a table is told, and what is none is not. A small one that only a renderer shows
// is not told where there is none.
func TestPastedAskewOrMirrored(t *testing.T) {
	const askew, mirrored, small = "q 306 16 -9 172 130 420 cm /I Do Q", "q -307.2 0 0 172.8 427 420 cm /I Do Q", "q 100 0 0 56 120 420 cm /I Do Q"
	const eight = "/ColorSpace/DeviceGray/BitsPerComponent 8"
	for _, tt := range []struct {
		name, entries, content string
		img                    *image.Gray
		told                   string // without recognition
		read                   string // what is told with it
	}{
		{"a photograph askew", eight, askew, photograph(), "", ""},
		{"a photograph mirrored", eight, mirrored, photograph(), "", ""},
		{"a chart askew", eight, askew, bars(t), "", ""},
		{"a table askew", eight, askew, matrixPage(t), pastedMaybe, ""},
		{"a table mirrored", eight, mirrored, matrixPage(t), pastedTable, errOtherWay.Error()},
		{"a table without lines mirrored", eight, mirrored, unlined(t, false), pastedTable, errOtherWay.Error()},
		{"a small JPEG 2000", eight + "/Filter/JPXDecode", small, photograph(), "", errUndrawn.Error()},
		{"a large JPEG 2000", eight + "/Filter/JPXDecode", "q 307.2 0 0 172.8 120 420 cm /I Do Q", photograph(), pastedMaybe, errUndrawn.Error()},
	} {
		v := variant{page: "/MediaBox[0 0 595 842]", entries: tt.entries, data: rows(tt.img, 8, grey(8, false)), content: sentences(false) + tt.content}
		for _, opt := range []Options{{}, {OCR: networks.Figures()}} {
			doc, err := ReadBytes(t.Context(), "pasted.pdf", v.file(), opt)
			if err != nil {
				t.Fatal(err)
			}
			p, want := doc.Pages[0], tt.told
			if opt.OCR != nil {
				want = tt.read
			}
			if !strings.Contains(p.Problem, want) || p.Unread != (want != "") {
				t.Errorf("%s: unread %v, problem %q, want %q", tt.name, p.Unread, p.Problem, want)
			}
		}
	}
}

// quarter is the picture lying on its side.
func quarter(img *image.Gray) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, img.Rect.Dy(), img.Rect.Dx()))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			out.SetGray(y, img.Rect.Dx()-1-x, img.GrayAt(x, y))
		}
	}
	return out
}

// photograph is shades and grain, as no table has.
func photograph() *image.Gray {
	out := image.NewGray(image.Rect(0, 0, matrixWide, matrixHigh))
	seed := uint32(7)
	for y := range matrixHigh {
		for x := range matrixWide {
			seed = seed*1664525 + 1013904223
			shade := 60 + x/6 + int(seed>>28)
			if (x-320)*(x-320)+(y-200)*(y-200) < 120*120 {
				shade = 40 + y/5
			}
			out.SetGray(x, y, color.Gray{Y: uint8(shade)})
		}
	}
	return out
}

// jbig2Of is a picture in black and white as JBIG2: a page, and on it a region that is coded as a fax of group 4.
func jbig2Of(img *image.Gray) []byte {
	numbers := func(n ...uint32) (out []byte) {
		for _, v := range n {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		return out
	}
	w, h := uint32(img.Rect.Dx()), uint32(img.Rect.Dy())
	region := append(append(numbers(w, h, 0, 0), 0, 1), fax(img, 4, false)...)
	return slices.Concat(numbers(0), []byte{0x30, 0, 1}, numbers(19, w, h, 0, 0), []byte{0, 0, 0}, numbers(1), []byte{0x26, 0, 1}, numbers(uint32(len(region))), region)
}

// mixedFax is a fax of which each row says how it is coded, as they do where K is more than 0: here all by themselves.
func mixedFax(img *image.Gray) []byte {
	var bits strings.Builder
	for y := range img.Rect.Dy() {
		row := image.NewGray(image.Rect(0, 0, img.Rect.Dx(), 1))
		draw.Draw(row, row.Rect, img, image.Pt(0, y), draw.Src)
		bits.WriteString("0000000000011")
		bits.WriteString(faxRow(row))
	}
	text := bits.String() + strings.Repeat("0000000000011", 6)
	out := make([]byte, (len(text)+7)/8)
	for i, c := range text {
		if c == '1' {
			out[i/8] |= 1 << (7 - i%8)
		}
	}
	return out
}

// faxRow is the only row of a picture as a fax of group 3.
func faxRow(row *image.Gray) string {
	var out strings.Builder
	colour := 0
	for from := 0; from < row.Rect.Dx(); {
		to := from
		for to < row.Rect.Dx() && 1-int(row.GrayAt(to, 0).Y/128) == colour {
			to++
		}
		for n := to - from; ; {
			out.WriteString(faxRuns[colour][min(n, 8)])
			if n -= min(n, 8); n == 0 {
				break
			}
			out.WriteString(faxRuns[1-colour][0])
		}
		from, colour = to, 1-colour
	}
	return out.String()
}

const (
	eightBits = "/ColorSpace/DeviceGray/BitsPerComponent 8"
	oneBit    = "/ColorSpace/DeviceGray/BitsPerComponent 1"
	pastedAt  = " q 1 0 0 1 120 420 cm %s Q "
)

// tilesOf are pieces of a picture as objects from number 6 on, so many beside and below each other, and the content that puts them together.
func tilesOf(img *image.Gray, across, down int, inline bool) (content string, objects []string, pictures string) {
	w, h := matrixWide/across, matrixHigh/down
	var names strings.Builder
	for y := range down {
		for x := range across {
			tile := image.NewGray(image.Rect(0, 0, w, h))
			draw.Draw(tile, tile.Rect, img, image.Pt(x*w, y*h), draw.Src)
			at := fmt.Sprintf("q %f 0 0 %f %f %f cm ", 307.2/float64(across), 172.8/float64(down), 307.2/float64(across)*float64(x), 172.8-172.8/float64(down)*float64(y+1))
			if inline {
				content += at + fmt.Sprintf("BI /W %d /H %d /CS /G /BPC 1 /F /AHx ID %x> EI Q ", w, h, rows(tile, 1, grey(1, false)))
				continue
			}
			data := rows(tile, 8, grey(8, false))
			fmt.Fprintf(&names, "/T%d %d 0 R", len(objects), 6+len(objects))
			content += at + fmt.Sprintf("/T%d Do Q ", len(objects))
			objects = append(objects, fmt.Sprintf("<</Subtype/Image/Width %d/Height %d%s/Length %d>>stream\n%s\nendstream", w, h, eightBits, len(data), data))
		}
	}
	return content, objects, names.String()
}

// pastedKinds are the ways in which a table can be pasted as a picture into a page of text.
func pastedKinds(t *testing.T) []variant {
	table := matrixPage(t)
	elsewhere := []string{"turned by the page", "on half of a page", "with a number as text", "under a hidden text"} // kinds of pages
	var out []variant
	for _, v := range variants(t, table) {
		if slices.Contains(elsewhere, v.name) {
			continue
		}
		if v.content == "" {
			v.content = shown
		}
		v.content = fmt.Sprintf(pastedAt, v.content)
		for i := range v.objects { // patterns hang on the page, and not on what is drawn
			v.objects[i] = strings.Replace(v.objects[i], "/PatternType 1", "/PatternType 1/Matrix[1 0 0 1 120 420]", 1)
		}
		out = append(out, v)
	}
	add := func(v variant) { out = append(out, v) }
	plain := rows(table, 8, grey(8, false))
	at := func(content string) string { return fmt.Sprintf(pastedAt, content) }
	add(variant{name: "JBIG2", entries: oneBit + "/Filter/JBIG2Decode", data: jbig2Of(table), content: at(shown)})
	add(variant{name: "fax of mixed rows", entries: oneBit + fmt.Sprintf("/Filter/CCITTFaxDecode/DecodeParms<</K 4/EndOfLine true/Columns %d/Rows %d>>", matrixWide, matrixHigh), data: mixedFax(table), content: at(shown)})
	add(variant{name: "fax as a stencil", entries: "/ImageMask true/BitsPerComponent 1" + fmt.Sprintf("/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d>>", matrixWide), data: fax(table, 4, false), content: at(shown)})
	for _, name := range []string{"table.jp2", "inks.jpg"} {
		data, err := os.ReadFile(filepath.Join("testdata", "pasted", name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "table.jp2" {
			add(variant{name: "JPEG 2000", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/JPXDecode", data: data, content: at(shown)})
		} else {
			add(variant{name: "JPEG in inks", entries: "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode/Decode[1 0 1 0 1 0 1 0]", data: data, content: at(shown)})
		}
	}
	for _, k := range []struct {
		name         string
		across, down int
		inline       bool
	}{{"strips", 1, 18, false}, {"columns of pictures", 4, 1, false}, {"tiles", 4, 3, false}, {"small tiles", 8, 10, false}, {"strips within the content", 1, 9, true}, {"tiles within the content", 2, 3, true}} {
		content, objects, names := tilesOf(table, k.across, k.down, k.inline)
		add(variant{name: k.name, entries: eightBits, data: plain, content: at(content), objects: objects, pictures: names})
	}
	photo := fmt.Sprintf("<</Subtype/Image/Width %d/Height %d%s/Length %d>>stream\n%s\nendstream", matrixWide, matrixHigh, eightBits, matrixWide*matrixHigh, rows(photograph(), 8, grey(8, false)))
	coarse := fmt.Sprintf("<</Subtype/Image/Width %d/Height %d%s/Length %d>>stream\n%s\nendstream", matrixWide, matrixHigh/10, eightBits, matrixWide*matrixHigh/10, rows(photograph(), 8, grey(8, false))[:matrixWide*matrixHigh/10])
	lying := quarter(table)
	add(variant{name: "on its side", entries: eightBits, data: plain, content: at("q 172.8 0 0 307.2 0 0 cm /J Do Q"),
		objects: []string{fmt.Sprintf("<</Subtype/Image/Width %d/Height %d%s/Length %d>>stream\n%s\nendstream", matrixHigh, matrixWide, eightBits, len(plain), rows(lying, 8, grey(8, false)))}})
	add(variant{name: "turned by a quarter", entries: eightBits, data: plain, content: at("q 0 307.2 -172.8 0 172.8 0 cm /I Do Q")})
	add(variant{name: "turned by a half", entries: eightBits, data: plain, content: at("q -307.2 0 0 -172.8 307.2 172.8 cm /I Do Q")})
	add(variant{name: "mirrored", entries: eightBits, data: plain, content: at("q -307.2 0 0 172.8 307.2 0 cm /I Do Q")})
	add(variant{name: "upside down and mirrored", entries: eightBits, data: plain, content: at("q 307.2 0 0 -172.8 0 172.8 cm /I Do Q")})
	add(variant{name: "askew", entries: eightBits, data: plain, content: at("q 307 10.7 -6 172.7 6 0 cm /I Do Q")})
	add(variant{name: "without lines", entries: eightBits, data: rows(unlined(t, false), 8, grey(8, false)), content: at(shown)})
	add(variant{name: "with three lines", entries: eightBits, data: rows(unlined(t, true), 8, grey(8, false)), content: at(shown)})
	add(variant{name: "without lines, on its side", entries: eightBits, data: rows(unlined(t, false), 8, grey(8, false)), content: at("q 0 307.2 -172.8 0 172.8 0 cm /I Do Q")})
	add(variant{name: "side by side", entries: eightBits, data: plain, content: "q 230.4 0 0 129.6 60 430 cm /I Do Q q 230.4 0 0 129.6 300 430 cm /I Do Q "})
	add(variant{name: "side by side without a gap", entries: eightBits, data: plain, content: "q 230.4 0 0 129.6 60 430 cm /I Do Q q 230.4 0 0 129.6 290.4 430 cm /I Do Q "})
	add(variant{name: "beside a photograph", entries: eightBits, data: plain, objects: []string{photo},
		content: "q 230.4 0 0 129.6 60 430 cm /I Do Q q 230.4 0 0 129.6 290.4 430 cm /J Do Q "})
	add(variant{name: "among many pictures", entries: eightBits, data: plain, objects: []string{coarse}, content: at(shown) + manyPlates()})
	return out
}

// manyPlates are more pictures than are looked at, each smaller than the table.
func manyPlates() string {
	var out strings.Builder
	for i := range 2 * mostPlates {
		fmt.Fprintf(&out, "q 91 0 0 25 %d %d cm /J Do Q ", 40+130*(i%4), 20+26*(i/4))
	}
	return out.String()
}

// likeness is the share of the pixels of two pictures that are both dark or both light, and a half where they differ in size.
func likeness(a, b image.Image) float64 {
	if a == nil || a.Bounds().Size() != b.Bounds().Size() {
		return 0.5
	}
	same, from := 0, a.Bounds().Min
	for y := range b.Bounds().Dy() {
		for x := range b.Bounds().Dx() {
			if color.GrayModel.Convert(a.At(from.X+x, from.Y+y)).(color.Gray).Y/128 == color.GrayModel.Convert(b.At(x, y)).(color.Gray).Y/128 {
				same++
			}
		}
	}
	return float64(same) / float64(b.Bounds().Dx()*b.Bounds().Dy())
}

// A table in each kind of picture on a page of text is read or told, with and without recognition, and what the page says as text stays. Kinds of which the same
// picture, or its negative, is decoded here are one kind from there on, and TestPictureMatrix draws them: of these one is recognised, a negative, and one in strips.
func TestPastedMatrix(t *testing.T) {
	kinds := pastedKinds(t)
	if len(kinds) < 65 {
		t.Fatalf("%d kinds", len(kinds))
	}
	plain, apart := matrixPage(t), []string{"8 bits", "bits, negative", "strips"} // of which each stands for others
	alike, whole, recognised := 0, 0, 0
	for _, v := range kinds {
		v.page, v.content = "/MediaBox[0 0 595 842]", sentences(false)+v.content
		data, options := v.file(), []Options{{}, {OCR: networks.Figures()}}
		f, err := pdf.Open(data, "")
		if err != nil {
			t.Fatal(err)
		}
		p := f.Page(1)
		if boxes, _ := plates(&p); !slices.Contains(apart, v.name) && len(boxes) == 1 {
			shown := f.Pictures(1, boxes)[0]
			if like := likeness(shown.Image, plain); shown.Image != nil && max(like, 1-like) >= 0.99 {
				if alike++; len(p.Runs) != 12 {
					t.Errorf("%s: %d lines of text", v.name, len(p.Runs))
				}
				continue
			}
		}
		for _, opt := range options {
			doc, err := ReadBytes(t.Context(), "pasted.pdf", data, opt)
			if err != nil {
				t.Fatal(err)
			}
			p := doc.Pages[0]
			texts, got := 0, []string{}
			for _, r := range p.Runs {
				if r.Confidence == 1 {
					texts++
				} else {
					got = append(got, strings.TrimSpace(r.Text))
				}
			}
			if texts != 12 || p.Source != page.Text {
				t.Errorf("%s: %d lines of text, source %s", v.name, texts, p.Source)
			}
			told := p.Problem != "" && (p.Unread || opt.OCR != nil)
			right := !slices.ContainsFunc(figuresPrinted, func(f string) bool { return !slices.Contains(got, f) })
			if opt.OCR != nil {
				if recognised++; right {
					whole++
				}
			}
			if !told && !(right && opt.OCR != nil) {
				t.Errorf("%s, recognised %v: read %v, problem %q", v.name, opt.OCR != nil, got, p.Problem)
			}
			if opt.OCR != nil && testing.Verbose() {
				t.Logf("%s: right %v, problem %q", v.name, right, p.Problem)
			}
		}
	}
	if t.Logf("%d alike, %d recognised, %d of them whole", alike, recognised, whole); alike < 40 || whole < 15 {
		t.Errorf("%d kinds are decoded to the same picture, and of the others %d are read whole", alike, whole)
	}
}

// What is no table is told neither way, whatever it is packed in; what no more than a renderer shows is told where none is asked.
func TestPicturesThatAreNoTables(t *testing.T) {
	for _, k := range []struct {
		name string
		img  *image.Gray
	}{{"a photograph", photograph()}, {"a chart", bars(t)}} {
		for _, v := range []variant{
			{name: "8 bits", entries: eightBits, data: rows(k.img, 8, grey(8, false))},
			{name: "JPEG", entries: eightBits + "/Filter/DCTDecode", data: jpegs(t, k.img, 60)},
			{name: "bits", entries: oneBit, data: rows(k.img, 1, grey(1, false))},
			{name: "a stencil", entries: "/ImageMask true/BitsPerComponent 1", data: rows(k.img, 1, grey(1, false))},
			{name: "JBIG2", entries: oneBit + "/Filter/JBIG2Decode", data: jbig2Of(k.img), told: true},
		} {
			v.page, v.content = "/MediaBox[0 0 595 842]", sentences(false)+fmt.Sprintf(pastedAt, shown)
			for _, opt := range []Options{{}, {OCR: networks.Figures()}} {
				doc, err := ReadBytes(t.Context(), "pasted.pdf", v.file(), opt)
				if err != nil {
					t.Fatal(err)
				}
				if p := doc.Pages[0]; p.Unread != (v.told && opt.OCR == nil) || (p.Problem != "") != p.Unread || opt.OCR != nil && len(p.Pasted) > 0 || len(p.Runs) != 12 {
					t.Errorf("%s as %s, recognised %v: unread %v, %q, %d runs", k.name, v.name, opt.OCR != nil, p.Unread, p.Problem, len(p.Runs))
				}
			}
		}
	}
}
