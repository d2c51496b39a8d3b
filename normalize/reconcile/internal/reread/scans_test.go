package reread_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/collected"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/ocrtest"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/recognition"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// Scans made of pages with a text layer, taken the whole way, against the same pages taken the whole
// way from their text layer: no wrong figure may be verified. Two pages are read unless MINGXI_SCANS=a,b asks
// for those whose descriptions hold a or b ("budget,final,government" is all); MINGXI_WEARS does
// the same for the wears, and MINGXI_SCANS_OUT=DIR keeps the pictures.
func TestMadeScans(t *testing.T) {
	eachPage(t, "plain,codes in parts", func(engine ocr.Engine, name, file string, n int) {
		for i, w := range slices.Concat(ocrtest.Wears, ocrtest.Harder, ocrtest.Elsewhere, ocrtest.Unseen) {
			hard := i >= len(ocrtest.Wears)
			if !wanted("MINGXI_WEARS", "", w.Name) || hard && os.Getenv("MINGXI_WEARS") == "" {
				continue
			}
			t.Run(name+"/"+w.Name, func(t *testing.T) {
				want, got := bothWays(t, engine, file, n, w)
				c := judge(t, want, got, name+" | "+w.Name)
				if least := 0.95; !hard && float64(c.right) < least*float64(c.all) && os.Getenv("MINGXI_SCANS") == "" {
					t.Errorf("%d of %d figures right", c.right, c.all)
				}
			})
		}
	})
}

// Two pages that were scanned side by side on one sheet, as large as they are, hold what they hold each by itself: heads, names and
// figures. MINGXI_SCANS chooses as above, of the pages that another of the file follows.
func TestMadeSheets(t *testing.T) {
	eachPage(t, "codes in parts", func(engine ocr.Engine, name, file string, n int) {
		t.Run(name, func(t *testing.T) {
			want, got := onOneSheet(t, engine, file, n)
			c := compare(t, want, got)
			t.Logf("| %s | two pages on one sheet | %v |", name, c)
			if c.right < c.all || c.extra > 0 || c.heads.wrong > 0 {
				t.Errorf("%d of %d figures right, %d more where none is printed, %d characters of heads wrong", c.right, c.all, c.extra, c.heads.wrong)
			}
			notAccused(t, want, got)
		})
	})
}

// The shipped document, of which the pages with tables are scanned, in the wears that MINGXI_WEARS asks for: no figure may be wrong or
// missing without a word, none wrong verified, and nothing held against the publisher that its text layer has not.
func TestScannedDocument(t *testing.T) {
	if os.Getenv("MINGXI_WEARS") == "" {
		t.Skip("MINGXI_WEARS names none")
	}
	const file = "../../../../testdata/hongqi-2026/doc.pdf"
	f := opened(t, file)
	engine := ocrtest.Live(t)
	var text []page.Page
	for n := range f.NumPages() {
		if p := f.Page(n + 1); len(understood(p).Records) > 0 {
			text = append(text, p)
		}
	}
	want := understood(text...)
	for _, w := range slices.Concat(ocrtest.Wears, []ocrtest.Wear{ocrtest.Pale}, ocrtest.Harder, ocrtest.Elsewhere, ocrtest.Unseen) {
		if !wanted("MINGXI_WEARS", "", w.Name) {
			continue
		}
		t.Run(w.Name, func(t *testing.T) {
			var seen []page.Page
			for _, p := range text {
				seen = append(seen, scanned(t, engine, w, clean(t, file, p.Number, w.DPI), p.Number))
			}
			got := understood(seen...)
			judge(t, want, got, w.Name)
		})
	}
}

// judge compares a page as it was read with what is printed, and fails where the reading says what it must not.
func judge(t *testing.T, want, got *normalize.Dataset, name string) tally {
	t.Helper()
	c := compare(t, want, got)
	for _, f := range got.Findings {
		t.Logf("%s %s, page %d, table %d, row %d, column %d: %v", f.Severity, f.Code, f.Page, f.Table, f.Row, f.Column, f.Message)
	}
	t.Logf("| %s | %v |", name, c)
	if c.proven > 0 {
		t.Errorf("%d wrong figures are verified", c.proven)
	}
	if n := c.wrong - c.told + c.missed + c.believed; n > 0 {
		t.Errorf("%d figures are wrong, missing or made up, and nothing tells of it", n)
	}
	notAccused(t, want, got)
	return c
}

// eachPage does something with the pages that MINGXI_SCANS chooses, or else the usual ones: number n of a file.
func eachPage(t *testing.T, usual string, do func(engine ocr.Engine, name, file string, n int)) {
	t.Helper()
	if testing.Short() {
		t.Skip("recognition takes minutes")
	}
	corpus := collected.Dir(t)
	engine := ocrtest.Live(t)
	for _, row := range pages(t) {
		if !wanted("MINGXI_SCANS", usual, row[0]) {
			continue
		}
		n, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		do(engine, row[0], filepath.Join(corpus, row[1]), n)
	}
}

