package dataset

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"testing"
)

// Files that are written side by side stand in the draft in their order. One that fails, or a context that ends, leaves none of them in it.
func TestFilesSideBySide(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s, err := newDraft(ctx, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.discard()
	const n = 60
	of := func(folder string, write func(io.Writer) error) func(int) sheaf {
		return func(i int) sheaf { return sheaf{fmt.Sprintf("%s/%d.csv", folder, i), "", write} }
	}
	say := func(w io.Writer) error { _, err := io.WriteString(w, "1\r\n"); return err }
	if err := s.sideBySide(ctx, 4, n, of("a", say)); err != nil {
		t.Fatal(err)
	}
	for i, f := range s.files {
		if f.path != fmt.Sprintf("a/%d.csv", i) || f.bytes != 3 {
			t.Fatalf("file %d is %s of %d bytes", i, f.path, f.bytes)
		}
	}
	broken, begun := errors.New("broken"), atomic.Int64{}
	fail := func(io.Writer) error { begun.Add(1); return broken }
	if err := s.sideBySide(ctx, 4, n, of("b", fail)); !errors.Is(err, broken) {
		t.Errorf("error %v, want the one of the file", err)
	}
	if begun.Load() > 4 {
		t.Errorf("%d files were begun after one failed", begun.Load())
	}
	cancel()
	if err := s.sideBySide(ctx, 4, n, of("c", say)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if len(s.files) != n {
		t.Errorf("%d files in the draft, want %d", len(s.files), n)
	}
}
