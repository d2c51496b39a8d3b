package extract

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
)

// printing is a page of 600 by 800 points with so many characters, pictures over a share of it, and
// places with outlines.
func printing(text string, pictures float64, outlines int) page.Page {
	p := page.Page{Width: 600, Height: 800, Outlines: outlines, Images: []page.Image{{Box: page.Box{X1: 600, Y1: 800 * pictures}}}}
	r := page.Run{Text: text, Box: page.Box{X1: 500, Y1: 10}}
	for _, c := range text {
		r.Glyphs = append(r.Glyphs, page.Glyph{Text: string(c)})
	}
	p.Runs = append(p.Runs, r)
	return p
}

// again is a page that says what it says so many times.
func again(p page.Page, times int) page.Page {
	p.Runs = slices.Repeat(p.Runs, times)
	return p
}

// tableOn is a page with a table of six rows, over pictures.
func tableOn(pictures float64) page.Page {
	p := printing("部门收支总表", pictures, 0)
	for i := range 6 {
		r := printing("一般公共服务支出和住房保障", 0, 0).Runs[0]
		r.Text += strings.Repeat("0", i)
		r.Origin.Y = float64(20 * (i + 1))
		p.Runs = append(p.Runs, r)
	}
	return p
}

// small is a page whose text is as low as a hair.
func small(p page.Page) page.Page {
	p.Runs[0].Box.Y1 = 0.1
	return p
}

func TestPagesThatMustBeRecognised(t *testing.T) {
	words, figures := strings.Repeat("预算", 100), strings.Repeat("1,234.56 ", 30)
	caption := strings.Repeat("电子档案编号二〇二六第〇〇一二三号", 6)
	tests := []struct {
		name string
		page page.Page
		why  string
	}{
		{"text", printing(words, 0, 0), ""},
		{"text on a picture", printing(words, 1, 0), ""},
		{"a scan", printing("", 1, 0), needsOCR},
		{"a scan with a stamp of an archive", printing(caption, 0.9, 0), needsOCR},
		{"a scan with a watermark", again(printing("内部资料 严禁外传", 0.9, 0), 40), needsOCR},
		{"a table on a background", tableOn(1), ""},
		{"a scan with text that nobody sees", small(printing(words, 1, 0)), hiddenLayer},
		{"a photograph with a caption", printing(caption, 0.6, 0), ""},
		{"a scan with its number", printing("- 12 -", 0.6, 0), needsOCR},
		{"a picture on half of the page", printing("", 0.49, 0), inkAlone},
		{"a picture and a number", printing("- 12 -", 0.3, 0), inkAlone},
		{"a title and a picture", printing("二〇二六年部门预算公开", 0.3, 0), ""},
		{"a logo", printing("", 0.05, 0), ""},
		{"nothing", printing("", 0, 0), ""},
		{"outlines", printing("", 0, 40), inkAlone},
		{"a mark", printing("", 0, 2), ""},
		{"text with a drawing", printing(words, 0, 300), ""},
		{"figures among outlines", printing(figures, 0, 120), outlined},
		{"figures", printing(figures, 0, 3), ""},
	}
	for _, tt := range tests {
		p := tt.page
		markUnread(&p)
		if p.Problem != tt.why || p.Unread != (tt.why != "") {
			t.Errorf("%s: unread %v, problem %q; want %q", tt.name, p.Unread, p.Problem, tt.why)
		}
	}
}

// mute is an engine that finds nothing.
type mute struct{}

func (mute) Read(ctx context.Context, _ ocr.Line) (ocr.Reading, error) {
	return ocr.Reading{}, ctx.Err()
}

// That other documents stand before the one that was read is told of scans, too.
func TestSeveralScansAreTold(t *testing.T) {
	scan, err := os.ReadFile(scanFile(t, strings.Repeat("\xff", 400*200), "q 144 0 0 72 0 0 cm /I Do Q"))
	if err != nil {
		t.Fatal(err)
	}
	scan = scan[:bytes.LastIndex(scan, []byte("trailer"))]
	table := "xref\n0 6\n0000000000 65535 f \n"
	for n := 1; n <= 5; n++ {
		table += fmt.Sprintf("%010d 00000 n \n", bytes.Index(scan, fmt.Appendf(nil, "%d 0 obj", n)))
	}
	scan = fmt.Appendf(scan, "%strailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n", table, len(scan))
	doc, err := ReadBytes(t.Context(), "scans.pdf", append(bytes.Clone(scan), scan...), Options{OCR: mute{}})
	if err != nil {
		t.Fatal(err)
	}
	if p := doc.Pages[0]; p.Source != page.OCR || !strings.HasPrefix(p.Problem, "the file holds several documents") || p.Damaged {
		t.Errorf("source %s, problem %q, damaged %v", p.Source, p.Problem, p.Damaged)
	}
}

