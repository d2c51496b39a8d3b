package commands

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"syscall"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/render"
)

// serveWorker leaves it to the process that started it when it ends: of signals that are sent to all processes of a service, that one
// lets the document in hand be finished.
func serveWorker() error {
	outlive(runtime.GOOS, os.Interrupt, syscall.SIGTERM)
	if err := archive.Serve(os.Stdin, os.Stdout, Reader); err != nil {
		return &failure{ExitUnwritten, err}
	}
	return nil
}

// outlive has this process go on at some signals. Windows ends a process that ignores them, unlike one that is told of them.
func outlive(system string, signals ...os.Signal) {
	if system == "windows" {
		signal.Notify(make(chan os.Signal, 1), signals...) // which nobody reads
		return
	}
	signal.Ignore(signals...)
}

// Reader makes what reads a worker's documents. Tests put one in its place that fails.
var Reader = NewReader

// A reading is how a worker reads.
type reading struct {
	flags   *readFlags
	options extract.Options
}

// NewReader gives what reads a worker's documents, confined to what that takes.
func NewReader(o archive.Order) (archive.Reader, error) {
	var s setup
	if err := json.Unmarshal(o.Setup, &s); err != nil {
		return nil, err
	}
	r := &readFlags{password: s.Password, ocr: s.OCR, lang: s.Lang, readers: s.Readers, dpi: s.DPI, previous: lastYear{dir: s.Previous}}
	if err := r.previous.open(); err != nil {
		return nil, err
	}
	if !o.Scans {
		r.ocr = ocrNever
	}
	opt, err := r.options()
	if err != nil {
		return nil, err
	}
	return reading{r, opt}.document, confine(s.Sandbox, r, o.Draws)
}

// document reads one document. The error says in plain words why it cannot be read, without its name.
func (r reading) document(ctx context.Context, t archive.Task, data []byte, progress func(done, pages int)) (archive.Made, error) {
	r.options.Progress = progress
	if !t.Recognise {
		r.options.OCR = nil
	}
	made, err := r.make(ctx, t, data)
	switch {
	case errors.Is(err, pdfium.ErrUnprepared):
		err = archive.ErrUndrawn
	case err != nil:
		err = errors.New(withoutName(t.File, r.flags.plainly(t.File, err)))
	}
	return made, err
}

func (r reading) make(ctx context.Context, t archive.Task, data []byte) (archive.Made, error) {
	if t.Want != nil {
		other, err := r.other(ctx, t, data)
		return archive.Made{Other: other}, err
	}
	known, err := knownPages(t.Recognised)
	if err != nil {
		return archive.Made{}, err
	}
	r.options.Known = known
	ds, err := mingxi.ReadBytes(ctx, t.File, data, mingxi.Options{Options: r.options, Told: t.Told})
	if err == nil {
		err = r.flags.previous.against(ds)
	}
	return archive.Made{Dataset: ds}, err
}

// other makes what is wanted in place of a dataset.
func (r reading) other(ctx context.Context, t archive.Task, data []byte) ([]byte, error) {
	var want wanted
	if err := json.Unmarshal(t.Want, &want); err != nil {
		return nil, err
	}
	spoken = want.Language
	if len(want.Recognise) > 0 {
		return r.piece(ctx, t, data, want.Recognise)
	}
	if !want.Tables {
		r.options.OCRPages = []int{want.Page}
	}
	r.options.NoRuns = want.Tables && !want.SVG && !want.Choice.Made()
	doc, err := extract.ReadBytes(ctx, t.File, data, r.options)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if want.Tables {
		made, err := tablesOf(t.File, doc, &want)
		if want.Alone && err == nil && len(made.Unread)+len(made.Wrong) == 0 {
			return append(made.Printed, justPrinted), nil
		}
		if err == nil {
			err = gob.NewEncoder(&out).Encode(made)
		}
		if want.Alone {
			out.WriteByte(withMore)
		}
		return out.Bytes(), err
	}
	seen := inspected{Pages: len(doc.Pages)}
	if want.Page <= len(doc.Pages) {
		seen.Wrong = troubles(doc, pageSet{{want.Page, want.Page}}, true)
		seen.Shown, err = show(doc, &want)
	}
	if err == nil {
		err = gob.NewEncoder(&out).Encode(seen)
	}
	return out.Bytes(), err
}

// debugViews are what is drawn of pages whose tables are printed.
var debugViews = []string{"edges", "joints", "cells", "tables"}

// tablesOf gives the tables of a file that are wanted, printed if that is, and the pages drawn.
func tablesOf(name string, doc *extract.Document, want *wanted) (t tabled, err error) {
	t = tabled{Pages: len(doc.Pages), Unread: picturePages(doc), Wrong: troubles(doc, want.Pages, false), Tables: doc.Tables, Drawn: map[int][]byte{}}
	chosen := slices.DeleteFunc(slices.Clone(doc.Pages), func(p page.Page) bool { return !want.Pages.has(p.Number) })
	if want.Choice.Made() {
		t.Tables = want.Choice.Pages(chosen)
	}
	t.Tables = want.Pages.of(t.Tables)
	if want.As != "" {
		var b bytes.Buffer
		err = render.File(&b, want.As, want.Several, name, t.Tables)
		t.Tables, t.Printed = nil, b.Bytes()
	}
	for i := range chosen {
		if n := chosen[i].Number; want.SVG && err == nil {
			t.Drawn[n], err = show(doc, &wanted{Page: n, Show: debugViews, SVG: true})
		}
	}
	return t, err
}

// piece recognises some pages of a document, which go into it elsewhere.
func (r reading) piece(ctx context.Context, t archive.Task, data []byte, pages []int) ([]byte, error) {
	list, err := extract.Recognise(ctx, t.File, data, pages, r.options)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = gob.NewEncoder(&out).Encode(list)
	return out.Bytes(), err
}

// knownPages are the pages of pieces, by their numbers.
func knownPages(pieces [][]byte) (map[int]page.Page, error) {
	known := map[int]page.Page{}
	for _, p := range pieces {
		var list []page.Page
		if err := gob.NewDecoder(bytes.NewReader(p)).Decode(&list); err != nil {
			return nil, err
		}
		for _, one := range list {
			known[one.Number] = one
		}
	}
	return known, nil
}
