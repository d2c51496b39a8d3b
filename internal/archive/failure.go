package archive

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A Class says whether trying again may help.
type Class string

const (
	Transient Class = "transient" // it may: a limit was reached, the file was gone, somebody killed it
	Permanent Class = "permanent" // it will not: the file is what it is
)

// A Failure is why a file could not be read.
type Failure struct {
	File   string
	Class  Class
	Reason string
	Took   time.Duration

	late bool // a limit of time was reached
}

// failuresHeader names the columns of failures.csv.
var failuresHeader = []string{"file", "class", "reason", "seconds"}

// WriteFailures writes a row for each file that could not be read, as CSV.
func WriteFailures(w io.Writer, list []Outcome) error {
	rows := [][]string{failuresHeader}
	for _, o := range list {
		if f := o.Failure; f != nil {
			rows = append(rows, []string{printable(o.File), string(f.Class), printable(f.Reason), strconv.FormatFloat(f.Took.Seconds(), 'f', 1, 64)})
		}
	}
	return writeRows(w, rows)
}

// WriteDuplicates writes a row for each file that was left out because another has the same bytes.
func WriteDuplicates(w io.Writer, list []Outcome) error {
	rows := [][]string{{"file", "same_as", "sha256"}}
	for _, o := range list {
		if o.Duplicate != "" {
			rows = append(rows, []string{printable(o.File), printable(o.Duplicate), o.Document})
		}
	}
	return writeRows(w, rows)
}

func writeRows(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	return out.WriteAll(rows)
}

// printable is a name with what is not UTF-8 replaced.
func printable(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// plainReason says what a file system error means.
func plainReason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file or folder; check the name"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it; change its permissions or run as its owner"
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return number.Error()
	}
	return err.Error()
}
