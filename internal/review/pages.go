package review

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/normalize"
)

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

// A listed document is one line of the list.
type listed struct {
	summary
	Heading, Href string
	Percent       int
	CodeList      string
}

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
