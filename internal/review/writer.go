package review

import (
	"cmp"
	"embed"
	"html/template"
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

type named struct{ ID, Title string }

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
