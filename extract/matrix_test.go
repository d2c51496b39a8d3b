package extract

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"context"
	"encoding/ascii85"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/mingxi/mingxi/internal/networks"
)

// figuresPrinted are on the page of the matrix, in two columns.
var figuresPrinted = []string{"1,287.43", "36.68", "4,120.00", "-58.17", "905.26", "73.19"}

// A variant is a way to put the picture of the page into a file.
type variant struct {
	name      string
	page      string   // entries of the page
	entries   string   // of the picture, or of the only object beside the content
	data      []byte   // of the picture
	content   string   // of the page; empty: the picture fills it
	resources string   // beside the picture
	pictures  string   // names of further ones
	objects   []string // further ones, from number 6 on
	told      bool     // a problem of the page will do where figures are missing
}

const matrixWide, matrixHigh = 640, 360 // pixels, at 150 dots an inch

// matrixPage draws the figures in ruled cells.
func matrixPage(t *testing.T) *image.Gray {
	t.Helper()
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 12, DPI: 150})
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewGray(image.Rect(0, 0, matrixWide, matrixHigh))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	for i, text := range figuresPrinted {
		cell := image.Rect(60, 60, 320, 140).Add(image.Pt(260*(i%2), 80*(i/2)))
		for _, side := range []image.Rectangle{{cell.Min, image.Pt(cell.Max.X, cell.Min.Y+2)}, {cell.Min, image.Pt(cell.Min.X+2, cell.Max.Y)},
			image.Rect(cell.Min.X, cell.Max.Y, cell.Max.X+2, cell.Max.Y+2), image.Rect(cell.Max.X, cell.Min.Y, cell.Max.X+2, cell.Max.Y)} {
			draw.Draw(out, side, image.Black, image.Point{}, draw.Src)
		}
		d := font.Drawer{Dst: out, Src: image.Black, Face: face, Dot: fixed.P(cell.Min.X+50, cell.Max.Y-30)}
		d.DrawString(text)
	}
	return out
}

// rows are the pixels of a picture, row by row, each sample of so many bits and the last byte of a row filled up.
func rows(img *image.Gray, bits int, sample func(shade uint8) []int) []byte {
	var out []byte
	for y := range img.Rect.Dy() {
		held, n := 0, 0
		for x := range img.Rect.Dx() {
			for _, v := range sample(img.GrayAt(x, y).Y) {
				if held, n = held<<bits|v, n+bits; n >= 8 {
					for ; n >= 8; n -= 8 {
						out = append(out, byte(held>>(n-8)))
					}
					held &= 1<<n - 1
				}
			}
		}
		if n > 0 {
			out = append(out, byte(held<<(8-n)))
		}
	}
	return out
}

// grey gives the shade with so many bits, from black or from white.
func grey(bits int, turned bool) func(uint8) []int {
	return func(shade uint8) []int {
		v := int(shade) * (1<<bits - 1) / 255
		if bits == 1 {
			v = int(shade) / 128
		}
		if turned {
			v = 1<<bits - 1 - v
		}
		return []int{v}
	}
}

func inks(shade uint8) []int { return []int{0, 0, 0, 255 - int(shade)} }

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// upwards writes each row as its differences from the one above, marked so (PNG's predictor 2).
func upwards(data []byte, row int) []byte {
	var out []byte
	above := make([]byte, row)
	for ; len(data) > 0; data = data[row:] {
		out = append(out, 2)
		for i, v := range data[:row] {
			out = append(out, v-above[i])
		}
		above = data[:row]
	}
	return out
}

// leftwards writes each byte as its difference from that so many before it in its row (TIFF's predictor).
func leftwards(data []byte, row, back int) []byte {
	out := bytes.Clone(data)
	for i := range out {
		if i%row >= back {
			out[i] -= data[i-back]
		}
	}
	return out
}

// White and black runs of a fax; longer ones are made of these.
var faxRuns = [2]map[int]string{
	{0: "00110101", 1: "000111", 2: "0111", 3: "1000", 4: "1011", 5: "1100", 6: "1110", 7: "1111", 8: "10011", 64: "11011"},
	{0: "0000110111", 1: "010", 2: "11", 3: "10", 4: "011", 5: "0011", 6: "0010", 7: "00011", 8: "000101", 64: "0000001111"},
}

