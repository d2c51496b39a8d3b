// Package dataset writes datasets to files, and reads those back that it wrote as CSV. It computes nothing. What other programs may
// call of it, package export gives them, and says what it does.
//
// Formats whose libraries make large tables before a program begins are written by rooms of their own (workbook, sqlite, parquet), which
// this package does not import: who links them says so in [Writers]. What columns a dataset has stands in the room contract.
package dataset

import (
	"context"
	"io"
	"iter"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// finish writes the description, and makes the draft the dataset of the folder.
func finish(s *draft, p dataPackage, mark string) error {
	if err := p.writeLoaders(s); err != nil {
		return err
	}
	p.Description = packageDescription
	if p.CSV.safe() {
		p.Description += " " + safeDescription
	}
	if p.CSV == CSV {
		p.CSV = "" // the usual kind
	}
	p.Resources = append(p.Resources, describeCorrections(s.folder.Dir)...)
	before := readPackage(s.folder.Dir)
	drafted := map[string]bool{packageFile: true}
	for _, f := range s.files {
		drafted[f.path] = true
	}
	var kept []string // files of the dataset before that the description still names
	for _, f := range p.files() {
		if !drafted[f] {
			kept = append(kept, f)
		}
	}
	if err := s.file(packageFile, "", p.write); err != nil {
		return err
	}
	return s.commit(mark, before, kept)
}

// writeResources writes every resource in one format, if it is one for resources, so many at a time.
func writeResources(ctx context.Context, s *draft, f Format, width int, rows func(contract.Resource) iter.Seq[[]string]) error {
	if f == SQLite {
		return s.file(sqliteName, "", func(w io.Writer) error { return writers().SQLite(ctx, w, s.temp, rows) })
	}
	write, ok := resourceWriters[f]
	if f.isCSV() {
		write, ok = f.writeResource, true
	}
	if !ok {
		return nil
	}
	all := contract.All()
	return s.sideBySide(ctx, width, len(all), func(i int) sheaf {
		again := func() iter.Seq[[]string] { return rows(all[i]) }
		return sheaf{all[i].Name + "." + extensions[f], "", func(w io.Writer) error { return write(w, all[i], again) }}
	})
}

// resourceWriters write one resource in formats that have a file for each.
var resourceWriters = map[Format]func(w io.Writer, r contract.Resource, rows func() iter.Seq[[]string]) error{
	JSON: func(w io.Writer, r contract.Resource, rows func() iter.Seq[[]string]) error {
		return writeJSONLines(w, r.Fields, rows())
	},
	Parquet: func(w io.Writer, r contract.Resource, rows func() iter.Seq[[]string]) error {
		return writers().Parquet(w, r, rows)
	},
}

func (f Format) writeResource(w io.Writer, r contract.Resource, rows func() iter.Seq[[]string]) error {
	return f.WriteRows(w, r.Header(), rows())
}

// writeTables writes each table as people read it, as a kind of CSV.
func writeTables(ctx context.Context, s *draft, ds *normalize.Dataset, f Format) error {
	return s.sideBySide(ctx, page.AtOnce(), len(ds.Tables), func(i int) sheaf {
		t := &ds.Tables[i]
		return sheaf{contract.TableName(t), t.Document, func(w io.Writer) error { return f.WriteRows(w, contract.HeaderPaths(t), contract.BodyRows(t)) }}
	})
}