// notAccused tells errors that the scan of a page has and the page has not.
func notAccused(t *testing.T, want, got *normalize.Dataset) {
	for _, f := range got.Findings {
		known := func(o normalize.Finding) bool { return o.Severity == f.Severity && o.Code == f.Code }
		if f.Severity == normalize.Error && !slices.ContainsFunc(want.Findings, known) {
			t.Errorf("%s: %v", f.Code, f.Sentence)
		}
	}
}

// onOneSheet reads page n and the next from their text layer, and from a scan of both side by side.
func onOneSheet(t *testing.T, engine ocr.Engine, file string, n int) (want, got *normalize.Dataset) {
	t.Helper()
	f := opened(t, file)
	w := ocrtest.Wears[0]
	left, right := clean(t, file, n, w.DPI), clean(t, file, n+1, w.DPI)
	lb, rb := left.Bounds(), right.Bounds()
	sheet := image.NewRGBA(image.Rect(0, 0, lb.Dx()+rb.Dx(), max(lb.Dy(), rb.Dy())))
	draw.Draw(sheet, sheet.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(sheet, lb, left, lb.Min, draw.Src)
	draw.Draw(sheet, rb.Add(image.Pt(lb.Dx(), 0)), right, rb.Min, draw.Src)
	want, got = understood(f.Page(n), f.Page(n+1)), understood(scanned(t, engine, w, sheet, n))
	for i := range want.Records {
		if r := &want.Records[i]; r.Page == n+1 {
			r.Page = n
			r.Box.X0, r.Box.X1 = r.Box.X0+float64(lb.Dx())*72/w.DPI, r.Box.X1+float64(lb.Dx())*72/w.DPI
		}
	}
	return want, got
}

// wanted says whether a name holds a part of the list in a variable of the environment.
func wanted(variable, usual, name string) bool {
	list := cmp.Or(os.Getenv(variable), usual)
	for part := range strings.SplitSeq(list, ",") {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func pages(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("testdata/pages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// bothWays reads a page from its text layer, and from a scan of it.
func bothWays(t *testing.T, engine ocr.Engine, file string, n int, w ocrtest.Wear) (want, got *normalize.Dataset) {
	t.Helper()
	return understood(opened(t, file).Page(n)), understood(scanned(t, engine, w, clean(t, file, n, w.DPI), n))
}

// opened is a PDF file.
func opened(t *testing.T, file string) *pdf.File {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// scanned is what is read of a page in a wear.
func scanned(t *testing.T, engine ocr.Engine, w ocrtest.Wear, drawn image.Image, number int) page.Page {
	t.Helper()
	pic := w.Picture(drawn, number)
	keep(t, pic.Image, number)
	seen, err := recognition.Page(t.Context(), engine, pic, number)
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// clean is a page as poppler draws it, which has no part in how it is read: scans are made by programs of others.
func clean(t *testing.T, file string, n int, dpi float64) image.Image {
	t.Helper()
	page := strconv.Itoa(n)
	out, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", strconv.FormatFloat(dpi, 'f', 3, 64), "-f", page, "-l", page, "-cropbox", "-png", file).Output()
	if err != nil {
		t.Skip("pdftoppm: ", err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func keep(t *testing.T, img image.Image, number int) {
	dir := os.Getenv("MINGXI_SCANS_OUT")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%d.png", strings.ReplaceAll(t.Name(), "/", "-"), number)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func understood(pages ...page.Page) *normalize.Dataset {
	doc := &extract.Document{File: "scan.pdf", Pages: pages}
	doc.Tables, doc.Paragraphs = analysis.Pages(doc.Pages)
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	return ds
}

// tally counts figures.
type tally struct {
	all, right, named int // named: of the right ones, those with their label and header path
	wrong, told       int // told: of the wrong ones, those that a finding names
	missing, missed   int // missed: of the missing ones, those that no finding tells of
	extra, verified   int // extra: where nothing is printed; verified: of the right ones
	believed          int // of the extra ones, those that no finding tells of
	proven            int // wrong or extra ones with status verified
	labels, heads     written
}

// written counts the characters of names, and those that must be changed to make of what was read what
// is printed.
type written struct{ all, wrong int }

// ring is a nought in a Chinese number under its two codes, which look alike.
var ring = strings.NewReplacer("○", "〇")

func (w *written) note(t *testing.T, got, want string) {
	got, want = ring.Replace(got), ring.Replace(want)
	w.all += utf8.RuneCountInString(want)
	w.wrong += words.Edits(got, want)
	if got != want {
		t.Logf("name: %q for %s", got, want)
	}
}

func (w written) String() string {
	return fmt.Sprintf("%.1f%% of %d", 100*(1-float64(w.wrong)/float64(max(1, w.all))), w.all)
}

func (c tally) String() string {
	return fmt.Sprintf("%d | %d (%.1f%%) | %d named | %d verified | %d wrong | %d told | %d missing | %d untold | %d extra, %d untold | %d wrong verified | labels %v | heads %v", c.all, c.right,
		100*float64(c.right)/float64(max(1, c.all)), c.named, c.verified, c.wrong, c.told, c.missing, c.missed, c.extra, c.believed, c.proven, c.labels, c.heads)
}

// compare finds each figure of want at its place in got.
func compare(t *testing.T, want, got *normalize.Dataset) tally {
	var c tally
	taken := map[normalize.Ref]bool{}
	rows, columns := map[[2]int]bool{}, map[[2]int]bool{}
	for i := range want.Records {
		w := &want.Records[i]
		if !w.Value.Valid {
			continue
		}
		c.all++
		g := at(got, w, taken)
		if g == nil {
			c.missing++
			told := pageTold(got, w.Page)
			if !told {
				c.missed++
			}
			t.Logf("missing: %s at %.0f %.0f, %s / %s (told %v)", w.Text, w.Box.X0, w.Box.Y0, w.Label, strings.Join(w.Path, "/"), told)
			continue
		}
		taken[g.Ref()] = true
		if at := [2]int{w.Table, w.Row}; !rows[at] {
			rows[at] = true
			c.labels.note(t, g.Label, w.Label)
		}
		if at := [2]int{w.Table, w.Column}; !columns[at] {
			columns[at] = true
			c.heads.note(t, strings.Join(g.Path, "/"), strings.Join(w.Path, "/"))
		}
		if g.Value.Valid && g.Value.Decimal.Equal(w.Value.Decimal) && (g.Unit == w.Unit || g.Unit == "") {
			c.right++
			c.count(g, w)
			continue
		}
		c.wrong++
		told := told(got, g)
		if told {
			c.told++
		}
		if g.Status == normalize.Verified {
			c.proven++
		}
		t.Logf("wrong: %q %s for %s %s (%.2f, %s, told %v, others %v) at %.0f %.0f", g.Text, g.Unit, w.Text, w.Unit, g.Confidence, g.Status, told, g.Others, w.Box.X0, w.Box.Y0)
	}
	for i := range got.Records {
		g := &got.Records[i]
		if !g.Value.Valid || taken[g.Ref()] {
			continue
		}
		c.extra++
		if g.Status == normalize.Verified {
			c.proven++
		}
		told := told(got, g)
		if !told {
			c.believed++
		}
		t.Logf("extra: %q (%.2f, %s, told %v) at %.0f %.0f", g.Text, g.Confidence, g.Status, told, g.Box.X0, g.Box.Y0)
	}
	return c
}

func (c *tally) count(got, want *normalize.Record) {
	if got.Status == normalize.Verified {
		c.verified++
	}
	if got.Label == want.Label && got.Unit == want.Unit && strings.Join(got.Path, "/") == strings.Join(want.Path, "/") {
		c.named++
	}
}

// at is the record whose box lies over most of a record's of another reading of the page, of two halves that of a figure: a stroke beside it
// may have made a row of its own.
func at(ds *normalize.Dataset, printed *normalize.Record, taken map[normalize.Ref]bool) *normalize.Record {
	var best *normalize.Record
	most := 0.0
	for i := range ds.Records {
		r, b := &ds.Records[i], printed.Box
		w := math.Min(r.Box.X1, b.X1) - math.Max(r.Box.X0, b.X0)
		h := math.Min(r.Box.Y1, b.Y1) - math.Max(r.Box.Y0, b.Y0)
		over := w * h
		if r.Value.Valid {
			over *= 2
		}
		if r.Page == printed.Page && w > 0 && h > 0 && over > most && !taken[r.Ref()] {
			best, most = r, over
		}
	}
	return best
}

// told says whether a finding names a record.
func told(ds *normalize.Dataset, r *normalize.Record) bool {
	for _, f := range ds.Findings {
		if f.Table == r.Table && f.Row == r.Row && f.Column == r.Column {
			return true
		}
	}
	return r.Status == normalize.Contradicted || pageTold(ds, r.Page)
}

// pageTold says whether a finding tells that a page as a whole was not read well.
func pageTold(ds *normalize.Dataset, number int) bool {
	for _, f := range ds.Findings {
		if f.Page == number && (f.Code == codes.PageUnread || f.Code == codes.PageNeedsOCR) {
			return true
		}
	}
	return false
}
