package commands

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// Widths in columns of a terminal.
const (
	nameWidth    = 40 // of a file's name at most
	shortestName = 8  // a name cut further says nothing
)

// lineEvery is how often progress is told where there is no terminal.
const lineEvery = 10 * time.Second

// A runLog tells how a run over many documents goes on: by a bar on a terminal, by a line now and
// then elsewhere, or by a JSON object for each document.
type runLog struct {
	out          io.Writer
	bar          *bar          // of documents; nil where there is none
	only         *progress     // of the pages, where there is one document
	hidden       string        // what names of files begin with that nobody gave
	json         *json.Encoder // nil if not asked for
	quiet        bool
	began, drawn time.Time

	files                     int
	done, pages, failed, kept int // finished, in any order
	told, toldFailed          int // of these those that were told of, in the order of the files
}

func newRunLog(out io.Writer, in *inputs, quiet bool, format string) (*runLog, error) {
	now := time.Now()
	l := &runLog{out: out, quiet: quiet, began: now, drawn: now, files: len(in.files), only: &progress{}}
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
		l.only.bar = newBar(out, quiet)
	default:
		l.bar = newBar(out, quiet)
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
	if l.quiet && e.Event != "problem" && e.Event != "failed" {
		return
	}
	e.Done, e.Files, e.Failed = l.told, l.files, l.toldFailed
	l.json.Encode(e)
}

// problem tells of something that is about no document in hand.
func (l *runLog) problem(err error) {
	if l.json != nil {
		l.event(event{Event: "problem", Message: err.Error()})
		return
	}
	l.say(err.Error())
}

// page tells how many pages of the only document are read, to who watches it. Of several documents, processes read side by side, it is not told.
func (l *runLog) page(recognising bool, done, pages int) {
	if l.only.bar != nil {
		l.only.page(recognising, done, pages)
	}
}

// finished counts a document as soon as it is, for those who watch.
func (l *runLog) finished(o archive.Fate) {
	l.done++
	l.pages += o.Pages
	if o.Failure != nil {
		l.failed++
	}
	if o.Kept {
		l.kept++
	}
	if l.json == nil {
		l.progress(strings.TrimPrefix(o.File, l.hidden))
	}
}

// fate tells what became of a document, in the order of the files.
func (l *runLog) fate(o archive.Fate) {
	l.only.clear()
	o.File = strings.TrimPrefix(o.File, l.hidden)
	l.told++
	if o.Failure != nil {
		l.toldFailed++
	}
	if l.json != nil {
		l.event(eventOf(o))
		return
	}
	switch {
	case o.Failure != nil:
		l.say(o.File + ": " + o.Failure.Reason)
	case o.Duplicate != "":
		l.say(o.File + ": the same file as " + o.Duplicate + "; read once")
	case o.Alike != "":
		l.say(o.File + ": its SHA-256 begins like that of " + o.Alike + ": its document has a longer id")
	}
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
		l.bar.show(l.describe(file), l.done, l.files)
		return
	}
	if l.quiet || l.files == 1 || time.Since(l.drawn) < lineEvery {
		return
	}
	l.drawn = time.Now()
	fmt.Fprintln(l.out, say("{done} of {documents} document(s)", l.done, l.files)+comma()+l.sofar()+comma()+timeLeft(time.Since(l.began), l.done-l.kept, l.files-l.done))
}

// describe is what stands before the bar: as much as the terminal has room for.
func (l *runLog) describe(file string) string {
	said := fmt.Sprintf("%d/%d, ", l.done, l.files) + l.sofar()
	room := terminalWidth(l.out) - barWidth - 4
	if left := min(nameWidth, room-textWidth(said)-2); left >= shortestName {
		said = cutWidth(filepath.Base(file), left) + "  " + said
	}
	return said
}

// sofar says how many pages were read, how fast, and how many documents failed.
func (l *runLog) sofar() string {
	said := say("{pages} page(s)", l.pages) + comma() + rate(l.pages, time.Since(l.began))
	if l.failed > 0 {
		said += comma() + say("{documents} failed", l.failed)
	}
	return said
}

// say tells of something as of an error.
func (l *runLog) say(what string) {
	l.bar.clear()
	complain(l.out, errors.New(what))
}

// finish takes the bar away.
func (l *runLog) finish() {
	l.only.clear()
	l.bar.clear()
}

// end tells of the whole run, when it was long enough to ask.
func (l *runLog) end(list []archive.Fate) {
	took := time.Since(l.began)
	if l.json != nil {
		l.event(event{Event: "end", Pages: l.pages, Seconds: took.Seconds()})
		return
	}
	if !l.quiet && l.files > 1 && took > lineEvery {
		said := say("{documents} document(s) in {time}", len(list), duration(took)) + colon() + l.sofar()
		if l.kept > 0 {
			said += comma() + say("{documents} known from before", l.kept)
		}
		fmt.Fprintln(l.out, said)
	}
}

// withoutName is what an error says of a file, without its name before it.
func withoutName(name string, err error) string { return strings.TrimPrefix(err.Error(), name+": ") }
