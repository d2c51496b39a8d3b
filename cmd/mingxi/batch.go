package main

import (
	"fmt"
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