// fax writes the picture as a fax of group 4, all in horizontal mode, or of group 3.
func fax(img *image.Gray, group int, ended bool) []byte {
	var bits strings.Builder
	for y := range img.Rect.Dy() {
		var runs []int // of white and black in turn, none longer than a code says
		add := func(n, colour int) {
			for first := true; n > 0 || first; first = false {
				part := min(n, 8)
				if len(runs)%2 != colour {
					runs = append(runs, 0)
				}
				runs = append(runs, part)
				n -= part
			}
		}
		from := 0
		for x := 1; x <= img.Rect.Dx(); x++ {
			if x == img.Rect.Dx() || img.GrayAt(x, y).Y/128 != img.GrayAt(from, y).Y/128 {
				add(x-from, 1-int(img.GrayAt(from, y).Y/128))
				from = x
			}
		}
		if len(runs)%2 != 0 && group == 4 {
			runs = append(runs, 0)
		}
		if ended {
			bits.WriteString("000000000001")
		}
		for i, n := range runs {
			if group == 4 && i%2 == 0 {
				bits.WriteString("001")
			}
			bits.WriteString(faxRuns[i%2][n])
		}
	}
	text := bits.String() + strings.Repeat("000000000001", 6)
	out := make([]byte, (len(text)+7)/8)
	for i, c := range text {
		if c == '1' {
			out[i/8] |= 1 << (7 - i%8)
		}
	}
	return out
}

func jpegs(t *testing.T, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// recoloured is the picture with its shades changed.
func recoloured(img *image.Gray, f func(x, y int, shade uint8) color.Color) image.Image {
	out := image.NewRGBA(img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			out.Set(x, y, f(x, y, img.GrayAt(x, y).Y))
		}
	}
	return out
}

const shown = "q 307.2 0 0 172.8 0 0 cm /I Do Q"

