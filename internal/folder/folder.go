// Package folder writes sets of files into a folder that people have, too. A new set stands complete beside
// the old one before any of it has a name, and one rename decides which of the two the folder holds: a run that
// ends before it leaves the old set, one that ends after it leaves a set whose files get their names when the
// folder is opened again. Nothing is overwritten or removed that was not written here, unless that is asked for,
// and nothing is written outside the folder, whatever links are in it.
//
// The folder itself is never exchanged for another: it can be where a disk is mounted or where a shell stands, it
// holds files of other people, and not every system can exchange two folders.
package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Work is the folder inside for what is no part of the set: what is being written, what was written, and what
// others keep between runs.
const Work = ".mingxi"

// Names inside the work folder.
const (
	lockName    = Work + "/lock"    // held by whoever writes
	holdName    = Work + "/run"     // held by a run from its begin to its end
	writtenName = Work + "/written" // the Set that the folder holds
	draftName   = Work + "/draft"   // a set being written
	commitName  = Work + "/commit"  // a set that is whole and gets its names
	filesName   = "files"           // the files of either
	afterName   = "written"         // the Set that the folder then holds
	beforeName  = "before"          // the Set that it held
)

// A Folder is open for one process to write into.
type Folder struct {
	Dir string

	force bool // files that were not written here may be overwritten, too
	root  *os.Root
	lock  *Lock
	made  []string                // folders that were not there before, outermost first
	step  func(what string) error // before each change of the disk; in tests, where an error ends all
}

// Open takes a folder, which is made if need be, and waits while another process writes into it. What a run
// that ended has left is brought to its end, or removed. By force, files may be overwritten that were not written
// here.
func Open(ctx context.Context, dir string, force bool) (*Folder, error) {
	return open(ctx, dir, force, func(string) error { return nil })
}

// triedAgain is how often a folder is made that another process, which made it first, removes because it has
// nothing to write.
const triedAgain = 100

func open(ctx context.Context, dir string, force bool, step func(string) error) (*Folder, error) {
	for tried := 0; ; tried++ {
		f := &Folder{Dir: dir, force: force, step: step}
		err := f.open(ctx)
		if err == nil {
			return f, nil
		}
		f.Close()
		if !errors.Is(err, fs.ErrNotExist) || tried == triedAgain {
			return nil, err
		}
	}
}

func (f *Folder) open(ctx context.Context) (err error) {
	f.made = missing(f.Dir)
	if err := os.MkdirAll(f.Dir, 0o777); err != nil {
		return err
	}
	if f.root, err = os.OpenRoot(f.Dir); err != nil {
		return err
	}
	if err := makeWork(f.Dir); err != nil {
		return err
	}
	if f.lock, err = Take(ctx, filepath.Join(f.Dir, filepath.FromSlash(lockName))); err != nil {
		return err
	}
	return errors.Join(f.root.RemoveAll(draftName), f.settle())
}

// Close lets others write. A folder that was made and holds nothing is removed.
func (f *Folder) Close() {
	if f.lock != nil {
		f.lock.Drop()
		f.root.Remove(Work) // where nothing is in it
	}
	if f.root != nil {
		f.root.Close()
	}
	for i := len(f.made) - 1; i >= 0; i-- {
		os.Remove(f.made[i])
	}
}

// A Hold is a run's claim on a folder, from before it looks at it until its end. It lets the folder be opened, by
// this run and by others; it only keeps other holds away.
type Hold struct {
	dir  string
	lock *Lock
	made []string
}

// Claim takes the hold on the folder dir, which is made if need be. The error is ErrHeld where another run has it.
func Claim(dir string) (*Hold, error) {
	for tried := 0; ; tried++ {
		h := &Hold{dir: dir, made: missing(dir)}
		err := errors.Join(os.MkdirAll(dir, 0o777), makeWork(dir))
		if err == nil {
			h.lock, err = Try(filepath.Join(dir, filepath.FromSlash(holdName)))
		}
		if err == nil {
			return h, nil
		}
		h.Drop()
		if !errors.Is(err, fs.ErrNotExist) || tried == triedAgain {
			return nil, err
		}
	}
}

// Drop lets another run have the folder. One that was made and holds nothing is removed.
func (h *Hold) Drop() {
	if h.lock != nil {
		h.lock.Drop()
		h.lock = nil
		os.Remove(filepath.Join(h.dir, Work)) // where nothing is in it
	}
	for i := len(h.made) - 1; i >= 0; i-- {
		os.Remove(h.made[i])
	}
	h.made = nil
}

// makeWork makes the work folder inside the folder dir, if need be. A link in its place would lead what is
// written out of the folder.
func makeWork(dir string) error {
	name := filepath.Join(dir, Work)
	if err := os.Mkdir(name, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(name)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%w: %s is no folder", ErrForeign, Work)
	}
	return err
}

// Torn says that a run ended in the folder dir while its files got their names: until it is opened again, it
// holds files of two sets.
func Torn(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(commitName), afterName))
	return err == nil
}

// missing lists the folders that must be made for dir to be there, outermost first.
func missing(dir string) []string {
	_, err := os.Lstat(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent == dir {
		return nil
	}
	return append(missing(parent), dir)
}

// makeFolders makes the folders above a path, and gives them.
func (f *Folder) makeFolders(name string) ([]string, error) {
	above := path.Dir(name)
	if above == "." {
		return []string{above}, nil
	}
	if info, err := f.root.Lstat(above); err == nil && info.IsDir() {
		return []string{above}, nil
	}
	if err := f.step("make " + above); err != nil {
		return nil, err
	}
	return []string{above, path.Dir(above)}, f.root.MkdirAll(above, 0o777)
}
