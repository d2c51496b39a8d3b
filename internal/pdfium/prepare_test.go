package pdfium

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// A process that was stopped while it prepared holds no other up for ever.
func TestWaitsForAnotherThatPrepares(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir, err := folderOfCache()
	if err != nil {
		t.Skip(err)
	}
	alone(time.Second)()
	other := flock.New(filepath.Join(dir, "preparing"))
	if ok, err := other.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	defer other.Close()
	began := time.Now()
	alone(300 * time.Millisecond)()
	if waited := time.Since(began); waited < 300*time.Millisecond || waited > time.Minute {
		t.Errorf("it waited %s", waited)
	}
}
