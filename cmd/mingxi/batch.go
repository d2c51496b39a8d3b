package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/mingxi/mingxi/extract"
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
func (b *batch) readOne(ctx context.Context, files []string, problems []error, r *reading, opt extract.Options, stderr io.Writer, quiet bool) (*normalize.Dataset, error) {
	b.unread += len(problems)
	for _, p := range problems {
		fmt.Fprintf(stderr, "mingxi: %v\n", visible(p.Error()))
	}
	if len(files) == 0 {
		return nil, ctx.Err()
	}
	bar := newProgress(stderr, quiet)
	opt.Progress = bar.page
	ds, err := read(ctx, files[0], opt)
	if err == nil {
		err = r.previous.against(ds)
	}
	bar.finish()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		b.unread++
		fmt.Fprintf(stderr, "mingxi: %v\n", visible(r.plainly(files[0], err).Error()))
		return nil, nil
	}
	if complaint := b.take(ds, r); complaint != nil {
		fmt.Fprintf(stderr, "mingxi: %v\n", visible(complaint.Error()))
	}
	return ds, nil
}

// take counts a document that was read. It gives what is to be said of it.
func (b *batch) take(ds *normalize.Dataset, r *reading) error {
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
		if f.Code == normalize.PageNeedsOCR {
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
