// Package mingxi turns published budgets and final accounts of Chinese governments, as PDF, into datasets
// whose every figure says where it was printed, what it means and what it was checked against.
//
// Read takes one file the whole way. What it gives is plain data: the tables of package normalize, whose
// records, claims, checks and findings can be gone through as they are or written by package export as CSV,
// workbooks, JSON, Parquet or SQLite.
//
// The stages can be called one by one, too; each takes the product of the one before:
//
//	doc, err := extract.Read(ctx, name, extract.Options{})
//	ds := normalize.Document(doc)
//	reconcile.Check(ds, reconcile.Options{})
//	err = export.Write(ctx, dir, ds, []export.Format{export.CSV})
//
// Bad input is data: a page that cannot be read, or a sum that does not add up, is a finding. Errors are for
// files that cannot be opened and machines that fail.
package mingxi

import (
	"context"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// Options say how a file is read and what it is held against. The zero value reads a file by its text layer.
type Options struct {
	// Options say how pages are read. Scanned pages need an OCR engine; without one each of them is a
	// finding and gives no figures.
	extract.Options

	// Previous holds last year's documents of the same agency, as Read gave them or a dataset stores
	// them; nil if there are none.
	Previous *normalize.Dataset
}

// Read takes a file the whole way: what is printed, what it means, and whether it adds up. It gives the
// dataset of one document, reconciled. The error is that the file could not be read or that the context
// ended.
func Read(ctx context.Context, name string, opts Options) (*normalize.Dataset, error) {
	doc, err := extract.Read(ctx, name, opts.Options)
	if err != nil {
		return nil, err
	}
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{Previous: opts.Previous})
	return ds, nil
}
