package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// A Lock is held by one process until it drops it or ends, in whatever way.
type Lock struct{ file *flock.Flock }

// ErrHeld tells that another process has a lock.
var ErrHeld = errors.New("another run is writing there")

// lockEvery is how often a lock that another process has is asked for.
const lockEvery = 20 * time.Millisecond

// Try takes the lock that is the file called name, which is made. The error is ErrHeld where another has it.
func Try(name string) (*Lock, error) {
	for {
		if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%w: %s is no ordinary file", ErrForeign, name)
		}
		file := flock.New(name)
		ok, err := file.TryLock()
		if errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err != nil || !ok {
			file.Close()
			return nil, errors.Join(err, ErrHeld)
		}
		l := &Lock{file}
		if l.current(name) {
			return l, nil
		}
		file.Close() // whoever had it removed the file
	}
}

// current says that the file that is held is the one that has the name.
func (l *Lock) current(name string) bool {
	held, err := l.file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(name)
	return err == nil && os.SameFile(held, named)
}

// Take takes a lock when it is free.
func Take(ctx context.Context, name string) (*Lock, error) {
	for {
		l, err := Try(name)
		if !errors.Is(err, ErrHeld) {
			return l, err
		}
		select {
		case <-time.After(lockEvery):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Drop removes the file and lets others take the lock.
func (l *Lock) Drop() {
	os.Remove(l.file.Path())
	l.file.Close()
}

// ErrForeign tells that files are in the way that this program did not write, or that were changed since.
var ErrForeign = errors.New("files are there that this program did not write as they are now")
