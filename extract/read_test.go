package extract

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/mingxi/mingxi/internal/pdf"
)

// A file larger than any that is held in memory is refused before it is read. This one is a hole
// and takes no room on the disk.
func TestTooLargeIsRefusedUnread(t *testing.T) {
	name := filepath.Join(t.TempDir(), "hole.pdf")
	if err := os.WriteFile(name, []byte("%PDF-1.7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, 1<<40); err != nil {
		t.Skip("this file system has no files with holes: ", err)
	}
	if _, err := Read(t.Context(), name, Options{}); !errors.Is(err, pdf.ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}

// Without runs everything is made of the pages that is made with them.
func TestNoRuns(t *testing.T) {
	const name = "../testdata/hongqi-2026/doc.pdf"
	with, err := Read(t.Context(), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	without, err := Read(t.Context(), name, Options{NoRuns: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range without.Pages {
		if p := &without.Pages[i]; p.Runs != nil || p.Clipped != nil || p.Rulings != nil || p.Unseen != nil || p.Fills != nil {
			t.Errorf("page %d has %d runs and %d rulings", p.Number, len(p.Runs), len(p.Rulings))
		}
		p := &with.Pages[i]
		p.Runs, p.Clipped, p.Rulings, p.Unseen, p.Fills = nil, nil, nil, nil, nil
	}
	if !reflect.DeepEqual(with, without) {
		t.Error("something else is made of pages whose runs are forgotten")
	}
}
