package dataset

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// A spool keeps the rows of every resource in files, so that they can be read again and again
// without holding them: of each row the lengths of its values, then their bytes.
type spool struct {
	dir   string
	files map[string]*spoolFile // by resource; those of findings by resource and severity
}

type spoolFile struct {
	file *os.File
	out  *bufio.Writer
}

// newSpool makes an empty spool in a new folder inside dir.
func newSpool(dir string) (*spool, error) {
	dir, err := os.MkdirTemp(dir, "rows-")
	if err != nil {
		return nil, err
	}
	return &spool{dir, map[string]*spoolFile{}}, nil
}

// remove ends the spool and removes its files.
func (s *spool) remove() {
	s.flush()
	os.RemoveAll(s.dir)
}

// flush ends the writing of rows.
func (s *spool) flush() error {
	var err error
	for _, f := range s.files {
		if f.out != nil {
			err = errors.Join(err, f.out.Flush(), f.file.Close())
			f.out = nil
		}
	}
	return err
}

// spooled are the rows of a dataset as a spool keeps them, by its files.
func spooled(ds *normalize.Dataset) map[string][]byte {
	rows := map[string][]byte{}
	for _, r := range contract.All() {
		if r.Name != contract.Findings().Name && r.Common == nil {
			rows[r.Name] = spoolRows(r.Rows(ds))
		}
	}
	for _, rank := range ranks {
		worse := &normalize.Dataset{}
		for _, f := range ds.Findings {
			if f.Severity.Rank() == rank {
				worse.Findings = append(worse.Findings, f)
			}
		}
		rows[rankedName(rank)] = spoolRows(contract.Findings().Rows(worse))
	}
	return rows
}

// ranks are those of the severities, worst first: findings stand by severity before document.
var ranks = []int{normalize.Error.Rank(), normalize.Warning.Rank(), normalize.Info.Rank()}

func rankedName(rank int) string { return fmt.Sprintf("%s-%d", contract.Findings().Name, rank) }

func spoolRows(rows iter.Seq[[]string]) []byte {
	var b []byte
	for row := range rows {
		for _, v := range row {
			b = binary.AppendUvarint(b, uint64(len(v)))
		}
		for _, v := range row {
			b = append(b, v...)
		}
	}
	return b
}

// append adds rows to files of the spool.
func (s *spool) append(rows map[string][]byte) error {
	for name, b := range rows {
		f, err := s.file(name)
		if err != nil {
			return err
		}
		if _, err := f.out.Write(b); err != nil {
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
func (s *spool) rows(r contract.Resource, failed *error) iter.Seq[[]string] {
	names := []string{r.Name}
	if r.Name == contract.Findings().Name {
		names = nil
		for _, rank := range ranks {
			names = append(names, rankedName(rank))
		}
	}
	return func(yield func([]string) bool) {
		for _, name := range names {
			more, err := s.read(name, len(r.Fields), yield)
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
		if err := readRow(in, row); err != nil {
			return false, err
		}
		if !yield(row) {
			return false, nil
		}
	}
}

// readRow reads the next row, whose values have one memory: they are many, and most are short.
func readRow(in *bufio.Reader, row []string) error {
	ends, size := make([]int, len(row)), 0
	for i := range row {
		n, err := binary.ReadUvarint(in)
		if err != nil {
			return err
		}
		size += int(n)
		ends[i] = size
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(in, text); err != nil {
		return err
	}
	all, begin := string(text), 0
	for i, end := range ends {
		row[i], begin = all[begin:end], end
	}
	return nil
}
