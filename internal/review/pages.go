package review

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

//go:embed assets
var assets embed.FS

// A writer of pages makes them in one language.
type writer struct {
	*Review
	lang      bilingual.Language
	live      bool // persons can correct and judge, since there is a server
	uploads   bool
	state     func() runState
	templates *template.Template
}

// A runState is what became of the run that was asked for last.
type runState struct {
	Running bool
	Error   string
	Done    int // documents
	All     int
	Refused []refusal
}

// A refusal tells why a file was not taken.
type refusal struct{ File, Reason string }

func (r *Review) writer(lang bilingual.Language, live bool) (*writer, error) {
	w := &writer{Review: r, lang: lang, live: live, state: func() runState { return runState{} }}
	t, err := template.New("").Funcs(template.FuncMap{"t": func(name string, put ...any) string { return say(lang, name, put...) }, "n": number}).ParseFS(assets, "assets/*.html")
	w.templates = t
	return w, err
}

// A frame is what all pages have.
type frame struct {
	Lang, Other   bilingual.Language
	Self, Title   string
	Live, Uploads bool
	Pending       int
	State         runState
	Body          any
}

// page writes the page with a name. It is false where there is no such page.
func (w *writer) page(ctx context.Context, out io.Writer, name string) (bool, error) {
	f := frame{Lang: w.lang, Other: other(w.lang), Self: name, Live: w.live, Uploads: w.uploads, State: w.state()}
	if w.live {
		f.Pending = w.pending()
	}
	template, found, err := w.fill(ctx, &f, name)
	if !found || err != nil {
		return found, err
	}
	var b bytes.Buffer
	if err := w.templates.ExecuteTemplate(&b, template, f); err != nil {
		return true, err
	}
	_, err = out.Write(b.Bytes())
	return true, err
}

func (w *writer) fill(ctx context.Context, f *frame, name string) (template string, found bool, err error) {
	if name == indexName {
		f.Title = say(w.lang, "documents")
		f.Body, err = w.index()
		return "index.html", true, err
	}
	m := pageName().FindStringSubmatch(name)
	if m == nil {
		return "", false, nil
	}
	o, err := w.document(m[1])
	if o == nil || err != nil {
		return "", false, err
	}
	d := o.disclosure(m[1])
	f.Title = w.heading(d)
	n, _ := strconv.Atoi(m[3])
	switch m[2] {
	case "p":
		if n > d.Pages {
			return "", false, nil
		}
		f.Title += " · " + say(w.lang, "page", n)
		f.Body, err = w.printed(ctx, o, d, n)
		return "page.html", true, err
	case "f":
		list := o.findings(d.ID)
		if n > len(list) {
			return "", false, nil
		}
		f.Body = w.finding(ctx, o, d, list, n)
		return "finding.html", true, nil
	}
	f.Body, err = w.overview(o, d)
	return "document.html", true, err
}

// pending counts what was saved and may not be in the dataset yet.
func (w *writer) pending() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.unapplied()
}

// heading names a document.
func (w *writer) heading(d *normalize.Disclosure) string {
	parts := []string{cmp.Or(d.Agency, d.File)}
	if d.Year > 0 {
		parts = append(parts, strconv.Itoa(d.Year))
	}
	return strings.Join(append(parts, say(w.lang, "kind-"+string(d.Kind))), " ")
}

// A listed document is one line of the list.
type listed struct {
	summary
	Heading, Href string
	Percent       int
	CodeList      string
}

type named struct{ ID, Title string }

// An indexView is the page of all documents.
type indexView struct {
	Documents []listed
	Codes     []named
	Atlas     *atlasView
	Limits    uploadLimits
}

func (w *writer) index() (*indexView, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := &indexView{Limits: limitsOfUploads}
	seen := map[string]bool{}
	for _, s := range w.list {
		l := listed{summary: s, Heading: w.heading(s.Disclosure), Href: documentPage(s.ID), Percent: percent(s.Verified, s.Figures), CodeList: strings.Join(s.Codes, " ")}
		v.Documents = append(v.Documents, l)
		for _, c := range s.Codes {
			if !seen[c] {
				seen[c] = true
				v.Codes = append(v.Codes, named{c, w.foundTitle(c)})
			}
		}
	}
	slices.SortFunc(v.Codes, func(a, b named) int { return strings.Compare(a.Title, b.Title) })
	var err error
	if len(w.list) > 1 {
		var a *atlas
		if a, err = w.atlas(); err == nil {
			v.Atlas = a.view(w.list)
		}
	}
	return v, err
}

func (w *writer) words(code string) codes.Words {
	c, _ := codes.Find(code)
	if w.lang == bilingual.Chinese {
		return c.Chinese
	}
	return c.English
}

func (w *writer) titleOf(code string) string { return cmp.Or(w.words(code).Title, code) }

// foundTitle is what a finding of a code is called: a check's title says what holds, which it then does not.
func (w *writer) foundTitle(code string) string {
	if c, ok := codes.Find(code); ok && c.Kind == codes.Check {
		return say(w.lang, "found-check", w.titleOf(code))
	}
	return w.titleOf(code)
}

// A findingView is one finding in a list.
type findingView struct {
	Number      int
	Href, Title string
	Severity    normalize.Severity
	Judged      normalize.Judgement
	Page        int
	Message     string
	Here        bool
}

func (w *writer) findingViews(list []*normalize.Finding, id string, here int) []findingView {
	var out []findingView
	for i, f := range list {
		out = append(out, findingView{i + 1, findingPage(id, i+1), w.foundTitle(f.Code), f.Severity, f.Judged, f.Page, f.In(w.lang), f.Page == here && here > 0})
	}
	return out
}

// A tableView is a table in a list.
type tableView struct {
	*normalize.Table
	Href string
}

// An overviewView is the first page of a document.
type overviewView struct {
	*normalize.Disclosure
	Heading  string
	Findings []findingView
	Tables   []tableView
	Charts   []chart
	Pages    []int
	Shares   [3]int // figures proven, not proven, contradicted
	Sound    int    // those not contradicted
}

func (w *writer) overview(o *opened, d *normalize.Disclosure) (*overviewView, error) {
	v := &overviewView{Disclosure: d, Heading: w.heading(d), Findings: w.findingViews(o.findings(d.ID), d.ID, 0)}
	for i := range o.ds.Tables {
		if t := &o.ds.Tables[i]; t.Document == d.ID {
			v.Tables = append(v.Tables, tableView{t, pagePage(d.ID, t.FirstPage)})
		}
	}
	for i := range o.ds.Records {
		if r := &o.ds.Records[i]; r.Document == d.ID && r.IsFigure() {
			v.Shares[slices.Index([]normalize.Status{normalize.Verified, normalize.Unverified, normalize.Contradicted}, r.Status)]++
		}
	}
	for n := range d.Pages {
		v.Pages = append(v.Pages, n+1)
	}
	v.Sound = v.Shares[0] + v.Shares[1]
	var err error
	v.Charts, err = w.charts(o, d)
	return v, err
}
