//go:build ocr

package extract

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/extract/pdf"
	"github.com/mingxi/mingxi/extract/raster"
)

func TestMain(m *testing.M) {
	tesseract.Serve()
	os.Exit(m.Run())
}

const sharedScans = "../../shared/corpus/scan-cn"

var figure = regexp.MustCompile(`^[-−]?[\d,]+(\.\d+)?$`)

// tally counts figures.
type tally struct {
	right, wrong, all int
	told              int // of the wrong ones, those whose confidence or page tells of doubt
}

func (t tally) String() string {
	return fmt.Sprintf("%d of %d figures right (%.1f%%), %d wrong, %d of them doubted", t.right, t.all, 100*float64(t.right)/float64(max(1, t.all)), t.wrong, t.told)
}

func liveEngine(t *testing.T) *tesseract.Engine {
	t.Helper()
	e, err := tesseract.New(tesseract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// doubtful is the confidence below which a figure is told to be doubtful.
const doubtful = 0.9

// leastRight is what share of its figures each real page must give, by the page's name.
var leastRight = map[string]float64{
	"sideways-seal-jpx": 0.99, "sideways-seal": 0.97, "sideways-faint": 0.95, "grey-seal": 0.92, "coarse": 0.97, "phone": 0.85,
}

// Real scans against what a person read on them.
func TestRealScans(t *testing.T) {
	if testing.Short() {
		t.Skip("recognition takes a minute")
	}
	files, err := filepath.Glob("testdata/scans/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no truth: ", err)
	}
	if _, err := os.Stat(sharedScans); err != nil {
		t.Skip("the corpus is not here: ", err)
	}
	engine := liveEngine(t)
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".tsv")
		t.Run(name, func(t *testing.T) {
			rows := readTruth(t, f)
			p := recognised(t, engine, filepath.Join(sharedScans, rows[0][0]), rows[0][1])
			tables, _ := layout.Pages([]page.Page{p})
			got := compareRows(t, tables, rows[1:], p.Problem != "")
			t.Log(rows[0][2], ": ", got, "; ", p.Problem)
			if share := float64(got.right) / float64(got.all); share < leastRight[name] {
				t.Errorf("%.3f of the figures right, want %v", share, leastRight[name])
			}
		})
	}
}

func readTruth(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = '\t', -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// opened is a PDF file, and the number of one of its pages.
func opened(t *testing.T, file, number string) (*pdf.File, int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		t.Fatal(err)
	}
	return f, n
}

func recognised(t *testing.T, engine ocr.Engine, file, number string) page.Page {
	t.Helper()
	f, n := opened(t, file, number)
	p, err := recogniser{file: f, name: file, opt: Options{OCR: engine}}.page(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	if p.Source != page.OCR {
		t.Fatalf("page %d was not recognised: %s", n, p.Problem)
	}
	return p
}

// compareRows compares the last cells of each row with the truth, at the offset of rows that fits
// best.
func compareRows(t *testing.T, tables []layout.Table, truth [][]string, told bool) tally {
	rows := rowsOf(tables)
	best := tally{right: -1}
	var wrong []string
	for off := -len(truth); off < len(rows); off++ {
		var c tally
		var bad []string
		for i, want := range truth {
			var got []layout.Cell
			if j := i + off; j >= 0 && j < len(rows) {
				got = rows[j]
			}
			for k, w := range want {
				if !figure.MatchString(w) {
					continue
				}
				c.all++
				at := len(got) - len(want) + k
				switch {
				case at >= 0 && got[at].Text == w:
					c.right++
				case at >= 0:
					c.wrong++
					bad = append(bad, fmt.Sprintf("%q for %s (%.2f)", got[at].Text, w, got[at].Confidence))
					if told || got[at].Confidence < doubtful || !figure.MatchString(got[at].Text) {
						c.told++
					}
				default:
					c.wrong++
				}
			}
		}
		if c.right > best.right {
			best, wrong = c, bad
		}
	}
	t.Log(strings.Join(wrong, ", "))
	return best
}

// rowsOf are the cells with text of each row of all tables.
func rowsOf(tables []layout.Table) [][]layout.Cell {
	var rows [][]layout.Cell
	for _, tb := range tables {
		first := len(rows)
		rows = append(rows, make([][]layout.Cell, tb.Rows)...)
		for _, c := range tb.Cells {
			if c.Text != "" {
				rows[first+c.Row-1] = append(rows[first+c.Row-1], c)
			}
		}
	}
	return rows
}

// A wear is what a scanner makes of a page.
type wear struct {
	name  string
	dpi   float64
	apply func(*image.RGBA, *rand.Rand)
	turn  int
}

var wears = []wear{
	{"grey, 200 dpi, noise", 200, grain(18), 0},
	{"two colours, 300 dpi", 300, bilevel, 0},
	{"colour, 200 dpi, red stamp, shadow", 200, stamped, 0},
	{"grey, 200 dpi, sideways", 200, grain(8), 90},
	{"grey, 150 dpi, noise", 150, grain(12), 0},
}

// grain adds noise of the given deviation.
func grain(deviation float64) func(*image.RGBA, *rand.Rand) {
	return func(img *image.RGBA, r *rand.Rand) {
		for i := 0; i < len(img.Pix); i += 4 {
			v := float64(img.Pix[i])*0.8 + 40 + r.NormFloat64()*deviation
			b := uint8(math.Min(math.Max(v, 0), 255))
			img.Pix[i], img.Pix[i+1], img.Pix[i+2] = b, b, b
		}
	}
}

// bilevel leaves black and white, with specks.
func bilevel(img *image.RGBA, r *rand.Rand) {
	for i := 0; i < len(img.Pix); i += 4 {
		b := uint8(0)
		if img.Pix[i] > 150 {
			b = 255
		}
		if r.IntN(4000) == 0 {
			b = 255 - b
		}
		img.Pix[i], img.Pix[i+1], img.Pix[i+2] = b, b, b
	}
}

// stamped puts a red ring over the middle of the upper half, and a shadow on one side.
func stamped(img *image.RGBA, _ *rand.Rand) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	radius := 20.0 * 200 / 25.4
	for y := range h {
		for x := range w {
			i := img.PixOffset(x, y)
			for k := range 3 {
				img.Pix[i+k] = uint8(float64(img.Pix[i+k]) * (1 - 0.35*float64(x)/float64(w)))
			}
			d := math.Hypot(float64(x-w/2), float64(y-h/4))
			if math.Abs(d-radius) < 5 || d < radius/4 {
				img.Pix[i+1], img.Pix[i+2] = img.Pix[i+1]/3, img.Pix[i+2]/3 // red ink lets red through
			}
		}
	}
}

