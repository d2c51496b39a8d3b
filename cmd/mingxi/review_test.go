package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/sample"
)

// serveProgram starts the program, which ends with the test, and gives the address that it prints.
func serveProgram(t *testing.T, args ...string) string {
	t.Helper()
	cmd := program(args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		io.Copy(io.Discard, out)
		cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v: %s", err, stderr.String())
	}
	return strings.TrimSpace(address)
}

const (
	shippedDocument = "../../testdata/hongqi-2026/doc.pdf"
	lockedDocument  = "testdata/locked.pdf" // c00-base of the cases, encrypted with AES of 256 bits and the password "secret"
)

// datasetOf writes the dataset of documents into a folder.
func datasetOf(t *testing.T, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dataset")
	again(t, dir, args...)
	return dir
}

func again(t *testing.T, dir string, args ...string) {
	t.Helper()
	args = append([]string{"extract", "-o", dir, "-q", "--format", "csv", "--fail-on", "never"}, args...)
	ran(t, args...)
}

// rowsOf are those of a file of a dataset, by column.
func rowsOf(t *testing.T, dir, name string) (out []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// seeContradiction looks at the one finding of the shipped document from its first page on: the share and what it is of are marked
// where they are printed.
func seeContradiction(t *testing.T, b *browser) {
	b.shows("4.99%")
	b.click(".findings a")
	b.shows("4.99%")
	seen := map[string]bool{}
	screen := b.screen()
	for _, p := range eval[[]shownPlace](b, placesScript) {
		text := printedIn(t, p)
		for _, figure := range []string{"4.99%", "14.32万元", "287.43万元"} {
			if strings.Contains(p.Caption, figure) {
				seen[figure] = true
				if !strings.Contains(text, figure) {
					t.Errorf("the box of %s holds %q", figure, text)
				}
			}
		}
		for b.ctx.Err() == nil && !p.inked(screen) { // until the picture is there
			screen = b.screen()
		}
		sameInk(t, screen, p)
	}
	if len(seen) != 3 {
		t.Errorf("only %v are shown", seen)
	}
}

// A finding is found, looked at where it is printed, and judged; the judgement stays.
func TestReviewOfShippedDocument(t *testing.T) {
	t.Parallel()
	dir := datasetOf(t, shippedDocument)
	b := openBrowserTab(t)
	b.open(serveProgram(t, "review", dir))
	b.click(".language")
	b.click(".language")
	if lang := eval[string](b, "document.documentElement.lang"); lang != "en" && lang != "zh-CN" {
		t.Errorf("language %q", lang)
	}
	b.open(eval[string](b, "location.href.replace('/zh/', '/en/')"))
	if places := eval[[]float64](b, "['search', 'sort', 'filter'].flatMap(id => { const at = document.getElementById(id).getBoundingClientRect(); return [at.top, at.bottom]; })"); !slices.Equal(places[:2], places[2:4]) || !slices.Equal(places[:2], places[4:]) {
		t.Errorf("the search box and the menus beside it stand at %v", places)
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#search"), "红旗"))
	b.shows("1 of 1 documents")
	b.do(chromedp.SendKeys(chromedp.CSS("#search"), "x"))
	b.shows("0 of 1 documents", "No document is like this.")
	b.do(chromedp.Clear(chromedp.CSS("#search")))
	b.open(eval[string](b, "location.href"))
	b.click("#documents a")
	b.shows("273 of 279 figures verified", "Expenditure by functional class", "168.07")
	b.click(".chart a.row")
	b.shows("verified: a check that could have failed holds", "一般公共服务")
	b.click("h1 a")
	seeContradiction(t, b)
	b.leaves(chromedp.KeyEvent("a"))
	b.shows("accepted as it is", "Saved and not yet taken in: 1")
	for _, page := range []string{"index.html", "d0fb0911fd0dc.html", "d0fb0911fd0dc-p10.html#r3-1-6", "d0fb0911fd0dc-p4.html#c42", "d0fb0911fd0dc-f1.html"} {
		b.do(chromedp.EmulateViewport(360, 740), chromedp.Navigate(eval[string](b, "location.href.replace(/[^/]*$/, '')")+page))
		if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > 360 {
			t.Errorf("%s is %d pixels wide in a window of 360", page, wide)
		}
	}
	again(t, dir, shippedDocument)
	if f := rowsOf(t, dir, "findings.csv"); len(f) != 1 || f[0]["judged"] != "accepted" {
		t.Errorf("findings: %v", f)
	}
}

// Keys lead from finding to finding and to the form that corrects. A digit of a sentence that is corrected there is taken in, and stays so when the
// document is read again.
func TestReviewCorrectsSentence(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	data, err := os.ReadFile(shippedDocument)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(in, "copy.pdf") // has a second finding: that it is the same disclosure
	put(t, in, "copy.pdf", string(data)+"%")
	dir := datasetOf(t, shippedDocument, copied)
	id := ""
	for _, d := range rowsOf(t, dir, "documents.csv") {
		if d["file"] == "copy.pdf" {
			id = d["document"]
		}
	}
	b := openBrowserTab(t)
	b.open(serveProgram(t, "review", dir) + "en/" + id + ".html")
	at := func() string { return eval[string](b, "location.pathname.replace(/.*[/]/, '')") }
	for _, step := range [][2]string{{"n", "-f1.html"}, {"n", "-f2.html"}, {"p", "-f1.html"}, {"c", "-p4.html"}} {
		b.leaves(chromedp.KeyEvent(step[0]))
		if at() != id+step[1] {
			t.Fatalf("%s leads to %s", step[0], at())
		}
	}
	figure := eval[string](b, "location.hash")
	b.do(chromedp.KeyEvent("c"))
	b.do(chromedp.SetValue(chromedp.CSS(figure+" input[name=corrected]"), "4.98"), chromedp.SetValue(chromedp.CSS(figure+" input[name=who]"), "甲"))
	b.click(figure + " form button")
	b.shows("A person says 4.98. It holds after the next run.")
	b.click("form.bar button")
	b.waitFor("document.querySelector('form.bar, p.bar') === null")
	b.open(eval[string](b, "location.href.replace(/#.*/, '') + '"+figure+"'"))
	b.shows("Corrected to", "4.98", "verified: a check that could have failed holds")
	for range 2 { // as it was taken in, and as all is read again
		corrected := 0
		for _, c := range rowsOf(t, dir, "claims.csv") {
			if c["corrected"] != "" && c["document"] == id && c["corrected"] == "4.98" && c["text"] == "4.99%" && c["value"] == "4.98" && c["outcome"] == "pass" {
				corrected++
			}
		}
		accused := 0
		for _, f := range rowsOf(t, dir, "findings.csv") {
			if f["code"] == "claim-share" && f["document"] == id {
				accused++
			}
		}
		if corrected != 1 || accused != 0 {
			t.Errorf("%d claims are corrected, and %d findings accuse it", corrected, accused)
		}
		again(t, dir, "--force", shippedDocument, copied)
	}
}

// Of two documents that are reconciled as one, a figure leads to what it was checked against in the other.
func TestReviewOfBundle(t *testing.T) {
	t.Parallel()
	narrative, tables := inTwoFiles(t, t.TempDir())
	dir := datasetOf(t, "--bundle", narrative, tables)
	docs := rowsOf(t, dir, "documents.csv")
	b := openBrowserTab(t)
	b.open(serveProgram(t, "review", dir) + "en/" + docs[0]["document"] + "-p4.html")
	other := `.figure a[href^="` + docs[1]["document"] + `-p"]`
	anchor := eval[string](b, "document.querySelector('"+other+"').closest('.figure').id")
	eval[string](b, "location.hash = '"+anchor+"'")
	b.click("#" + anchor + " " + strings.TrimPrefix(other, ".figure "))
	if path := eval[string](b, "location.pathname"); !strings.Contains(path, docs[1]["document"]) {
		t.Errorf("it leads to %s", path)
	}
	if open := eval[int](b, "[...document.querySelectorAll('.figure')].filter(f => f.offsetHeight > 0).length"); open != 1 {
		t.Errorf("%d figures are open", open)
	}
}

// The pages that are written as files show the same from the disk, without a server.
func TestReviewFromDisk(t *testing.T) {
	t.Parallel()
	dir := datasetOf(t, shippedDocument, "--review-base", "../site")
	site := filepath.Join(dir, "..", "site")
	if out, err := program("review", dir, "--static", site).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b := openBrowserTab(t)
	b.open((&url.URL{Scheme: "file", Path: filepath.Join(site, "index.html")}).String())
	b.waitFor("document.getElementById('documents') !== null")
	b.click("#documents a")
	seeContradiction(t, b)
	if n := eval[int](b, "document.forms.length"); n != 0 {
		t.Errorf("%d forms", n)
	}
	for i, row := range rowsOf(t, dir, "findings.csv") {
		page, id, _ := strings.Cut(row["review"], "#")
		b.open((&url.URL{Scheme: "file", Path: filepath.Join(dir, page), Fragment: id}).String())
		b.waitFor("document.querySelector('main h1') !== null")
		if at := eval[string](b, "location.pathname"); !strings.HasSuffix(at, "/"+id+".html") {
			t.Errorf("finding %d leads to %s, and not to %s", i+1, at, id)
		}
		b.shows(row["message"])
	}
}

// hostilePart is markup that a document prints.
const hostilePart = `<img/src=x/onerror=document.title=1>`

// What a document prints is text in the browser, too.
func TestReviewOfHostileDocument(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"bad.txt": {Data: []byte(`to: 300
cover: ` + hostilePart + `局
cover: 2026年部门预算
page
title: 支出总表` + hostilePart + `
unit: 单位：万元
table 207 75 76 75
| 科目名称 | 合计 | 基本支出 | 项目支出
|-
| 合计 | 300.00 | 200.00 | 100.00
| ` + hostilePart + ` | 300.00 | 250.00 | 100.00

must come out
year: 2026
`)}}
	data, _, err := sample.Print(files, "bad")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), `"><b>bad.pdf`)
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	dir := datasetOf(t, name)
	id := rowsOf(t, dir, "documents.csv")[0]["document"]
	b := openBrowserTab(t)
	at := serveProgram(t, "review", dir) + "en/"
	for _, page := range []string{"index.html", id + ".html", id + "-p2.html", id + "-f1.html"} {
		b.open(at + page)
		if n := eval[int](b, "document.querySelectorAll('img, b b, main script').length"); n != 0 || eval[string](b, "document.title") == "1" {
			t.Errorf("%s: %d elements of the document's own", page, n)
		}
	}
	b.open(at + id + "-p2.html")
	if !strings.Contains(eval[string](b, "document.body.textContent"), hostilePart) {
		t.Error("what the document prints is not shown")
	}
}

