package export

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
)

// ErrUnreadable tells that a folder holds no dataset that can be read.
var ErrUnreadable = errors.New("no dataset that can be read")

// ErrWorkbooks tells that workbooks cannot be made from a dataset, which does not hold the tables'
// merged cells.
var ErrWorkbooks = errors.New("workbooks are made from the documents themselves: use mingxi extract --format xlsx")

// Convert adds formats to the dataset in the folder from, which must be there as CSV, or writes them
// into another folder. What is there already stays. The error is or wraps ErrUnreadable or
// ErrWorkbooks, or tells why nothing could be written.
func Convert(ctx context.Context, from, to string, formats []Format) error {
	p := readPackage(from)
	if p.Name == "" {
		return fmt.Errorf("%w: there is no datapackage.json that mingxi wrote", ErrUnreadable)
	}
	if slices.Contains(formats, XLSX) {
		return ErrWorkbooks
	}
	s, err := newStage(to)
	if err != nil {
		return err
	}
	defer s.discard()
	var failed error
	rows := func(r resource) iter.Seq[[]string] { return rowsFrom(from, r, &failed) }
	for _, f := range order {
		if !slices.Contains(formats, f) {
			continue
		}
		if err := errors.Join(writeResources(ctx, s, f, rows), failed); err != nil {
			return err
		}
	}
	return finish(s, p.with(describeFiles(s.files), sameFolder(from, to)))
}

// rowsFrom reads a resource's rows from its CSV file. A failure is kept in failed.
func rowsFrom(dir string, r resource, failed *error) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		f, err := os.Open(filepath.Join(dir, r.name+".csv"))
		if err != nil {
			*failed = fmt.Errorf("%w: %s.csv is missing: extract it with --format csv", ErrUnreadable, r.name)
			return
		}
		defer f.Close()
		lines := csv.NewReader(f)
		lines.ReuseRecord = true
		header, err := lines.Read()
		if err != nil || !isHeader(header, r) {
			*failed = fmt.Errorf("%w: the columns of %s.csv are not those that this program knows", ErrUnreadable, r.name)
			return
		}
		for {
			row, err := lines.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				*failed = fmt.Errorf("%w: %s.csv: %w", ErrUnreadable, r.name, err)
				return
			}
			if !yield(row) {
				return
			}
		}
	}
}

// with gives the description of the dataset with resources added, or with these alone where they
// go into a folder of their own.
func (p dataPackage) with(added []packageResource, same bool) dataPackage {
	if !same {
		p.Resources, p.Sources = nil, slices.Clone(p.Sources)
		for i := range p.Sources {
			p.Sources[i].Files = nil
		}
	}
	p.Resources = slices.DeleteFunc(slices.Clone(p.Resources), func(r packageResource) bool {
		return slices.ContainsFunc(added, func(a packageResource) bool { return a.Path == r.Path })
	})
	for _, a := range added {
		if slices.ContainsFunc(p.Resources, func(r packageResource) bool { return r.Name == a.Name }) {
			a.Name += "-" + a.Format
		}
		p.Resources = append(p.Resources, a)
	}
	return p
}

func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
