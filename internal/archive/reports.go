package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset"
)

// Names of the files that tell of a run; they are no part of the dataset.
const (
	FailuresFile   = "failures.csv"
	DuplicatesFile = "duplicates.csv"
)

// reports are the files that tell of a run: their columns, and what they say of a file, if anything.
var reports = []struct {
	name   string
	header []string
	row    func(Fate) []string
}{
	{FailuresFile, []string{"file", "class", "reason", "seconds"}, func(o Fate) []string {
		if o.Failure == nil {
			return nil
		}
		return []string{printable(o.File), string(o.Failure.Class), printable(o.Failure.Reason), strconv.FormatFloat(o.Failure.Took.Seconds(), 'f', 1, 64)}
	}},
	{DuplicatesFile, []string{"file", "same_as", "sha256"}, func(o Fate) []string {
		if o.Duplicate == "" {
			return nil
		}
		return []string{printable(o.File), printable(o.Duplicate), o.Document}
	}},
}

// WriteReports writes, beside the dataset in the folder dir, a row for each file that could not be read and
// for each that was left out because another has the same bytes; as a kind of CSV. The error is or wraps dataset.ErrForeign where others' files have these names, unless they may be
// overwritten by force.
func WriteReports(dir string, fates []Fate, kind dataset.Format, force bool) error {
	if err := ReportsWritable(dir); err != nil && !force {
		return err
	}
	s := &store{dir: filepath.Join(dir, workFolder)}
	for _, r := range reports {
		var b bytes.Buffer
		var rows [][]string
		for _, o := range fates {
			if row := r.row(o); row != nil {
				rows = append(rows, row)
			}
		}
		if err := errors.Join(kind.WriteRows(&b, r.header, slices.Values(rows)), s.write(filepath.Join(dir, r.name), b.Bytes())); err != nil {
			return err
		}
	}
	return nil
}

// ReportsWritable says whether WriteReports may write into the folder dir: where files of their names are, they
// must be those of an earlier run.
func ReportsWritable(dir string) error {
	for _, r := range reports {
		name := filepath.Join(dir, r.name)
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%w and that would be overwritten: %s", dataset.ErrForeign, r.name)
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		line, _ := bufio.NewReader(io.LimitReader(f, 1000)).ReadString('\n')
		f.Close()
		if strings.TrimRight(strings.TrimPrefix(line, "\uFEFF"), "\r\n") != strings.Join(r.header, ",") {
			return fmt.Errorf("%w and that would be overwritten: %s", dataset.ErrForeign, r.name)
		}
	}
	return nil
}

// printable is a name with what is not UTF-8 replaced.
func printable(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