// A stamp hides a digit of a scan. A person reads it, and the figure is proven, in this run and in later ones.
func TestReviewOfScan(t *testing.T) {
	t.Parallel()
	if !tesseract.Available() && !networks.Available() {
		t.Skip("this build recognises no scans")
	}
	scan, x, y := stampedScan(t)
	dir := datasetOf(t, "--readers", "auto", scan)
	record := recordAt(t, dir, x, y)
	if record["status"] == "verified" || record["source"] != "ocr" || record["value"] == "131.33" {
		t.Fatalf("the stamp hides nothing: %v", record)
	}
	at := fmt.Sprintf("r%s-%s-%s", record["table_no"], record["row_no"], record["column_no"])
	b := openBrowserTab(t)
	b.open(serveProgram(t, "review", dir) + "en/" + record["document"] + "-p1.html")
	for n := eval[int](b, "document.querySelectorAll('[data-doubt]').length"); n > 0 && eval[string](b, "location.hash") != "#"+at; n-- {
		b.do(chromedp.KeyEvent("f"))
	}
	b.do(chromedp.KeyEvent("c"))
	b.waitFor("document.activeElement.name === 'corrected'")
	b.do(chromedp.SetValue(chromedp.CSS("#"+at+" input[name=corrected]"), "131.33"), chromedp.SetValue(chromedp.CSS("#"+at+" input[name=who]"), "甲"))
	b.click("#" + at + " form button")
	b.shows("A person says 131.33. It holds after the next run.")
	b.click("form.bar button")
	b.waitFor("document.querySelector('form.bar, p.bar') === null")
	b.open(eval[string](b, "location.href.replace(/#.*/, '') + '#"+at+"'"))
	b.shows("corrected by a person", "verified: a check that could have failed holds")
	again(t, dir, "--force", scan)
	if r := recordAt(t, dir, x, y); r["corrected"] != "131.33" || r["status"] != "verified" || r["source"] != "person" || r["text"] != record["text"] {
		t.Errorf("%v", r)
	}
	if e := rowsOf(t, dir, "corrections.csv"); len(e) != 1 || e[0]["who"] != "甲" || e[0]["printed"] != record["text"] {
		t.Errorf("%v", e)
	}
}

