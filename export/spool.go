package export

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi/normalize"
)

// A spool keeps the rows of every resource in files, so that they can be read again and again
// without holding them: each value as its length and its bytes.
type spool struct {
	dir   string
	files map[string]*spoolFile // by resource; those of findings by resource and severity
	docs  []normalize.Disclosure
}

type spoolFile struct {
	file *os.File
	out  *bufio.Writer
}

// newSpool gathers the rows of all parts in files of their own in a new folder inside dir.
func newSpool(dir string, parts Parts) (*spool, error) {
	dir, err := os.MkdirTemp(dir, "rows-")
	if err != nil {
		return nil, err
	}
	s := &spool{dir: dir, files: map[string]*spoolFile{}}
	err = s.fill(parts)
	for _, f := range s.files {
		err = errors.Join(err, f.out.Flush(), f.file.Close())
	}
	if err != nil {
		s.remove()
		return nil, err
	}
	return s, nil
}

func (s *spool) remove() { os.RemoveAll(s.dir) }

func (s *spool) fill(parts Parts) error {
	for ds, err := range parts {
		if err != nil {
			return err
		}
		s.docs = append(s.docs, ds.Disclosures...)
		for _, r := range resources {
			if err := s.add(r, ds); err != nil {
				return err
			}
		}
	}
	return nil
}

// add adds the rows that a part has of a resource.
func (s *spool) add(r resource, ds *normalize.Dataset) error {
	if r.name != findings.name {
		return s.append(r.name, r.rows(ds))
	}
	for _, rank := range ranks {
		worse := &normalize.Dataset{}
		for _, f := range ds.Findings {
			if f.Severity.Rank() == rank {
				worse.Findings = append(worse.Findings, f)
			}
		}
		if err := s.append(rankedName(rank), r.rows(worse)); err != nil {
			return err
		}
	}
	return nil
}

// ranks are those of the severities, worst first: findings stand by severity before document.
var ranks = []int{normalize.Error.Rank(), normalize.Warning.Rank(), normalize.Info.Rank()}

func rankedName(rank int) string { return fmt.Sprintf("%s-%d", findings.name, rank) }

func (s *spool) append(name string, rows iter.Seq[[]string]) error {
	f, err := s.file(name)
	if err != nil {
		return err
	}
	var line []byte
	for row := range rows {
		line = line[:0]
		for _, v := range row {
			line = binary.AppendUvarint(line, uint64(len(v)))
			line = append(line, v...)
		}
		if _, err := f.out.Write(line); err != nil {
			return err
		}
	}
	return nil
}

func (s *spool) file(name string) (*spoolFile, error) {
	if f, ok := s.files[name]; ok {
		return f, nil
	}
	file, err := os.Create(filepath.Join(s.dir, name))
	if err != nil {
		return nil, err
	}
	f := &spoolFile{file, bufio.NewWriter(file)}
	s.files[name] = f
	return f, nil
}

// rows gives the rows of a resource in their order. A failure is kept in failed.
func (s *spool) rows(r resource, failed *error) iter.Seq[[]string] {
	names := []string{r.name}
	if r.name == findings.name {
		names = nil
		for _, rank := range ranks {
			names = append(names, rankedName(rank))
		}
	}
	return func(yield func([]string) bool) {
		for _, name := range names {
			more, err := s.read(name, len(r.fields), yield)
			if err != nil && *failed == nil {
				*failed = err
			}
			if err != nil || !more {
				return
			}
		}
	}
}

// read gives the rows of one file, and whether more are wanted.
func (s *spool) read(name string, fields int, yield func([]string) bool) (bool, error) {
	if s.files[name] == nil {
		return true, nil
	}
	f, err := os.Open(filepath.Join(s.dir, name))
	if err != nil {
		return false, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	row := make([]string, fields)
	for {
		if _, err := in.Peek(1); errors.Is(err, io.EOF) {
			return true, nil
		}
		for i := range row {
			if row[i], err = readValue(in); err != nil {
				return false, err
			}
		}
		if !yield(row) {
			return false, nil
		}
	}
}

func readValue(in *bufio.Reader) (string, error) {
	n, err := binary.ReadUvarint(in)
	if err != nil {
		return "", err
	}
	value := make([]byte, n)
	_, err = io.ReadFull(in, value)
	return string(value), err
}
