package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
)

// A batch is the files of one run, and what became of them.
type batch struct {
	dataset normalize.Dataset
	read    int               // files that could be read
	unread  int               // files that could not
	noOCR   bool              // pages are lost because nothing recognises them
	seen    map[string]string // the name under which a document was read first, by its id
}

// readAll reads files, several at a time, and takes them in order. One that cannot be read is reported
// and counted, and the others are read; so are the problems there were in finding them. The error is
// that the context ended.
func (b *batch) readAll(ctx context.Context, files []string, problems []error, r *reading, opt extract.Options, stderr io.Writer, quiet bool) error {
	b.unread += len(problems)
	bar := newProgress(stderr, len(files), quiet)
	defer bar.finish()
	for _, p := range problems {
		bar.say("mingxi: %v\n", p)
	}
	opt.Progress = bar.page
	for name, result := range readEach(ctx, files, opt) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		bar.done(name)
		if complaint := b.take(name, result, r); complaint != nil {
			bar.say("mingxi: %v\n", complaint)
		}
	}
	return ctx.Err()
}

// take adds a file that was read to the batch, or counts it as unread. It gives what is to be said.
func (b *batch) take(name string, result readResult, r *reading) error {
	if result.err != nil {
		b.unread++
		return r.plainly(name, result.err)
	}
	b.read++
	if first, ok := b.twice(result.ds, name); ok {
		return fmt.Errorf("%s: the same file as %s; read once", name, first)
	}
	b.dataset.Append(result.ds)
	if lost := unrecognised(result.ds); lost > 0 {
		b.noOCR = b.noOCR || r.ocr != ocrNever
		return fmt.Errorf("%s: %s", name, r.whyLost(lost))
	}
	return nil
}

// A readResult is what became of one file.
type readResult struct {
	ds  *normalize.Dataset
	err error
}

// readEach reads files, as many at a time as there are processors, and gives them in their order.
// No file is begun while that many wait to be taken, so that memory does not grow with their number.
func readEach(ctx context.Context, files []string, opt extract.Options) iter.Seq2[string, readResult] {
	return func(yield func(string, readResult) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		ahead := runtime.GOMAXPROCS(0)
		results := make([]chan readResult, len(files))
		start := func(i int) {
			results[i] = make(chan readResult, 1)
			go func() {
				ds, err := read(ctx, files[i], opt)
				results[i] <- readResult{ds, err}
			}()
		}
		for i := range min(ahead, len(files)) {
			start(i)
		}
		for i, name := range files {
			result := <-results[i]
			results[i] = nil
			if i+ahead < len(files) {
				start(i + ahead)
			}
			if !yield(name, result) {
				return
			}
		}
	}
}

// unrecognised counts the pages of a document that are lost without recognition.
func unrecognised(ds *normalize.Dataset) int {
	var lost []int
	for _, f := range ds.Findings {
		if f.Code == normalize.PageNeedsOCR {
			lost = append(lost, f.Page)
		}
	}
	return lostPages(lost, ds.Disclosures[0].Pages)
}

// twice says under which name a document was read already.
func (b *batch) twice(ds *normalize.Dataset, name string) (string, bool) {
	id := ds.Disclosures[0].ID
	first, ok := b.seen[id]
	if !ok {
		b.seen[id] = name
	}
	return first, ok
}

// outcome is the exit status that the inputs and the findings ask for. bad are the severities that
// make it one of failure.
func (b *batch) outcome(bad []normalize.Severity) error {
	if err := inputStatus(b.unread, b.noOCR); err != nil {
		return err
	}
	isBad := func(f normalize.Finding) bool { return slices.Contains(bad, f.Severity) }
	if slices.ContainsFunc(b.dataset.Findings, isBad) {
		return &failure{status: exitFindings}
	}
	return nil
}
