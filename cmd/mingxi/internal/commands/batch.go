package commands

import (
	"bytes"
	"encoding/gob"
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// A batch is what became of the files of one run.
type batch struct {
	tally  *tally
	unread int  // files that could not be read
	lost   int  // files of which pages are lost
	noOCR  bool // pages are lost because nothing recognises them

	complaints []string // what is to be said of documents
	why        bool     // why pages are not recognised is among it
}

// take counts a document that was read.
func (b *batch) take(ds *normalize.Dataset, r *readFlags) {
	b.tally.add(ds)
	losses := lossesOf(ds)
	for _, t := range losses {
		b.complaints = append(b.complaints, t.said(ds.Disclosures[0].File).Error())
	}
	if len(losses) > 0 {
		b.lost++
	}
	lost := unrecognised(ds)
	if lost == 0 {
		return
	}
	b.noOCR = b.noOCR || r.ocr != ocrNever
	what := unreadPictures(lost)
	if !b.why { // it is the same for all
		what, b.why = r.whyLost(lost), true
	}
	b.complaints = append(b.complaints, ds.Disclosures[0].File+": "+what)
}

// A noted batch is one as it is kept between runs.
type noted struct {
	Tally      *tally
	Lost       int
	NoOCR      bool
	Complaints []string
}

// bytes are those of the batch as it is kept, but for the files that could not be read.
func (b *batch) bytes() []byte {
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(noted{b.tally, b.lost, b.noOCR, b.complaints}); err != nil {
		return nil // it is found out again
	}
	return out.Bytes()
}

// batchOf is the batch that was kept; nil if there is none.
func batchOf(data []byte) *batch {
	n := noted{Tally: newTally()} // where its maps are empty, nothing is kept of them
	if len(data) == 0 || gob.NewDecoder(bytes.NewReader(data)).Decode(&n) != nil {
		return nil
	}
	return &batch{tally: n.Tally, lost: n.Lost, noOCR: n.NoOCR, complaints: n.Complaints}
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
	if err := inputStatus(b.unread+b.lost, b.noOCR); err != nil {
		return err
	}
	if slices.ContainsFunc(bad, func(s normalize.Severity) bool { return b.tally.Severities[s] > 0 }) {
		return &failure{status: ExitFindings}
	}
	return nil
}