// Scans made from pages with a text layer must give the figures of the text layer. More pages are
// measured with MINGXI_SCANS set to a list of files and pages: a.pdf:7,b.pdf:3.
func TestMadeScans(t *testing.T) {
	if testing.Short() {
		t.Skip("recognition takes minutes")
	}
	engine := liveEngine(t)
	pages := "../testdata/hongqi-2026/doc.pdf:11"
	if list := os.Getenv("MINGXI_SCANS"); list != "" {
		pages = list
	}
	for _, w := range wears {
		t.Run(w.name, func(t *testing.T) {
			var sum tally
			for _, p := range strings.Split(pages, ",") {
				at := strings.LastIndex(p, ":")
				c := madeScan(t, engine, p[:at], p[at+1:], w)
				sum.right, sum.wrong, sum.all, sum.told = sum.right+c.right, sum.wrong+c.wrong, sum.all+c.all, sum.told+c.told
			}
			t.Log(sum)
			if sum.all == 0 || float64(sum.right) < 0.95*float64(sum.all) {
				t.Errorf("%v", sum)
			}
		})
	}
}

func madeScan(t *testing.T, engine ocr.Engine, file, number string, w wear) tally {
	t.Helper()
	f, n := opened(t, file, number)
	text := f.Page(n)
	pic, err := raster.Render{File: file, Page: n, DPI: w.dpi, Width: text.Width, Height: text.Height}.Draw(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	img := pic.Image.(*image.RGBA)
	w.apply(img, rand.New(rand.NewPCG(1, 2)))
	pic.Image = skewed(img, 0.006)
	pic.Turned = w.turn
	p, err := ocr.Page(context.Background(), engine, pic, n)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := layout.Pages([]page.Page{text})
	got, _ := layout.Pages([]page.Page{p})
	var truth [][]string
	for _, row := range rowsOf(want) {
		var texts []string
		for _, c := range row {
			texts = append(texts, c.Text)
		}
		truth = append(truth, texts)
	}
	return compareRows(t, got, truth, p.Problem != "")
}

// skewed turns a picture by a small angle in radians.
func skewed(img *image.RGBA, angle float64) image.Image {
	out := image.NewRGBA(img.Rect)
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := x+int(float64(y)*angle), y-int(float64(x)*angle)
			c := color.RGBA{255, 255, 255, 255}
			if (image.Point{X: sx, Y: sy}).In(img.Rect) {
				c = img.RGBAAt(sx, sy)
			}
			out.SetRGBA(x, y, c)
		}
	}
	return out
}
