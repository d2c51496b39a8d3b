package review

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
)

const shipped = "../../testdata/hongqi-2026"

// dataset writes the dataset of the shipped document.
func sampled(t testing.TB) string {
	t.Helper()
	ds, err := mingxi.Read(context.Background(), filepath.Join(shipped, "doc.pdf"), mingxi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return written(t, ds)
}

func written(t testing.TB, ds *normalize.Dataset) string {
	t.Helper()
	dir := t.TempDir()
	if err := dataset.Write(context.Background(), dir, ds, []dataset.Format{dataset.CSV}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func reviewOf(t testing.TB, dir string) *Review {
	t.Helper()
	r, err := Open(dir, []string{shipped}, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func render(t testing.TB, r *Review, l bilingual.Language, name string) string {
	t.Helper()
	w, err := r.writer(l, true)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if found, err := w.page(context.Background(), &b, name); !found || err != nil {
		t.Fatalf("%s: %v, %v", name, found, err)
	}
	return b.String()
}

// What documents print is text on every page, whatever it looks like.
func TestHostileText(t *testing.T) {
	const bad = `"><img src=x onerror=alert(1)><script>alert(1)</script>'&{{t "x"}}` + "\u202e"
	id := "d" + strings.Repeat("0a", 6)
	ds := &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{ID: id, File: bad + ".pdf", SHA256: strings.Repeat("0a", 32), Agency: bad, Year: 2026, Kind: normalize.Budget, Pages: 2, Figures: 1}},
		Tables:      []normalize.Table{{Document: id, Number: 1, Title: bad, FirstPage: 1, LastPage: 1, Columns: []normalize.Column{{Number: 1, Path: []string{bad}}}, Rows: []normalize.Row{{Number: 1, Page: 1}}}},
		Records:     []normalize.Record{{Document: id, Table: 1, Row: 1, Column: 1, Page: 1, Label: bad, Path: []string{bad}, Text: bad, Source: "ocr", Others: []string{bad}, Status: normalize.Unverified}},
		Claims:      []normalize.Claim{{Document: id, Number: 1, Page: 1, Sentence: bad, Subject: bad, Kind: normalize.Amount}},
		Findings:    []normalize.Finding{{Document: id, Code: codes.DoubtfulFigure, Severity: normalize.Warning, Page: 1, Table: 1, Row: 1, Column: 1, Sentence: normalize.Sentence{Message: bad, MessageZh: bad}}},
	}
	r := reviewOf(t, written(t, ds))
	for _, name := range []string{indexName, documentPage(id), pagePage(id, 1), findingPage(id, 1)} {
		for _, l := range Languages {
			out := render(t, r, l, name)
			if strings.Contains(out, "<img") || strings.Contains(out, "<script>") || !strings.Contains(out, "&lt;img src=x") {
				t.Errorf("%s: markup of the document is markup of the page", name)
			}
		}
	}
}

func serving(t testing.TB, r *Review, how Serving) *Server {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	s, err := Serve(ctx, r, how)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.Wait() }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

// ask sends a request that a browser could send, changed by change.
func ask(t *testing.T, s *Server, method, path string, form url.Values, change func(*http.Request)) (int, string) {
	t.Helper()
	req, err := http.NewRequest(method, s.Address()+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "http://"+s.host)
	if change != nil {
		change(req)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.Header.Get("Content-Security-Policy") != policy {
		t.Errorf("%s %s has no policy", method, path)
	}
	return resp.StatusCode, string(body)
}

// Nobody gets anything who does not know the address, comes by another name or from another site.
func TestSafety(t *testing.T) {
	r := reviewOf(t, sampled(t))
	s := serving(t, r, Serving{})
	id := r.list[0].ID
	form := formOf(t, s, "en/"+findingPage(id, 1), "judge")
	form.Set("judgement", "accepted")
	saved := func() int {
		list, err := correction.Read(filepath.Join(r.Dir, correction.FileName))
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	for name, c := range map[string]struct {
		method, path string
		change       func(*http.Request)
		want         int
	}{
		"the list":              {"GET", "en/index.html", nil, 200},
		"another host":          {"GET", "en/index.html", func(r *http.Request) { r.Host = "mingxi.example" }, 403},
		"no token":              {"GET", "en/index.html", func(r *http.Request) { r.URL.Path = "/en/index.html" }, 403},
		"another token":         {"GET", "en/index.html", func(r *http.Request) { r.URL.Path = "/" + strings.Repeat("0", 32) + "/en/index.html" }, 403},
		"post without a token":  {"POST", "judge", func(r *http.Request) { r.URL.Path = "/judge" }, 403},
		"post from elsewhere":   {"POST", "judge", func(r *http.Request) { r.Header.Set("Origin", "http://mingxi.example") }, 403},
		"post from nowhere":     {"POST", "judge", func(r *http.Request) { r.Header.Del("Origin") }, 403},
		"another method":        {"DELETE", "judge", nil, 405},
		"a path upwards":        {"GET", "en/..%2f..%2fgo.mod", nil, 404},
		"a file of the dataset": {"GET", "records.csv", nil, 404},
		"an asset of templates": {"GET", "frame.html", nil, 404},
		"no such page":          {"GET", "en/" + pagePage(id, 22), nil, 404},
		"no such document":      {"GET", "en/d000000000000.html", nil, 404},
		"no such picture":       {"GET", "img/d000000000000-1.png", nil, 404},
		"no upload":             {"POST", "upload", nil, 404},
		"no download":           {"GET", "dataset.zip", nil, 404},
	} {
		if got, _ := ask(t, s, c.method, c.path, form, c.change); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if n := saved(); n != 0 {
		t.Fatalf("%d entries were saved", n)
	}
	for _, bad := range []url.Values{{"document": {id}, "finding": {"2"}, "judgement": {"accepted"}}, {"document": {id}, "finding": {"1"}, "judgement": {"nice"}}, {"document": {"../x"}, "finding": {"1"}}} {
		if got, _ := ask(t, s, "POST", "judge", bad, nil); got != 422 {
			t.Errorf("%v: %d", bad, got)
		}
	}
	for _, name := range []string{"code", "printed", "place"} { // of a page that was open while the documents were read again
		other := maps.Clone(form)
		other.Set(name, "another")
		if got, body := ask(t, s, "POST", "judge", other, nil); got != 422 || !strings.Contains(body, "open the page again") || saved() != 0 {
			t.Errorf("another %s: %d %s", name, got, body)
		}
	}
	form.Set("back", "//mingxi.example/")
	if got, _ := ask(t, s, "POST", "judge", form, nil); got != 303 || saved() != 1 {
		t.Errorf("%d, %d saved", got, saved())
	}
	if got, body := ask(t, s, "GET", "en/"+findingPage(id, 1), nil, nil); got != 200 || !strings.Contains(body, "accepted as it is") {
		t.Errorf("%d: the judgement is not shown", got)
	}
	figure := formOf(t, s, "en/"+pagePage(id, 10), "correct")
	for _, wrong := range []url.Values{{"corrected": {"five"}}, {"corrected": {"5"}, "field": {"sha256"}}, {"corrected": {"5"}, "printed": {"another"}}, {"corrected": {"5"}, "place": {"another"}}} {
		form := maps.Clone(figure)
		form.Set("field", "value")
		maps.Copy(form, wrong)
		if got, _ := ask(t, s, "POST", "correct", form, nil); got != 422 {
			t.Errorf("%v: %d", wrong, got)
		}
	}
	figure.Set("field", "value")
	figure.Set("corrected", "5")
	if got, _ := ask(t, s, "POST", "correct", figure, nil); got != 303 || saved() != 2 {
		t.Errorf("%d, %d saved", got, saved())
	}
}

var (
	formsOn  = regexp.MustCompile(`(?s)<form method="post" action="(?:\.\./)?([a-z]+)">(.*?)</form>`)
	hiddenIn = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)
)

// formOf is what the first such form of a page says by itself.
func formOf(t *testing.T, s *Server, path, action string) url.Values {
	t.Helper()
	_, body := ask(t, s, "GET", path, nil, nil)
	for _, m := range formsOn.FindAllStringSubmatch(body, -1) {
		if m[1] != action {
			continue
		}
		form := url.Values{}
		for _, h := range hiddenIn.FindAllStringSubmatch(m[2], -1) {
			form.Set(h[1], html.UnescapeString(h[2]))
		}
		return form
	}
	t.Fatalf("%s has no form of %s", path, action)
	return nil
}

var hrefs = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// What is said during a run is taken in by another one after it.
func TestSaidDuringRun(t *testing.T) {
	r := reviewOf(t, sampled(t))
	begun, end := make(chan bool, 9), make(chan bool)
	s := serving(t, r, Serving{Run: func(context.Context, []string, func(done, all int)) error {
		begun <- true
		<-end
		return nil
	}})
	form := formOf(t, s, "en/"+findingPage(r.list[0].ID, 1), "judge")
	form.Set("judgement", "accepted")
	ask(t, s, "POST", "run", nil, nil)
	<-begun
	if got, body := ask(t, s, "POST", "judge", form, nil); got != 303 {
		t.Errorf("%d %s", got, body)
	}
	end <- true
	<-begun // else the test never ends
	end <- true
	s.runs.Wait()
	if len(begun) > 0 || s.seen().Running {
		t.Error("it runs on, though nothing was said since")
	}
}

// Every link of the pages that are written as files leads to a page, and to a figure on it. A second time, what is gone goes.
func TestStatic(t *testing.T) {
	r := reviewOf(t, sampled(t))
	dir := filepath.Join(t.TempDir(), "site")
	if err := r.WriteStatic(context.Background(), dir, false); err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !strings.Contains(name, ".mingxi") {
			data, _ := os.ReadFile(name)
			rel, _ := filepath.Rel(dir, name)
			pages[filepath.ToSlash(rel)] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for name, text := range pages {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if strings.Contains(text, "<form") && !strings.HasSuffix(name, indexName) || strings.Contains(text, `method="post"`) {
			t.Errorf("%s has a form, and nobody to send it to", name)
		}
		for _, m := range hrefs.FindAllStringSubmatch(text, -1) {
			links++
			to, anchor, _ := strings.Cut(m[1], "#")
			target := name
			if to != "" {
				target = filepath.ToSlash(filepath.Join(filepath.Dir(name), to))
			}
			page, ok := pages[target]
			if !ok {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			} else if anchor != "" && anchor != "top" && !strings.Contains(page, ` id="`+anchor+`"`) {
				t.Errorf("%s: %s leads to no figure", name, m[1])
			}
		}
	}
	if len(pages) < 2*(1+1+21+1)+21 || links < 1000 {
		t.Errorf("%d files, %d links", len(pages), links)
	}
	if err := r.WriteStatic(context.Background(), r.Dir, true); err == nil {
		t.Error("pages were written over a dataset")
	}
	if err := r.WriteStatic(context.Background(), dir, false); err != nil {
		t.Error(err)
	}
	foreign := t.TempDir()
	os.WriteFile(filepath.Join(foreign, indexName), []byte("mine"), 0o666)
	if err := r.WriteStatic(context.Background(), foreign, false); err == nil {
		t.Error("somebody's page was written over")
	}
}

// Without its file a page is drawn from what was read of it.
func TestMissingFile(t *testing.T) {
	dir := sampled(t)
	r, err := Open(dir, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	out := render(t, r, bilingual.English, pagePage(r.list[0].ID, 9))
	if strings.Contains(out, ".png") || !strings.Contains(out, `<text class="ink"`) || !strings.Contains(out, "The PDF is not at hand") {
		t.Error("the page is not drawn from its records")
	}
}

func TestTame(t *testing.T) {
	for name, want := range map[string]string{"../../etc/passwd": "passwd", `C:\x\预算 2026.pdf`: "预算-2026", "...": "document", "a\x00b/.pdf": "document", strings.Repeat("长", 200): strings.Repeat("长", longestName/3), strings.Repeat("𠀀", 63) + ".pdf": strings.Repeat("𠀀", longestName/4)} {
		if got := tame(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}

// Files of one name that come at once are all kept, those of the same bytes once; a name that cannot be is an error.
func TestSettle(t *testing.T) {
	dir := t.TempDir()
	settled := func(content, name string) (string, error) {
		temp := filepath.Join(dir, "half-"+content)
		if err := os.WriteFile(temp, []byte(content), 0o666); err != nil {
			t.Error(err)
		}
		defer os.Remove(temp)
		path, _, err := settle(temp, dir, name)
		return path, err
	}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			content := fmt.Sprint(i)
			path, err := settled(content, "budget")
			if data, _ := os.ReadFile(path); err != nil || string(data) != content {
				t.Errorf("%s: %s holds %q, %v", content, path, data, err)
			}
		})
	}
	all.Wait()
	if _, err := settled("7", "budget"); err != nil {
		t.Error(err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 20 {
		t.Errorf("%v", names)
	}
	if _, err := settled("x", strings.Repeat("a", 300)); err == nil {
		t.Error("a name of 300 bytes is taken")
	}
}

// many is the dataset of a thousand copies of the shipped document with other hashes.
func many(t testing.TB, n int) string {
	one, err := mingxi.Read(context.Background(), filepath.Join(shipped, "doc.pdf"), mingxi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := &normalize.Dataset{}
	for i := range n {
		hash := fmt.Sprintf("%012x%s", i, one.Disclosures[0].SHA256[12:])
		id := "d" + hash[:12]
		ds := &normalize.Dataset{}
		ds.Append(one)
		archive.Rename(ds, id)
		ds.Disclosures[0].SHA256, ds.Disclosures[0].Agency = hash, fmt.Sprintf("第%d局", i)
		for k := range ds.Facts {
			ds.Facts[k].Agency = ds.Disclosures[0].Agency
		}
		all.Append(ds)
	}
	return written(t, all)
}

// BenchmarkThousand opens the list of a thousand documents, which must take under a second, and then documents, each
// under 300 ms.
func BenchmarkThousand(b *testing.B) {
	dir := many(b, 1000)
	began := time.Now()
	r := reviewOf(b, dir)
	b.Logf("opened in %v", time.Since(began))
	began = time.Now()
	render(b, r, bilingual.English, indexName)
	b.Logf("the list in %v", time.Since(began))
	began = time.Now()
	render(b, r, bilingual.English, documentPage(r.list[0].ID))
	b.Logf("the first document in %v", time.Since(began))
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			render(b, r, bilingual.English, indexName)
		}
	})
	i := 0
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			i++
			render(b, r, bilingual.English, documentPage(r.list[i%len(r.list)].ID))
		}
	})
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			i++
			render(b, r, bilingual.English, pagePage(r.list[i%len(r.list)].ID, 14))
		}
	})
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.Logf("%d MB in use after %d documents", m.HeapAlloc>>20, i)
}

// The list counts what was judged since the dataset was written, here and when it is opened again.
func TestJudgedAreCountedAtOnce(t *testing.T) {
	r := reviewOf(t, sampled(t))
	o, err := r.document(r.list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	e := correction.Subject(o.ds, o.findings(r.list[0].ID)[0])
	e.Corrected = string(normalize.Confirmed)
	if err := r.Save(context.Background(), e); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if s := r.list[0]; s.Open != 0 || s.Judged != 1 || len(s.Codes) != 0 {
			t.Errorf("%+v", s)
		}
		if err := r.Reload(); err != nil {
			t.Fatal(err)
		}
	}
}
