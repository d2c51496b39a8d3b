package extract

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
)

// sentences are lines of text of a page, as content of it, upright or written upwards.
func sentences(upwards bool) string {
	var out strings.Builder
	for i := range 12 {
		if upwards {
			out.WriteString("BT /F 10 Tf 0 1 -1 0 " + []string{"40", "54", "68", "82", "96", "110", "400", "414", "428", "442", "456", "470"}[i] + " 60 Tm (The department spends as it was laid down) Tj ET ")
		} else {
			out.WriteString("BT /F 10 Tf 60 " + []string{"800", "786", "772", "758", "744", "730", "300", "286", "272", "258", "244", "230"}[i] + " Td (The department spends as it was laid down) Tj ET ")
		}
	}
	return out.String()
}

// bars is a chart: bars of three heights over lines, with figures over them.
func bars(t *testing.T) *image.Gray {
	t.Helper()
	out := matrixPage(t)
	draw.Draw(out, image.Rect(0, 100, matrixWide, matrixHigh), image.White, image.Point{}, draw.Src)
	for y := 120; y < 340; y += 40 {
		draw.Draw(out, image.Rect(40, y, 600, y+2), image.NewUniform(color.Gray{200}), image.Point{}, draw.Src)
	}
	for i, high := range []int{60, 180, 120} {
		draw.Draw(out, image.Rect(100+i*160, 320-high, 180+i*160, 320), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
	}
	return out
}

// layer is what the table in the picture of the matrix says as text at the same places, drawn in a way of PDF.
func layer(mode int) string {
	var out strings.Builder
	for i, text := range figuresPrinted {
		fmt.Fprintf(&out, "BT %d Tr /F 11 Tf %6.1f %6.1f Td (%-8s) Tj ET ", mode, 173+124.8*float64(i%2), 540-38.4*float64(i/2), text)
	}
	return out.String()
}

// A table that was pasted as a picture into a page of text is read, and what the page says as text stays; without recognition it is told.
// A chart is neither. A table on which text of the page stands, seen or not, is told and not read, but where that text says what it shows.
func TestPastedTables(t *testing.T) {
	const eight, picture = "/ColorSpace/DeviceGray/BitsPerComponent 8", " q 307.2 0 0 172.8 120 420 cm /I Do Q "
	shades := func(img *image.Gray) []byte { return rows(img, 8, grey(8, false)) }
	table := matrixPage(t)
	tests := []struct {
		name   string
		file   variant
		tables bool
		told   bool // also with recognition
	}{
		{"a table", variant{entries: eight, data: shades(table), content: sentences(false) + picture}, true, false},
		{"a table as a JPEG", variant{entries: eight + "/Filter/DCTDecode/Decode[0 1]", data: jpegs(t, table, 80), content: sentences(false) + picture}, true, false},
		{"a table as a fax", variant{entries: "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 640>>", data: fax(table, 4, false), content: sentences(false) + picture}, true, false},
		{"a table on a page that is written upwards", variant{entries: eight, data: shades(table), content: sentences(true) + " q 0 307.2 -172.8 0 380 120 cm /I Do Q "}, true, false},
		{"a chart", variant{entries: eight, data: shades(bars(t)), content: sentences(false) + picture}, false, false},
		{"a table with a hidden layer over one figure", variant{entries: eight, data: shades(table), content: sentences(false) + picture + "BT 3 Tr /F 10 Tf 150 520 Td (1,287.43) Tj ET"}, false, true},
		{"a table over the same text", variant{entries: eight, data: shades(table), content: sentences(false) + "BT /F 10 Tf 150 520 Td (1,287.43) Tj ET" + picture}, false, true},
		{"a table with two digits typed into it", variant{entries: eight, data: shades(table), content: sentences(false) + picture + "BT /F 10 Tf 300 520 Td (12) Tj ET"}, false, true},
		{"a table under white", variant{entries: eight, data: shades(table), content: sentences(false) + picture + "1 g 120 420 307.2 172.8 re f"}, false, false},
		{"a table in its place twice", variant{entries: eight, data: shades(table), content: sentences(false) + picture + picture}, true, false},
		{"a table over itself, a little lower", variant{entries: eight, data: shades(table), content: sentences(false) + " q 307.2 0 0 172.8 122 423 cm /I Do Q " + picture}, true, false},
		{"a table as a ground", variant{entries: eight, data: shades(table), content: picture + sentences(false) + "BT /F 10 Tf 150 500 Td (Printed on a ground) Tj ET"}, false, true},
		{"a table with a hidden layer over all figures", variant{entries: eight, data: shades(table), content: sentences(false) + picture + layer(3)}, false, false},
		{"a table over the same text, all of it", variant{entries: eight, data: shades(table), content: sentences(false) + layer(0) + picture}, false, false},
		{"a table on its side with a hidden layer over all figures", variant{entries: eight, data: shades(table), content: sentences(true) + "q 0 1 -1 0 800 0 cm q 1 0 0 1 0 0 cm" + picture + layer(3) + " Q Q"}, false, false},
		{"a table with a watermark", variant{entries: eight, data: shades(table), content: sentences(false) + picture + "BT /F 40 Tf 0.9 0.4 -0.4 0.9 170 440 Tm (Draft 2026) Tj ET"}, false, true},
		{"a table of which a half is typed", variant{entries: eight, data: shades(table), content: sentences(false) + picture + layer(0)[:len(layer(0))/2]}, false, true},
		{"a chart with figures typed on it", variant{entries: eight, data: shades(bars(t)), content: sentences(false) + picture + layer(0)}, false, false},
	}
	for _, tt := range tests {
		tt.file.page = "/MediaBox[0 0 595 842]"
		for _, opt := range []Options{{}, {OCR: networks.Figures()}} {
			doc, err := ReadBytes(t.Context(), "pasted.pdf", tt.file.file(), opt)
			if err != nil {
				t.Fatal(err)
			}
			p := doc.Pages[0]
			told, want := p.Unread && strings.Contains(p.Problem, pastedTable), (tt.tables || tt.told) && opt.OCR == nil
			if opt.OCR != nil {
				told, want = p.Unread && strings.Contains(p.Problem, errWritten.Error()), tt.told
			}
			if told != want || p.Unread != want {
				t.Errorf("%s: unread %v, problem %q", tt.name, p.Unread, p.Problem)
			}
			texts := 0
			var got []string
			for _, r := range p.Runs {
				if r.Confidence == 1 {
					texts++
				} else {
					got = append(got, strings.TrimSpace(r.Text))
				}
			}
			once := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return s != figuresPrinted[0] })
			if len(once) > 1 {
				t.Errorf("%s: read %v, a figure more than once", tt.name, got)
			}
			if texts < 12 || p.Source != page.Text {
				t.Errorf("%s: %d lines of text, source %s", tt.name, texts, p.Source)
			}
			if read := tt.tables && opt.OCR != nil; read != slices.Contains(got, figuresPrinted[0]) || read && !recognisedTable(doc) {
				t.Errorf("%s: read %v, tables %v", tt.name, got, doc.Tables)
			}
		}
	}
}