// variants are the ways in which files hold a picture as large as that of the matrix.
func variants(t *testing.T, img *image.Gray) []variant {
	const mono, eight = "/ColorSpace/DeviceGray/BitsPerComponent 1", "/ColorSpace/DeviceGray/BitsPerComponent 8"
	const ccitt = mono + "/Filter/CCITTFaxDecode/DecodeParms"
	columns := fmt.Sprintf("/Columns %d", matrixWide)
	bits, bytes8 := rows(img, 1, grey(1, false)), rows(img, 8, grey(8, false))
	wide := matrixWide / 8
	turned := rows(img, 1, grey(1, true))
	var compressed bytes.Buffer
	z := lzw.NewWriter(&compressed, lzw.MSB, 8)
	z.Write(bits)
	z.Close()
	coded := make([]byte, ascii85.MaxEncodedLen(len(bits)))
	coded = append(coded[:ascii85.Encode(coded, bits)], "~>"...)
	var lengths []byte
	for i := 0; i < len(bits); i += 128 {
		part := bits[i:min(i+128, len(bits))]
		lengths = append(append(lengths, byte(len(part)-1)), part...)
	}
	half := matrixHigh / 2
	object := func(entries string, data []byte) string {
		return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(data), data)
	}
	picture := func(entries string, high int, data []byte) string {
		return object(fmt.Sprintf("/Subtype/Image/Width %d/Height %d%s", matrixWide, high, entries), data)
	}
	form := func(content string) string {
		return object("/Subtype/Form/BBox[0 0 308 173]/Resources<</XObject<</I 5 0 R>>>>", []byte(content))
	}
	black := bytes.Repeat([]byte{0}, matrixWide*matrixHigh)
	return []variant{
		{name: "bits", entries: mono, data: bits},
		{name: "bits, turned", entries: mono + "/Decode[1 0]", data: turned},
		{name: "bits, negative", entries: mono, data: turned},
		{name: "bits of a palette", entries: "/ColorSpace[/Indexed/DeviceRGB 1<000000ffffff>]/BitsPerComponent 1", data: bits},
		{name: "bits of a palette, white first", entries: "/ColorSpace[/Indexed/DeviceGray 1<ff00>]/BitsPerComponent 1", data: turned},
		{name: "bits as a mask", entries: "/ImageMask true/BitsPerComponent 1", data: bits},
		{name: "bits, Flate", entries: mono + "/Filter/FlateDecode", data: deflate(bits)},
		{name: "bits, PNG predictor", entries: mono + "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent 1" + columns + ">>", data: deflate(upwards(bits, wide))},
		{name: "bits, LZW", entries: mono + "/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>", data: compressed.Bytes()},
		{name: "bits, run lengths", entries: mono + "/Filter/RunLengthDecode", data: append(lengths, 128)},
		{name: "bits in hex", entries: mono + "/Filter/ASCIIHexDecode", data: fmt.Appendf(nil, "%x>", bits)},
		{name: "bits in base 85", entries: mono + "/Filter/ASCII85Decode", data: coded},
		{name: "two filters", entries: mono + "/Filter[/ASCIIHexDecode/FlateDecode]/DecodeParms[null null]", data: fmt.Appendf(nil, "%x>", deflate(bits))},
		{name: "fax 4", entries: ccitt + "<</K -1" + columns + ">>", data: fax(img, 4, false)},
		{name: "fax 4 as scanning tools write it", entries: mono + fmt.Sprintf("/Filter[/CCITTFaxDecode]/DecodeParms[<</K -1%s/Rows %d/BlackIs1 false>>]", columns, matrixHigh), data: fax(img, 4, false)},
		{name: "fax 4, black is 1", entries: ccitt + "<</K -1" + columns + "/BlackIs1 true>>", data: fax(img, 4, false)},
		{name: "fax 4, black is 1, turned back", entries: "/Decode[1 0]" + ccitt + "<</K -1" + columns + "/BlackIs1 true>>", data: fax(img, 4, false)},
		{name: "fax 3", entries: ccitt + "<</K 0/EndOfLine true" + columns + ">>", data: fax(img, 3, true)},
		{name: "fax 3 without ends", entries: ccitt + "<<" + columns + ">>", data: fax(img, 3, false)},
		{name: "2 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 2", data: rows(img, 2, grey(2, false))},
		{name: "4 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 4", data: rows(img, 4, grey(4, false))},
		{name: "4 bits as differences", entries: "/ColorSpace/DeviceGray/BitsPerComponent 4/Filter/FlateDecode/DecodeParms<</Predictor 2/BitsPerComponent 4" + columns + ">>", data: deflate(rows(img, 4, grey(4, false))), told: true},
		{name: "8 bits", entries: eight, data: bytes8},
		{name: "8 bits, Flate", entries: eight + "/Filter/FlateDecode", data: deflate(bytes8)},
		{name: "8 bits as differences", entries: eight + "/Filter/FlateDecode/DecodeParms<</Predictor 2" + columns + ">>", data: deflate(leftwards(bytes8, matrixWide, 1))},
		{name: "8 bits, PNG predictor", entries: eight + "/Filter/FlateDecode/DecodeParms<</Predictor 12" + columns + ">>", data: deflate(upwards(bytes8, matrixWide))},
		{name: "8 bits, cut at half", entries: eight + "/Filter/FlateDecode", data: deflate(bytes8)[:len(deflate(bytes8))/2], told: true},
		{name: "16 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 16", data: rows(img, 16, grey(16, false))},
		{name: "three colours", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8", data: rows(img, 8, func(s uint8) []int { return []int{int(s), int(s), int(s)} })},
		{name: "four inks", entries: "/ColorSpace/DeviceCMYK/BitsPerComponent 8", data: rows(img, 8, inks)},
		{name: "one ink", entries: "/ColorSpace[/Separation/Black/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]/BitsPerComponent 8", data: rows(img, 8, grey(8, true))},
		{name: "calibrated grey", entries: "/ColorSpace[/CalGray<</WhitePoint[0.95 1 1.09]/Gamma 2.2>>]/BitsPerComponent 8", data: bytes8},
		{name: "a palette of 256", entries: "/ColorSpace[/Indexed/DeviceRGB 255<" + strings.Repeat("000000", 128) + strings.Repeat("ffffff", 128) + ">]/BitsPerComponent 8", data: bytes8},
		{name: "JPEG", entries: eight + "/Filter/DCTDecode", data: jpegs(t, img, 85)},
		{name: "JPEG, poor", entries: eight + "/Filter/DCTDecode", data: jpegs(t, img, 30)},
		{name: "JPEG, negative", entries: eight + "/Filter/DCTDecode/Decode[1 0]", data: jpegs(t, img, 85)},
		{name: "JPEG in colour", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", data: jpegs(t, recoloured(img, func(_, _ int, s uint8) color.Color { return color.RGBA{s, s, min(255, s/2+127), 255} }), 85)},
		{name: "JPEG on yellow paper", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", data: jpegs(t, recoloured(img, func(_, _ int, s uint8) color.Color { return color.RGBA{s, s, uint8(int(s) * 7 / 10), 255} }), 85)},
		{name: "JPEG in shadow", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", data: jpegs(t, recoloured(img, func(x, _ int, s uint8) color.Color {
			return color.Gray{Y: uint8(int(s) * (matrixWide - x/3) / matrixWide)}
		}), 85)},
		{name: "JPEG, pale", told: true, entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", data: jpegs(t, recoloured(img, func(_, _ int, s uint8) color.Color { return color.Gray{Y: 150 + uint8(int(s)*80/255)} }), 85)},
		{name: "turned by the page", page: "/Rotate 180", content: "q -307.2 0 0 -172.8 307.2 172.8 cm /I Do Q", entries: mono, data: bits},
		{name: "in a form", content: "/J Do", entries: mono, data: bits, objects: []string{form(shown)}},
		{name: "in two strips", content: "q 307.2 0 0 86.4 0 86.4 cm /J Do Q q 307.2 0 0 86.4 0 0 cm /K Do Q", entries: mono, data: bits,
			objects: []string{picture(mono, half, bits[:half*wide]), picture(mono, half, bits[half*wide:])}},
		{name: "within the content", content: fmt.Sprintf("q 307.2 0 0 172.8 0 0 cm BI /W %d /H %d /CS /G /BPC 1 /F /AHx ID %x> EI Q", matrixWide, matrixHigh, bits), entries: mono, data: bits},
		{name: "as a tiling", content: "/Pattern cs /P scn 0 0 308 173 re f", entries: mono, data: bits, resources: "/Pattern<</P 6 0 R>>",
			objects: []string{object("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 308 173]/XStep 308/YStep 173/Resources<</XObject<</I 5 0 R>>>>", []byte(shown))}},
		{name: "through a mask", entries: eight + "/Mask 6 0 R", data: black, objects: []string{picture("/ImageMask true/BitsPerComponent 1", matrixHigh, bits)}},
		{name: "through a mask of shades", entries: eight + "/SMask 6 0 R", data: black, objects: []string{picture(eight, matrixHigh, rows(img, 8, grey(8, true)))}},
		{name: "in layers", content: "0.95 g 0 0 308 173 re f 0 g " + shown, entries: "/ImageMask true/BitsPerComponent 1", data: bits},
		{name: "on half of a page", page: "/MediaBox[0 0 308 346]", content: shown, entries: mono, data: bits},
		{name: "with a number as text", content: shown + " BT /F 8 Tf 150 4 Td (- 3 -) Tj ET", entries: mono, data: bits},
		{name: "under a hidden text", content: shown + " BT /F 8 Tf 3 Tr 20 60 Td (1,111.11 2,222.22 3,333.33) Tj ET", entries: mono, data: bits},
	}
}

