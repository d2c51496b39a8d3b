package archive

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/export"
)

// Names of the files that tell of a run; they are no part of the dataset.
const (
	FailuresFile   = "failures.csv"
	DuplicatesFile = "duplicates.csv"
)

// byteOrderMark makes Excel read a file as UTF-8.
const byteOrderMark = "\uFEFF"

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
// for each that was left out because another has the same bytes; with a byte order mark if that is asked
// for. The error is or wraps export.ErrForeign where others' files have these names, unless they may be
// overwritten by force.
func WriteReports(dir string, fates []Fate, mark, force bool) error {
	if err := ReportsWritable(dir); err != nil && !force {
		return err
	}
	s := &store{dir: filepath.Join(dir, workFolder)}
	for _, r := range reports {
		var b strings.Builder
		if mark {
			b.WriteString(byteOrderMark)
		}
		rows := [][]string{r.header}
		for _, o := range fates {
			if row := r.row(o); row != nil {
				rows = append(rows, row)
			}
		}
		if err := errors.Join(csv.NewWriter(&b).WriteAll(rows), s.write(filepath.Join(dir, r.name), []byte(b.String()))); err != nil {
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
			return fmt.Errorf("%w and that would be overwritten: %s", export.ErrForeign, r.name)
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		line, _ := bufio.NewReader(io.LimitReader(f, 1000)).ReadString('\n')
		f.Close()
		if strings.TrimRight(strings.TrimPrefix(line, byteOrderMark), "\r\n") != strings.Join(r.header, ",") {
			return fmt.Errorf("%w and that would be overwritten: %s", export.ErrForeign, r.name)
		}
	}
	return nil
}

// printable is a name with what is not UTF-8 replaced.
func printable(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
