package correction

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/internal/folder"
)

// A Column is one column of the file.
type Column struct {
	Name, Description string
	show              func(*Entry) string
	read              func(*Entry, string) error
}

// Columns are those of the file, in their order.
var Columns = []Column{
	text("sha256", "SHA-256 of the document's file, hexadecimal", func(e *Entry) *string { return &e.SHA256 }),
	whole("page", "Page it is printed on, from 1", func(e *Entry) *int { return &e.Page }),
	point("x0", "Left edge of its place, points from the left of the page", func(e *Entry) *float64 { return &e.Box.X0 }),
	point("y0", "Upper edge, points from the top of the page", func(e *Entry) *float64 { return &e.Box.Y0 }),
	point("x1", "Right edge, points from the left of the page", func(e *Entry) *float64 { return &e.Box.X1 }),
	point("y1", "Lower edge, points from the top of the page", func(e *Entry) *float64 { return &e.Box.Y1 }),
	whole("table_no", "Number of its table, from 1", func(e *Entry) *int { return &e.Table }),
	whole("row_no", "Row in the table's body, from 1", func(e *Entry) *int { return &e.Row }),
	whole("column_no", "Column in the table's grid, from 1", func(e *Entry) *int { return &e.Column }),
	text("field", "What is corrected: value, unit, label, path, claim, agency, year; or finding: and a code, for a judgement", func(e *Entry) *string { return &e.Field }),
	text("printed", "What the program read there", func(e *Entry) *string { return &e.Printed }),
	text("corrected", "What it should be; of a finding confirmed, misreading or accepted. Missing: what was said before is taken back", func(e *Entry) *string { return &e.Corrected }),
	text("who", "Who says so", func(e *Entry) *string { return &e.Who }),
	text("why", "Why", func(e *Entry) *string { return &e.Why }),
	text("when", "When, as 2026-01-31T12:00:00Z", func(e *Entry) *string { return &e.When }),
	whole("nth", "Of a claim: which of the figures of its line that read alike, from 1; missing where no other does", func(e *Entry) *int { return &e.Nth }),
}

func text(name, description string, at func(*Entry) *string) Column {
	return Column{name, description, func(e *Entry) string { return *at(e) }, func(e *Entry, s string) error {
		*at(e) = s
		return nil
	}}
}

func whole(name, description string, at func(*Entry) *int) Column {
	show := func(e *Entry) string {
		if *at(e) == 0 {
			return ""
		}
		return strconv.Itoa(*at(e))
	}
	return Column{name, description, show, func(e *Entry, s string) (err error) {
		if *at(e), err = strconv.Atoi(s); err != nil || *at(e) < 0 {
			return fmt.Errorf("%q is no whole number", s)
		}
		return nil
	}}
}

func point(name, description string, at func(*Entry) *float64) Column {
	show := func(e *Entry) string {
		if e.Box.Empty() {
			return ""
		}
		return strconv.FormatFloat(*at(e), 'f', 2, 64)
	}
	return Column{name, description, show, func(e *Entry, s string) (err error) {
		if *at(e), err = strconv.ParseFloat(s, 64); err != nil || !(*at(e) >= 0 && *at(e) < mostPoints) {
			return fmt.Errorf("%q is no place on a page", s)
		}
		return nil
	}}
}

const (
	mostPoints = 1e6     // no page is longer
	mostBytes  = 1 << 28 // of a file of corrections
)

// Read reads the entries of a file, in the order in which they hold; none where there is no such file. Columns may
// stand in any order, and all but sha256, field and corrected may be left out. The error names the line.
func Read(name string) ([]Entry, error) {
	f, err := file.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err == nil && len(data) > mostBytes {
		err = errors.New("it is larger than any file of corrections")
	}
	if err != nil {
		return nil, err
	}
	list, err := parse(data)
	return inOrder(list), err
}

func parse(data []byte) ([]Entry, error) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	columns, err := columnsOf(header)
	if err != nil {
		return nil, err
	}
	var list []Entry
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		e, err := entryOf(columns, row)
		if err != nil {
			line, _ := in.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		list = append(list, e)
	}
}

// columnsOf are the columns that a header names.
func columnsOf(header []string) ([]*Column, error) {
	out := make([]*Column, len(header))
	missing := map[string]bool{"sha256": true, "field": true, "corrected": true}
	for i, name := range header {
		for k := range Columns {
			if Columns[k].Name == name {
				out[i] = &Columns[k]
			}
		}
		if out[i] == nil {
			return nil, fmt.Errorf("line 1: there is no column %q in corrections", name)
		}
		delete(missing, name)
	}
	for _, c := range Columns {
		if missing[c.Name] {
			return nil, fmt.Errorf("line 1: the column %s is missing", c.Name)
		}
	}
	return out, nil
}

func entryOf(columns []*Column, row []string) (e Entry, err error) {
	for i, c := range columns {
		if row[i] == "" {
			continue
		}
		if err := c.read(&e, row[i]); err != nil {
			return e, fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	e.SHA256 = strings.ToLower(e.SHA256)
	if len(e.SHA256) != 64 || strings.Trim(e.SHA256, "0123456789abcdef") != "" {
		return e, fmt.Errorf("sha256: %q is no SHA-256", e.SHA256)
	}
	return e, nil
}

// Add puts entries to those of a file, which is made if need be. The file is the old or the new one at every moment,
// and what another process adds at the same time stays.
func Add(ctx context.Context, name string, entries ...Entry) error {
	lock, err := folder.Take(ctx, name+".lock")
	if err != nil {
		return err
	}
	defer lock.Drop()
	list, err := Read(name)
	if err != nil {
		return err
	}
	return write(name, append(list, entries...))
}

func write(name string, list []Entry) error {
	err := file.Write(name, filepath.Join(filepath.Dir(name), "half-"+filepath.Base(name)), func(w io.Writer) error {
		out := csv.NewWriter(w)
		row := make([]string, len(Columns))
		for i, c := range Columns {
			row[i] = c.Name
		}
		out.Write(row)
		for _, e := range inOrder(list) {
			for i, c := range Columns {
				row[i] = strings.ReplaceAll(strings.ToValidUTF8(c.show(&e), "\uFFFD"), "\x00", "")
			}
			out.Write(row)
		}
		out.Flush()
		return out.Error()
	})
	if err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(name)) // the name is to be on the disk too, where the system can see to it
	if err == nil {
		dir.Sync()
		dir.Close()
	}
	return nil
}
