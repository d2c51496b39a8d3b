package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingxi/mingxi/internal/file"
)

// draftPrefix begins the name of every draft.
const draftPrefix = ".mingxi-"

// A draft is a folder inside the output folder where files are written before any of them gets its
// name. Either commit or discard ends it.
type draft struct {
	dir   string
	temp  string
	held  *os.File // the lock on temp, which ends with the process; nil where there are no locks
	made  []string // folders that were not there before, outermost first
	files []drafted
}

// A drafted file is written, but not yet under its name.
type drafted struct {
	temp  string // inside the draft, with slashes
	path  string // inside the output folder, with slashes
	about string // the id of the document it is about alone; empty if about all
	bytes int64
	hash  string // SHA-256, hexadecimal
}

// newDraft makes the output folder, if need be, and a draft in it.
func newDraft(dir string) (*draft, error) {
	s := &draft{dir: dir, made: missing(dir)}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		s.removeMade()
		return nil, err
	}
	removeLeft(dir)
	temp, err := os.MkdirTemp(dir, draftPrefix+"*")
	if err != nil {
		s.removeMade()
		return nil, err
	}
	s.temp = temp
	s.held, _ = file.Lock(temp)
	return s, nil
}

// removeLeft removes the drafts that killed runs left: those that no process holds.
func removeLeft(dir string) {
	left, _ := filepath.Glob(filepath.Join(quoteGlob(dir), draftPrefix+"*"))
	for _, name := range left {
		if info, err := os.Lstat(name); err != nil || !info.IsDir() {
			continue
		}
		if held, free := file.Lock(name); free {
			os.RemoveAll(name)
			held.Close()
		}
	}
}

// quoteGlob is a pattern that matches a path and nothing else.
func quoteGlob(path string) string {
	if filepath.Separator == '\\' {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
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

// file writes one file. path has slashes and is relative to the output folder; about is the id of
// the document it is about, if one.
func (s *draft) file(path, about string, write func(io.Writer) error) error {
	name := filepath.Join(s.temp, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	sum := sha256.New()
	counted := &counter{w: io.MultiWriter(f, sum)}
	err = write(counted)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.files = append(s.files, drafted{path, path, about, counted.n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// paths are those that the drafted files will have inside the output folder.
func (s *draft) paths() []string {
	paths := make([]string, len(s.files))
	for i, f := range s.files {
		paths[i] = f.path
	}
	return paths
}

// commit gives every file its name, in the order they were written, and ends the draft.
func (s *draft) commit() error {
	for _, f := range s.files {
		to := filepath.Join(s.dir, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(s.temp, filepath.FromSlash(f.temp)), to); err != nil {
			return err
		}
	}
	s.made = nil
	return s.removeTemp()
}

func (s *draft) removeTemp() error {
	err := os.RemoveAll(s.temp)
	if s.held != nil {
		s.held.Close()
		s.held = nil
	}
	return err
}

// discard removes what the draft left. After commit it does nothing.
func (s *draft) discard() {
	s.removeTemp()
	s.removeMade()
}

// removeMade removes the folders that were made and are still empty.
func (s *draft) removeMade() {
	for i := len(s.made) - 1; i >= 0; i-- {
		os.Remove(s.made[i])
	}
}

// A counter counts the bytes that go through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
