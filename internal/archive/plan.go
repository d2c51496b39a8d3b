package archive

import (
	"context"
	"errors"
	"os/exec"
	"time"

	"github.com/mingxi/mingxi/normalize"
)

// A Plan says what to read and how.
type Plan struct {
	Files       []string                  // in the order of the dataset
	Version     string                    // names the program and the options that change what is read
	Command     func() *exec.Cmd          // starts a worker, a process that calls Serve
	Setup       []byte                    // handed to every worker when it starts
	Width       int                       // documents at a time
	Cores       int                       // shared among the documents in hand
	ScanWidth   int                       // of those whose pages are recognised, beside the others; 0: none are recognised
	Gone        map[string]string         // files that are no longer there, with the SHA-256 of what they held: what is kept of them is taken
	AllScans    bool                      // every page of every document is recognised
	Timeout     time.Duration             // for one document; 0: no limit
	Memory      int64                     // for one worker, bytes
	MostBytes   int64                     // of one file; what is larger is not read
	Told        map[string]normalize.Told // what is known of files from elsewhere, by their names in Files
	RetryFailed bool                      // try again what failed in an earlier run
	Alone       bool                      // there is one document: it is given up when the context ends, and no failure is remembered
	Workbooks   bool                      // workers make each document's workbook, too
	Advice      map[Cause]string          // what to do about failures; it follows their reasons

	Elsewhere func(context.Context, Errand) (Answer, *Failure, error) // has documents read by other machines, many at a time; nil: they are read by workers of this one
	Apart     int                                                     // errands at a time

	Finished func(Fate)                              // is told what became of a file as soon as that is known, in any order, each once; may be nil
	Progress func(recognising bool, done, pages int) // is told of the document in hand, where there is one worker; may be nil

	Bundle func([]normalize.Disclosure)   // says which documents are reconciled as one; nil: each alone
	Join   func(*normalize.Dataset) error // reconciles the documents of one bundle, each of which was alone, as persons corrected them

	Corrected func(sha256 string) string // names what persons said of a document, empty if nothing: Join takes it in, and bundles with it; nil: of none
}

// An Errand is a document that other machines are to read. What comes of it is kept by Work.Keep before it is
// answered for.
type Errand struct {
	Task
	Key      string // of its portion
	SHA256   string // of its bytes
	Pictures []int  // where pages are to be recognised: those that are known to be pictures
}

// A Fate is what became of one file.
type Fate struct {
	File      string
	Key       string        // of its portion; empty if there is none
	Bundled   string        // of its portion as reconciled with its bundle; empty if it is alone
	Document  string        // SHA-256 of its bytes; empty if they could not be had
	Alike     string        // the file whose SHA-256 begins with the same digits, so that this one's ID is longer; mostly none
	Duplicate string        // the file with the same bytes that is read in its place
	Failure   *Failure      // why it could not be read
	Kept      bool          // known from an earlier run
	Pages     int           // read in this run
	Took      time.Duration // in this run

	id      string                // of the document
	edition int                   // as normalize.FindEditions numbers it
	counts  *normalize.Disclosure // the edition that counts in its place; nil if it counts itself
}

// ErrInterrupted tells that the context ended before all documents were read. Those that are read are
// kept.
var ErrInterrupted = errors.New("interrupted")