// stampedScan is a scan of page 10 of the shipped document in which a stamp hides the first digit of a figure, and where that
// is: a point of the page is a pixel of the scan.
func stampedScan(t *testing.T) (name string, x, y float64) {
	t.Helper()
	dir := t.TempDir()
	picture := filepath.Join(dir, "scan")
	const dpi = 200
	if err := exec.Command("pdftoppm", "-png", "-gray", "-singlefile", "-r", strconv.Itoa(dpi), "-f", "10", "-l", "10", shippedDocument, picture).Run(); err != nil {
		t.Skip("poppler-utils is not installed: ", err)
	}
	picture += ".png"
	f, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(f)
	f.Close()
	if err != nil {
		t.Fatal(err)
	}
	by := dpi / 72.0
	cell := image.Rect(int(379.12*by)+3, int(151.87*by)+3, int(441.37*by)-3, int(164.62*by)-3) // 131.33 of 行政运行
	left, _, right, _ := inkIn(img, cell)
	from := cell.Min.X + int(left*float64(cell.Dx()))
	width := int((right - left) * float64(cell.Dx()))
	stamped := image.NewGray(img.Bounds())
	draw.Draw(stamped, img.Bounds(), img, image.Point{}, draw.Src)
	draw.Draw(stamped, image.Rect(from-2, cell.Min.Y, from+width/6+1, cell.Max.Y), image.NewUniform(color.White), image.Point{}, draw.Src)
	put(t, dir, "scan.pdf", scanOf(stamped))
	return filepath.Join(dir, "scan.pdf"), float64(cell.Min.X+cell.Max.X) / 2, float64(cell.Min.Y+cell.Max.Y) / 2
}