// scanFile writes a file of one page that a picture of 400 by 200 pixels fills, in white on which as
// many rows as data has are printed, and a hidden or visible text beside it.
func scanFile(t *testing.T, data, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "scan.pdf")
	body := "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 72]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>>>endobj\n" +
		fmt.Sprintf("4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", len(content), content) +
		fmt.Sprintf("5 0 obj<</Subtype/Image/Width 400/Height 200/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n", len(data), data)
	if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// No page comes out blank in silence where it has ink, and no blank one with a problem.
func TestPagesWithInkAreTold(t *testing.T) {
	const draws = "q 144 0 0 72 0 0 cm /I Do Q"
	row := func(shade string) string { return strings.Repeat(shade, 400) }
	blank := strings.Repeat(row("\xff"), 200)
	bars := strings.Repeat(row("\xff"), 80) + strings.Repeat(strings.Repeat("\x00\x00\x00\x00\xff\xff\xff\xff", 20)+strings.Repeat("\xff", 240), 20) + strings.Repeat(row("\xff"), 100)
	tests := []struct{ name, data, content, says string }{
		{"blank", blank, draws, ""},
		{"written", bars, draws, "nothing could be read"},
		{"black", strings.Repeat(row("\x00"), 200), draws, "nothing could be read"},
		{"cut off", bars[:400*110], draws, "only the upper 55%"},
	}
	for _, tt := range tests {
		doc, err := Read(t.Context(), scanFile(t, tt.data, tt.content), Options{OCR: mute{}})
		if err != nil {
			t.Fatal(err)
		}
		if p := doc.Pages[0]; p.Source != page.OCR || !strings.Contains(p.Problem, tt.says) || (tt.says == "") != (p.Problem == "") {
			t.Errorf("%s: source %s, problem %q; want one with %q", tt.name, p.Source, p.Problem, tt.says)
		}
	}
}

// What the text layer says stays where recognition gives nothing.
func TestTextStaysWhereNothingIsRecognised(t *testing.T) {
	name := scanFile(t, strings.Repeat("\xff", 400*200), "q 144 0 0 72 0 0 cm /I Do Q BT /F 20 Tf 10 30 Td (TITLE) Tj ET")
	doc, err := Read(t.Context(), name, Options{OCR: mute{}})
	if err != nil {
		t.Fatal(err)
	}
	if p := doc.Pages[0]; len(p.Runs) != 1 || p.Runs[0].Text != "TITLE" || !strings.Contains(p.Problem, "nothing could be read") || p.Damaged {
		t.Errorf("%d runs, problem %q, damaged %v", len(p.Runs), p.Problem, p.Damaged)
	}
}

// That a part is lost is told, whichever of text layer and picture has lost it, and whichever is kept.
func TestDamageIsToldWhicheverIsKept(t *testing.T) {
	damaged := func(p page.Page, problem string) page.Page {
		p.Damaged, p.Problem = problem != "", problem
		return p
	}
	text, nothing := printing("TITLE", 1, 0), page.Page{Width: 600, Height: 800}
	for _, tt := range []struct {
		text, seen page.Page
		says       string
	}{
		{text, nothing, ""},
		{text, damaged(nothing, "b"), "b"},
		{damaged(text, "a"), nothing, "a"},
		{damaged(text, "a"), damaged(nothing, "b"), "a; b"},
		{nothing, damaged(text, "b"), "b"},
		{damaged(nothing, "a"), text, "a"},
	} {
		if p := joined(tt.text, tt.seen); len(p.Runs) != 1 || p.Problem != tt.says || p.Damaged != (tt.says != "") {
			t.Errorf("%q and %q: %d runs, problem %q, damaged %v", tt.text.Problem, tt.seen.Problem, len(p.Runs), p.Problem, p.Damaged)
		}
	}
}