// Of tables of which one covers a part of the other no figure is taken, and that is told.
func TestTablesOverEachOther(t *testing.T) {
	v := variant{page: "/MediaBox[0 0 595 842]", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8", data: rows(matrixPage(t), 8, grey(8, false)),
		content: sentences(false) + " q 307.2 0 0 172.8 120 420 cm /I Do Q q 307.2 0 0 172.8 240 500 cm /I Do Q "}
	for _, opt := range []Options{{}, {OCR: networks.Figures()}} {
		doc, err := ReadBytes(t.Context(), "pasted.pdf", v.file(), opt)
		if err != nil {
			t.Fatal(err)
		}
		p := doc.Pages[0]
		want := pastedTable
		if opt.OCR != nil {
			want = errNotAlone.Error()
		}
		if !p.Unread || !strings.Contains(p.Problem, want) || len(p.Runs) != 12 {
			t.Errorf("unread %v, problem %q, %d runs", p.Unread, p.Problem, len(p.Runs))
		}
	}
}

// What shows which pictures are tables draws no page: with no program that draws at hand, a page with pictures of every kind is read, and asks to be drawn for
// those that hold a table and those of which only a renderer knows.
func TestLooksWithoutDrawing(t *testing.T) {
	for _, tt := range []struct {
		entries string
		data    []byte
		why     string
	}{
		{"/ColorSpace/DeviceCMYK/BitsPerComponent 8", make([]byte, 4*matrixWide*matrixHigh), ""},
		{"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/JPXDecode", []byte("none"), pastedMaybe},
		{"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode", []byte("none"), pastedMaybe},
		{"/ImageMask true/BitsPerComponent 1", make([]byte, matrixWide*matrixHigh/8), ""},
		{"/ColorSpace/DeviceGray/BitsPerComponent 8", rows(matrixPage(t), 8, grey(8, false)), pastedTable},
	} {
		v := variant{entries: tt.entries, data: tt.data, page: "/MediaBox[0 0 595 842]", content: sentences(false) + " q 307.2 0 0 172.8 120 420 cm /I Do Q "}
		f, err := pdf.Open(v.file(), "")
		if err != nil {
			t.Fatal(err)
		}
		r := recogniser{file: f, opt: Options{OCR: networks.Figures()}} // with nothing that draws
		p := r.printed(1)
		if r.wants(p) != (tt.why != "") || p.Problem != tt.why || len(p.Runs) != 12 {
			t.Errorf("%s: wanted %v, %d runs, problem %q", tt.entries, r.wants(p), len(p.Runs), p.Problem)
		}
	}
}

// undrawn draws nothing.
type undrawn struct{ why error }

func (u undrawn) Draw(context.Context, pdfium.Page) (pdfium.Drawing, error) {
	return pdfium.Drawing{}, u.why
}

