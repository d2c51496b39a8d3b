// Package export writes datasets to files. It computes nothing.
//
// The columns of every file are in contract.go; datapackage.json says the same to programs.
package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// A Format is a kind of file that Write can leave.
type Format string

const (
	CSV     Format = "csv"     // one file for each resource, and each table as people read it
	JSON    Format = "json"    // one JSON Lines file for each resource
	Parquet Format = "parquet" // one file for each resource, with typed columns
	SQLite  Format = "sqlite"  // one database, with keys, indexes and views
	XLSX    Format = "xlsx"    // one workbook for each document
)

// Formats are all formats, in the order they are written.
var Formats = []Format{CSV, JSON, Parquet, SQLite, XLSX}

// ParseFormats reads a list of formats by name.
func ParseFormats(names []string) ([]Format, error) {
	var formats []Format
	for _, n := range names {
		f := Format(strings.ToLower(strings.TrimSpace(n)))
		if !slices.Contains(Formats, f) {
			return nil, fmt.Errorf("unknown format %q: use some of %s", n, formatNames())
		}
		formats = append(formats, f)
	}
	return formats, nil
}

func formatNames() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

// Write writes the dataset into the folder dir, which it makes if need be. No file gets its name
// before all are written, so that a half-written one is never mistaken for a whole, and a run that
// fails leaves what was there before. Files of an earlier dataset in dir that this one does not
// have are removed; other files are left alone. The same dataset always gives the same bytes.
func Write(ctx context.Context, dir string, ds *normalize.Dataset, formats []Format) error {
	s, err := newStage(dir)
	if err != nil {
		return err
	}
	defer s.discard()
	for _, f := range Formats {
		if !slices.Contains(formats, f) {
			continue
		}
		if err := writers[f](ctx, s, ds); err != nil {
			return err
		}
	}
	p := describe(ds, s.files)
	if err := s.file(packageFile, "", p.write); err != nil {
		return err
	}
	before := readPackage(dir)
	if err := s.commit(); err != nil {
		return err
	}
	return removeStale(dir, before, p)
}

// writers write one format into a stage.
var writers = map[Format]func(context.Context, *stage, *normalize.Dataset) error{
	CSV:     writeCSVs,
	JSON:    writeJSONs,
	Parquet: writeParquets,
	SQLite:  writeDatabase,
	XLSX:    writeWorkbooks,
}

func writeCSVs(ctx context.Context, s *stage, ds *normalize.Dataset) error {
	for _, r := range resources {
		err := s.file(r.name+".csv", "", func(w io.Writer) error { return writeCSV(w, r.header(), r.rows(ds)) })
		if err != nil {
			return err
		}
	}
	for i := range ds.Tables {
		if err := ctx.Err(); err != nil {
			return err
		}
		t := &ds.Tables[i]
		err := s.file(tableName(t), t.Document, func(w io.Writer) error { return writeCSV(w, headerPaths(t), bodyRows(t)) })
		if err != nil {
			return err
		}
	}
	return nil
}

func writeJSONs(_ context.Context, s *stage, ds *normalize.Dataset) error {
	for _, r := range resources {
		err := s.file(r.name+".jsonl", "", func(w io.Writer) error { return writeJSONLines(w, r.fields, r.rows(ds)) })
		if err != nil {
			return err
		}
	}
	return nil
}

func writeParquets(_ context.Context, s *stage, ds *normalize.Dataset) error {
	for _, r := range resources {
		rows := func() iter.Seq[[]string] { return r.rows(ds) }
		err := s.file(r.name+".parquet", "", func(w io.Writer) error { return writeParquet(w, r, rows) })
		if err != nil {
			return err
		}
	}
	return nil
}

func writeDatabase(ctx context.Context, s *stage, ds *normalize.Dataset) error {
	rows := func(r resource) iter.Seq[[]string] { return r.rows(ds) }
	return s.file(sqliteName, "", func(w io.Writer) error { return writeSQLite(ctx, w, s.temp, rows) })
}

func writeWorkbooks(ctx context.Context, s *stage, ds *normalize.Dataset) error {
	names, parts := workbookNames(ds.Disclosures), split(ds)
	for i, d := range ds.Disclosures {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.file(names[i], d.ID, func(w io.Writer) error { return writeWorkbook(w, parts[d.ID]) })
		if err != nil {
			return err
		}
	}
	return nil
}
