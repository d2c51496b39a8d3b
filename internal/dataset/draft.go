package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/folder"
)

// A draft is a dataset being written. Either commit or discard ends it.
type draft struct {
	folder *folder.Folder
	set    *folder.Draft
	temp   string // a folder for what does not stay
	files  []drafted
}

// newDraft takes the output folder, which it makes if need be, for this process, and begins a dataset in it.
func newDraft(ctx context.Context, dir string, force bool) (*draft, error) {
	f, err := folder.Open(ctx, dir, force)
	if err != nil {
		return nil, err
	}
	set, err := f.Draft()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &draft{folder: f, set: set, temp: set.Temp}, nil
}

// A sheaf is a file that is to be written: path has slashes and is relative to the output folder; about is the id of
// the document it is about, if one.
type sheaf struct {
	path, about string
	write       func(io.Writer) error
}

// file writes one file.
func (s *draft) file(path, about string, write func(io.Writer) error) error {
	f, err := s.written(sheaf{path, about, write})
	if err == nil {
		s.files = append(s.files, f)
	}
	return err
}

// sideBySide writes n files, so many at a time. They stand in the draft in their order.
func (s *draft) sideBySide(ctx context.Context, width, n int, of func(int) sheaf) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	files := make([]drafted, n)
	page.EachAtOnce(width, n, func(i int) {
		if ctx.Err() != nil {
			return
		}
		var err error
		if files[i], err = s.written(of(i)); err != nil {
			stop(err)
		}
	})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	s.files = append(s.files, files...)
	return nil
}

// written writes a file.
func (s *draft) written(one sheaf) (drafted, error) {
	name := s.set.Name(one.path)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return drafted{}, err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return drafted{}, err
	}
	sum := sha256.New()
	counted := &counter{w: io.MultiWriter(f, sum)}
	err = one.write(counted)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return drafted{}, fmt.Errorf("%s: %w", one.path, err)
	}
	return drafted{one.path, one.path, one.about, counted.n, hex.EncodeToString(sum.Sum(nil))}, nil
}

// commit makes the draft the dataset that the folder holds. mark names what it was made from.
// kept are files of the dataset before that stay.
func (s *draft) commit(mark string, before dataPackage, kept []string) error {
	set := folder.Set{Mark: mark}
	for _, f := range kept {
		set.Files = append(set.Files, folder.File{Path: f})
	}
	for _, f := range s.files {
		if f.temp != f.path {
			if err := os.Rename(s.set.Name(f.temp), s.set.Name(f.path)); err != nil {
				return err
			}
		}
		set.Files = append(set.Files, folder.File{Path: f.path, Hash: f.hash})
	}
	return s.set.Commit(set, before.written())
}

// discard removes what the draft left, and lets others write into the folder.
func (s *draft) discard() {
	s.set.Discard()
	s.folder.Close()
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

// sqliteName is the database's name in a dataset.
const sqliteName = "dataset.sqlite"