func (v variant) file() []byte {
	content, box := v.content, "/MediaBox[0 0 307.2 172.8]"
	if content == "" {
		content = shown
	}
	if strings.Contains(v.page, "MediaBox") {
		box = ""
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n")
	fmt.Fprintf(&out, "3 0 obj<</Type/Page/Parent 2 0 R%s%s/Contents 4 0 R/Resources<</XObject<</I 5 0 R/J 6 0 R/K 7 0 R%s>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>%s>>>>endobj\n", box, v.page, v.pictures, v.resources)
	fmt.Fprintf(&out, "4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", len(content), content)
	fmt.Fprintf(&out, "5 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d%s/Length %d>>stream\n%s\nendstream endobj\n", matrixWide, matrixHigh, v.entries, len(v.data), v.data)
	for i, o := range v.objects {
		fmt.Fprintf(&out, "%d 0 obj%s endobj\n", 6+i, o)
	}
	fmt.Fprintf(&out, "trailer<</Root 1 0 R/Size %d>>\n", 6+len(v.objects))
	return out.Bytes()
}

// One page's picture in every way in which files hold pictures: all its figures are read, or where that cannot be the page
// says why.
func TestPictureMatrix(t *testing.T) {
	engine := networks.Figures()
	all := variants(t, matrixPage(t))
	if len(all) < 40 {
		t.Fatalf("%d variants", len(all))
	}
	for _, v := range all {
		doc, err := ReadBytes(context.Background(), "scan.pdf", v.file(), Options{OCR: engine})
		if err != nil {
			t.Errorf("%s: %v", v.name, err)
			continue
		}
		p, got := doc.Pages[0], map[string]bool{}
		for _, r := range p.Runs {
			got[strings.TrimSpace(r.Text)] = true
		}
		right := 0
		for _, f := range figuresPrinted {
			if got[f] {
				right++
			}
		}
		if right < len(figuresPrinted) && !(v.told && p.Problem != "") {
			t.Errorf("%s: %d of %d figures, problem %q, read %v", v.name, right, len(figuresPrinted), p.Problem, got)
		}
	}
}
