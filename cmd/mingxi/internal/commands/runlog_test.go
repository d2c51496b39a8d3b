package commands

import (
	"io"
	"testing"
)

// Processes that read several documents side by side tell of their pages at once: nobody watches these, and nothing is kept of them.
func TestPagesOfSeveralDocuments(t *testing.T) {
	log, err := newRunLog(io.Discard, &inputs{files: make([]string, 2)}, false, "text")
	if err != nil {
		t.Fatal(err)
	}
	log.page(false, 1, 2)
	if *log.only != (progress{}) {
		t.Errorf("%+v is kept", *log.only)
	}
}
