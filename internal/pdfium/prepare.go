package pdfium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// compiledWith are the modules that say what PDFium is compiled to.
var compiledWith = []string{"github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero"}

// ErrUnprepared says that PDFium was not compiled on this machine before, in a process that can no longer keep what it
// compiles.
var ErrUnprepared = errors.New("what draws pages is not ready")

// ErrUnable says that PDFium cannot be compiled on this machine, or not within the limits of this process.
var ErrUnable = errors.New("what draws pages cannot be made ready")

// KeepNothing tells that this process is about to give up writing into the user's cache folder, and what Prepare failed with, nil where it did not or
// was not asked. Unless PDFium was prepared, by this process or before, its drawings are ErrUnprepared from here on, or ErrUnable: to compile it for
// one process alone takes seconds and hundreds of megabytes each time.
func KeepNothing(failed error) {
	shared.take(context.Background())
	defer shared.give()
	name, there := prepared()
	switch {
	case failed != nil:
		shared.lacking = fmt.Errorf("%w: %w", ErrUnable, failed)
	case name != "" && !there && !shared.code.inMemory:
		shared.lacking = ErrUnprepared
	default:
		shared.lacking = nil
	}
}

// Prepare has PDFium compiled into the user's cache folder, if that was not done before, for processes that may not write
// there. One process compiles, and others wait for it. Where there is no such folder, or it cannot be written to, each
// process compiles for itself.
func Prepare() error {
	if name, there := prepared(); there || name == "" {
		return nil
	}
	defer alone(longestWait)()
	done, there := prepared()
	if there { // by another process, meanwhile
		return nil
	}
	if err := shared.take(context.Background()); err != nil {
		return err
	}
	defer shared.give()
	defer shared.stop()
	if err := errors.Join(shared.start(true), shared.start(false)); err != nil {
		return err
	}
	if shared.code.inMemory {
		return nil
	}
	return os.WriteFile(done, nil, 0o666)
}

// longestWait is how long a process waits for another that prepares, which takes seconds: it may have been stopped.
const longestWait = 2 * time.Minute

// alone waits until no other process prepares, or long enough, and gives what lets them.
func alone(longest time.Duration) (done func()) {
	nothing := func() {}
	dir, err := folderOfCache()
	if err != nil || os.MkdirAll(dir, 0o777) != nil {
		return nothing
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	lock := flock.New(filepath.Join(dir, "preparing"))
	if ok, err := lock.TryLockContext(ctx, 100*time.Millisecond); !ok || err != nil {
		return nothing
	}
	return func() { lock.Close() }
}

// prepared is the name of the file that says that PDFium was compiled, empty where there is no folder for it, and
// whether it is there.
func prepared() (name string, there bool) {
	dir, err := folderOfCache()
	if err != nil {
		return "", false
	}
	name = filepath.Join(dir, preparedName())
	_, err = os.Stat(name)
	return name, err == nil
}

// preparedName is the file that says that PDFium was compiled.
func preparedName() string {
	name := "prepared"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			for _, path := range compiledWith {
				if m.Path == path {
					name += "-" + strings.TrimPrefix(m.Version, "v")
				}
			}
		}
	}
	return name
}

// Needs are the folders that PDFium reads: what it was compiled to, and fonts.
func Needs() []string {
	var list []string
	if dir, err := folderOfCache(); err == nil {
		list = append(list, dir)
	}
	for _, dirs := range fontsOf {
		list = append(list, dirs...)
	}
	return list
}

// folderOfCache is the folder for what PDFium is compiled to.
func folderOfCache() (string, error) {
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, folderOfCode), err
}
