package main

import (
	"context"
	"fmt"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// read takes one file the whole way to a reconciled dataset. A fault of the program while it does so
// is an error of this file alone.
func read(ctx context.Context, name string, opt extract.Options) (ds *normalize.Dataset, err error) {
	defer recovered(name, &err)
	return mingxi.Read(ctx, name, mingxi.Options{Options: opt})
}

// reconcileAsOne reconciles documents of one bundle, each of which was taken the whole way alone, with each
// other and with last year's.
func reconcileAsOne(ds *normalize.Dataset, last *lastYear) (err error) {
	defer recovered(ds.Disclosures[0].File, &err)
	previous, err := last.of(ds)
	if err == nil {
		normalize.Measure(ds) // what one document does not say of year and kind, another may
		reconcile.Check(ds, reconcile.Options{Previous: previous})
	}
	return err
}

// understandPrinted goes the rest of the way with a file that was read.
func understandPrinted(name string, doc *extract.Document) (ds *normalize.Dataset, err error) {
	defer recovered(name, &err)
	ds = normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	return ds, nil
}

// write leaves the dataset in a folder.
func write(ctx context.Context, dir string, ds *normalize.Dataset, formats []export.Format) error {
	return export.Write(ctx, dir, ds, formats)
}

// recovered turns a panic into an error that names the file.
func recovered(name string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s: a fault of the program: %v; please report it with this file", name, p)
	}
}

// readPrinted reads what one file prints, and no further.
func readPrinted(ctx context.Context, name string, opt extract.Options) (doc *extract.Document, err error) {
	defer recovered(name, &err)
	return extract.Read(ctx, name, opt)
}
