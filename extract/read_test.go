package extract

import (
	"errors"
	"os"
	"path/filepath"
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
