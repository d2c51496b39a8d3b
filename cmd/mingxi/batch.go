package main

import (
	"context"
	"io"
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

// readAll reads every file that the arguments name. One that cannot be read is reported and counted,
// and the others are read. The error is that the context ended.
func (b *batch) readAll(ctx context.Context, args []string, r *reading, opt extract.Options, stderr io.Writer, quiet bool) error {
	files, problems := expand(args)
	b.unread += len(problems)
	bar := newProgress(stderr, len(files), quiet)
	defer bar.finish()
	for _, p := range problems {
		bar.say("mingxi: %v\n", p)
	}
	opt.Progress = bar.page
	for _, name := range files {
		bar.start(name)
		ds, err := read(ctx, name, opt)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		bar.done()
		if err != nil {
			b.unread++
			bar.say("mingxi: %v\n", r.plainly(name, err))
			continue
		}
		b.read++
		if first, ok := b.twice(ds, name); ok {
			bar.say("mingxi: %s: the same file as %s; read once\n", name, first)
			continue
		}
		if lost := unrecognised(ds); lost > 0 {
			b.noOCR = b.noOCR || r.ocr != ocrNever
			bar.say("mingxi: %s: %s\n", name, r.whyLost(lost))
		}
		b.dataset.Append(ds)
	}
	return nil
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
	isBad := func(f normalize.Finding) bool { return slices.Contains(bad, f.Severity) }
	switch {
	case b.unread > 0:
		return &failure{status: exitUnread}
	case b.noOCR:
		return &failure{status: exitNoOCR}
	case slices.ContainsFunc(b.dataset.Findings, isBad):
		return &failure{status: exitFindings}
	}
	return nil
}