// Where nothing can draw pages, and that will stay so, the text of a page is read and its pictures are told; where another process may be able to, and of
// scans, the document is not read.
func TestTextStaysWhereNothingDraws(t *testing.T) {
	unable := fmt.Errorf("%w: no memory", pdfium.ErrUnable)
	plain, picture := rows(matrixPage(t), 8, grey(8, false)), " q 307.2 0 0 172.8 120 420 cm /I Do Q "
	for _, tt := range []struct {
		name    string
		content string
		why     error
		ended   bool
	}{
		{"a page of text", sentences(false) + picture, unable, false},
		{"a page of text, before what draws is made ready", sentences(false) + picture, pdfium.ErrUnprepared, true},
		{"a scan", " q 595 0 0 842 0 0 cm /I Do Q ", unable, true},
	} {
		v := variant{entries: eightBits, data: plain, page: "/MediaBox[0 0 595 842]", content: tt.content}
		f, err := pdf.Open(v.file(), "")
		if err != nil {
			t.Fatal(err)
		}
		r := recogniser{file: f, drawn: undrawn{tt.why}, opt: Options{OCR: networks.Figures()}, laying: analysis.NewReading(1, false)}
		pages, err := r.pages(t.Context())
		if (err != nil) != tt.ended {
			t.Errorf("%s: %v", tt.name, err)
		}
		if p := pages[0]; err == nil && (len(p.Runs) != 12 || !p.Unread || !strings.Contains(p.Problem, "no memory")) {
			t.Errorf("%s: %d runs, unread %v, problem %q", tt.name, len(p.Runs), p.Unread, p.Problem)
		}
	}
}

// recognisedTable says whether a document has a table of which all figures were recognised, each in its column.
func recognisedTable(doc *Document) bool {
	found := map[string]int{}
	for _, table := range doc.Tables {
		for _, c := range table.Cells {
			if c.Source == page.OCR {
				found[c.Text] = c.Column
			}
		}
	}
	for i, f := range figuresPrinted {
		if found[f] != 1+i%2 {
			return false
		}
	}
	return true
}

// A page of thousands of pictures, as files can hold by the hundred thousand, is not looked at: each is held against each.
func TestPagesOfManyPicturesHaveNoPlates(t *testing.T) {
	image := page.Image{Box: page.Box{X0: 50, X1: 350, Y0: 50, Y1: 250}, Width: 600, Height: 400}
	for n, want := range map[int]int{1: 1, mostImages: 1, mostImages + 1: 0} {
		clear, written := plates(&page.Page{Images: slices.Repeat([]page.Image{image}, n)})
		if got := len(clear); got != want || len(written) > 0 {
			t.Errorf("%d pictures: %d plates, want %d", n, got, want)
		}
	}
}

// A picture that stands on several pages is looked at once, and one of the same shades in other rows or turned in another way by itself.
func TestLooksOnceAtAPictureOfSeveralPages(t *testing.T) {
	var r recogniser
	table := matrixPage(t)
	other := &image.Gray{Pix: table.Pix, Stride: 2 * table.Stride, Rect: image.Rect(0, 0, 2*matrixWide, matrixHigh/2)}
	for _, pic := range []raster.Picture{{Image: table, DPI: 150}, {Image: matrixPage(t), DPI: 150}, {Image: table, DPI: 150, Turned: 90}, {Image: other, DPI: 150}} {
		if got := r.holds(pic); got.Table != (pic.Image != other) || got.Lying != (pic.Turned != 0) {
			t.Errorf("%v, turned by %d: %+v", pic.Image.Bounds(), pic.Turned, got)
		}
	}
	n := 0
	for range r.looks.Range {
		n++
	}
	if n != 3 {
		t.Errorf("looked %d times, want 3", n)
	}
}

// A picture of names and what may be amounts behind them, with so few dots that digits touch, is told with recognition and without, and nothing of it is read.
func TestTellsWhatMayBeATable(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, matrixWide, matrixHigh))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for i := range 8 {
		y := 30 + 40*i
		for k := range 4 {
			box := image.Rect(40+28*k, y, 62+28*k, y+22)
			draw.Draw(img, box, image.Black, image.Point{}, draw.Src)
			draw.Draw(img, box.Inset(4), image.White, image.Point{}, draw.Src)
		}
		for k := range 2 {
			box := image.Rect(400+180*k-[]int{90, 60, 75}[(i+k)%3], y+5, 400+180*k, y+22)
			draw.Draw(img, box, image.Black, image.Point{}, draw.Src)
			draw.Draw(img, box.Inset(5), image.White, image.Point{}, draw.Src)
		}
	}
	v := variant{page: "/MediaBox[0 0 595 842]", entries: eightBits, data: rows(img, 8, grey(8, false)), content: sentences(false) + fmt.Sprintf(pastedAt, shown)}
	for _, opt := range []Options{{}, {OCR: networks.Figures()}} {
		doc, err := ReadBytes(t.Context(), "pasted.pdf", v.file(), opt)
		if err != nil {
			t.Fatal(err)
		}
		want := pastedMaybe
		if opt.OCR != nil {
			want = fmt.Errorf(pastedUndone, errSmudged).Error()
		}
		if p := doc.Pages[0]; !p.Unread || p.Problem != want || len(p.Runs) != 12 {
			t.Errorf("unread %v, problem %q, want %q, %d runs", p.Unread, p.Problem, want, len(p.Runs))
		}
	}
}
