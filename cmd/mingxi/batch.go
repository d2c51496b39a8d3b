package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// A batch is what became of the files of one run.
type batch struct {
	tally  *tally
	unread int  // files that could not be read
	noOCR  bool // pages are lost because nothing recognises them
	told   bool // why pages are lost, which is the same for all files
}

// readOne reads the only file of a run, if there is one, in this process. If it cannot be read, that is
// told and counted, and there is no dataset; so are the problems there were in finding it. The error is
// that the context ended.
func (b *batch) readOne(ctx context.Context, o *opened, stderr io.Writer, quiet bool) (*normalize.Dataset, error) {
	b.unread += len(o.problems)
	for _, p := range slices.Concat(o.notes, o.problems) {
		o.complain(stderr, p)
	}
	if len(o.files) == 0 {
		return nil, ctx.Err()
	}
	bar := newProgress(stderr, quiet)
	o.options.Progress = bar.page
	ds, err := read(ctx, o.files[0], o.options)
	if err == nil {
		err = o.flags.previous.against(ds)
	}
	bar.finish()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		b.unread++
		o.complain(stderr, o.flags.plainly(o.files[0], err))
		return nil, nil
	}
	if complaint := b.take(ds, o.flags); complaint != nil {
		complain(stderr, complaint)
	}
	return ds, nil
}

// take counts a document that was read. It gives what is to be said of it.
func (b *batch) take(ds *normalize.Dataset, r *readFlags) error {
	b.tally.add(ds)
	lost := unrecognised(ds)
	if lost == 0 {
		return nil
	}
	b.noOCR = b.noOCR || r.ocr != ocrNever
	what := unreadPictures(lost)
	if !b.told {
		what = r.whyLost(lost)
	}
	b.told = true
	return fmt.Errorf("%s: %s", ds.Disclosures[0].File, what)
}

// unrecognised counts the pages of a document that are lost without recognition.
func unrecognised(ds *normalize.Dataset) int {
	var lost []int
	for _, f := range ds.Findings {
		if f.Code == codes.PageNeedsOCR {
			lost = append(lost, f.Page)
		}
	}
	return lostPages(lost, ds.Disclosures[0].Pages)
}

// outcome is the exit status that the inputs and the findings ask for. bad are the severities that
// make it one of failure.
func (b *batch) outcome(bad []normalize.Severity) error {
	if err := inputStatus(b.unread, b.noOCR); err != nil {
		return err
	}
	if slices.ContainsFunc(bad, func(s normalize.Severity) bool { return b.tally.severities[s] > 0 }) {
		return &failure{status: exitFindings}
	}
	return nil
}
