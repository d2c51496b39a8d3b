package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/schollz/progressbar/v3"
)

// Widths in columns of a terminal.
const (
	nameWidth    = 40 // of a file's name at most
	shortestName = 8  // a name cut further says nothing
	barWidth     = 78 // of the bar and its counts, of documents and pages by the thousand
)

// lineEvery is how often progress is told where there is no terminal.
const lineEvery = 10 * time.Second

// A runLog tells how a run over many documents goes on: by a bar on a terminal, by a line now and
// then elsewhere, or by a JSON object for each document.
type runLog struct {
	out         io.Writer
	bar         *progressbar.ProgressBar // nil where there is none
	only        *progress                // of the pages, where there is one document
	hidden      string                   // what names of files begin with that nobody gave
	json        *json.Encoder            // nil if not asked for
	quiet       bool
	began, told time.Time

	files, done, pages, failed, kept int
}

func newRunLog(out io.Writer, in *inputs, quiet bool, format string) (*runLog, error) {
	now := time.Now()
	l := &runLog{out: out, quiet: quiet, began: now, told: now, files: len(in.files), only: &progress{}}
	if in.spool != "" {
		l.hidden = in.spool + string(filepath.Separator)
	}
	switch {
	case format == "json":
		l.json = json.NewEncoder(out)
		l.json.SetEscapeHTML(false)
	case format != "text":
		return nil, fmt.Errorf("unknown choice %q for --log-format: use text or json", format)
	case l.files == 1:
		l.only = newProgress(out, quiet)
	case !quiet && isTerminal(out):
		l.bar = newBar(out, l.files)
	}
	return l, nil
}

// An event is one line of a log in JSON.
type event struct {
	Event   string  `json:"event"` // problem, read, kept, duplicate, failed, end
	File    string  `json:"file,omitempty"`
	SameAs  string  `json:"same_as,omitempty"`
	Pages   int     `json:"pages,omitempty"`
	Class   string  `json:"class,omitempty"`
	Message string  `json:"message,omitempty"`
	Seconds float64 `json:"seconds"`
	Done    int     `json:"done"`
	Files   int     `json:"files"`
	Failed  int     `json:"failures"`
}

func (l *runLog) event(e event) {
	e.Done, e.Files, e.Failed = l.done, l.files, l.failed
	l.json.Encode(e)
}

// problem tells of something that is about no document in hand.
func (l *runLog) problem(err error) {
	if l.json != nil {
		l.event(event{Event: "problem", Message: err.Error()})
		return
	}
	l.say("mingxi: %v\n", visible(err.Error()))
}

// page tells how many pages of the only document are read.
func (l *runLog) page(done, pages int) { l.only.page(done, pages) }

// fate tells what became of a document.
func (l *runLog) fate(o archive.Fate) {
	l.only.finish()
	o.File = strings.TrimPrefix(o.File, l.hidden)
	l.done++
	l.pages += o.Pages
	if o.Failure != nil {
		l.failed++
	}
	if o.Kept {
		l.kept++
	}
	if l.json != nil {
		l.event(eventOf(o))
		return
	}
	switch {
	case o.Failure != nil:
		l.say("mingxi: %s: %s\n", visible(o.File), visible(o.Failure.Reason))
	case o.Duplicate != "":
		l.say("mingxi: %s: the same file as %s; read once\n", visible(o.File), visible(o.Duplicate))
	case o.Alike != "":
		l.say("mingxi: %s: its SHA-256 begins like that of %s: its document has a longer id\n", visible(o.File), visible(o.Alike))
	}
	l.progress(o.File)
}

func eventOf(o archive.Fate) event {
	e := event{Event: "read", File: o.File, SameAs: o.Duplicate, Pages: o.Pages, Seconds: o.Took.Seconds()}
	switch {
	case o.Failure != nil:
		e.Event, e.Class, e.Message, e.Seconds = "failed", string(o.Failure.Class), o.Failure.Reason, o.Failure.Took.Seconds()
	case o.Duplicate != "":
		e.Event = "duplicate"
	case o.Kept:
		e.Event = "kept"
	}
	return e
}

func (l *runLog) progress(file string) {
	if l.bar != nil {
		l.bar.Describe(l.describe(file))
		l.bar.Add(1)
		return
	}
	if l.quiet || time.Since(l.told) < lineEvery {
		return
	}
	l.told = time.Now()
	left := time.Duration(float64(time.Since(l.began)) / float64(l.done) * float64(l.files-l.done))
	fmt.Fprintf(l.out, "%d of %s, %s, %.0f a second, %s left, %d failed\n", l.done, plural(l.files, "document"), plural(l.pages, "page"), l.rate(), left.Round(time.Second), l.failed)
}

// describe is what stands before the bar: as much as the terminal has room for.
func (l *runLog) describe(file string) string {
	said := fmt.Sprintf("%s, %.0f a second, %d failed", plural(l.pages, "page"), l.rate(), l.failed)
	room := min(nameWidth, terminalWidth(l.out)-barWidth)
	if room < shortestName {
		return said
	}
	return visible(cutWidth(filepath.Base(file), room)) + "  " + said
}

// rate is how many pages were read in a second.
func (l *runLog) rate() float64 { return float64(l.pages) / max(time.Since(l.began).Seconds(), 0.001) }

func (l *runLog) say(format string, args ...any) {
	if l.bar != nil {
		l.bar.Clear()
	}
	fmt.Fprintf(l.out, format, args...)
}

// finish takes the bar away.
func (l *runLog) finish() {
	l.only.finish()
	if l.bar != nil {
		l.bar.Clear()
		l.bar = nil
	}
}

// end tells of the whole run, when it was long enough to ask.
func (l *runLog) end(list []archive.Fate) {
	took := time.Since(l.began)
	if l.json != nil {
		l.event(event{Event: "end", Pages: l.pages, Seconds: took.Seconds()})
		return
	}
	if !l.quiet && took > lineEvery {
		fmt.Fprintf(l.out, "%s in %s: %s read, %.0f a second; %d known from before, %d failed\n",
			plural(len(list), "document"), took.Round(time.Second), plural(l.pages, "page"), l.rate(), l.kept, l.failed)
	}
}

// withoutName is what an error says of a file, without its name before it.
func withoutName(name string, err error) string { return strings.TrimPrefix(err.Error(), name+": ") }