// scanOf is a file of one page that is a picture, a point of it for each of its pixels.
func scanOf(img *image.Gray) string {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	content := fmt.Sprintf("%d 0 0 %d 0 0 cm /Im Do", wide, high)
	return pdfOf(catalog, onlyPage,
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>>>", wide, high),
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		fmt.Sprintf("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>\nstream\n%s\nendstream", wide, high, len(img.Pix), img.Pix))
}

// recordAt is the record whose cell holds a point.
func recordAt(t *testing.T, dir string, x, y float64) map[string]string {
	t.Helper()
	for _, r := range rowsOf(t, dir, "records.csv") {
		var b [4]float64
		for i, name := range []string{"x0", "y0", "x1", "y1"} {
			b[i], _ = strconv.ParseFloat(r[name], 64)
		}
		if b[0] <= x && x <= b[2] && b[1] <= y && y <= b[3] {
			return r
		}
	}
	t.Fatalf("no record at %.0f, %.0f of %v", x, y, rowsOf(t, dir, "records.csv"))
	return nil
}

// PDFs that are brought are read, and their dataset can be taken away.
func TestServe(t *testing.T) {
	t.Parallel()
	b := openBrowserTab(t)
	dir := filepath.Join(t.TempDir(), "dataset")
	in := t.TempDir()
	data, err := os.ReadFile(shippedDocument)
	if err != nil {
		t.Fatal(err)
	}
	put(t, in, "预算 2026.pdf", string(data))
	put(t, in, "notes.pdf", "no PDF")
	address := serveProgram(t, "serve", "-o", dir)
	b.open(address + "en/index.html")
	b.shows("Drop PDFs here")
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{filepath.Join(in, "notes.pdf"), filepath.Join(in, "预算 2026.pdf")}))
	b.click("form.drop button")
	b.waitFor("document.getElementById('documents') !== null")
	b.shows("新乡市红旗区工业和信息化局 2026", "notes was not taken: it is no PDF")
	b.click("a.language")
	b.shows("未接受 notes：不是 PDF")
	b.click("a.language")
	resp, err := http.Get(address + "dataset.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(got), int64(len(got)))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range z.File {
		names[f.Name] = true
	}
	for _, want := range []string{"dataset/records.csv", "dataset/datapackage.json", "dataset/findings.csv"} {
		if !names[want] {
			t.Errorf("%s is not in the archive", want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "pdf", "预算-2026.pdf")); err != nil {
		t.Error(err)
	}
	b.click("#documents a")
	b.shows("273 of 279 figures verified")
}
