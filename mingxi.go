// Package mingxi turns published budgets and final accounts of Chinese governments, as PDF, into datasets
// whose every figure says where it was printed, what it means and what it was checked against.
//
// Read takes one file the whole way:
//
//	ds, err := mingxi.Read(ctx, "budget.pdf", mingxi.Options{})
//	if err != nil {
//		return err
//	}
//	for i := range ds.Records {
//		if r := &ds.Records[i]; r.IsFigure() {
//			fmt.Println(r.Page, r.Label, r.Path, r.Value.Decimal, r.Unit, r.Status)
//		}
//	}
//	for _, f := range ds.Findings {
//		fmt.Println(f.Severity, f.Page, f.Message)
//	}
//
// What it gives is plain data, the types of package normalize: documents, tables, records, claims of the
// narrative, performance targets, checks and findings. Package export writes them as CSV, workbooks, JSON,
// Parquet or SQLite, and reads a dataset back from CSV.
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
//
// Scans need an engine that reads writing, such as that of package extract/ocr/tesseract, which runs in processes of
// another program, mingxi-tesseract:
//
//	engine, err := tesseract.New(tesseract.Options{})
//	defer engine.Close()
//	ds, err := mingxi.Read(ctx, "scan.pdf", mingxi.Options{Options: extract.Options{OCR: engine}})
package mingxi

import (
	"context"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// Options say how a file is read and what it is held against. The zero value reads a file by its text layer.
type Options struct {
	// Options say how pages are read: a password, an engine for scans. Without an engine each scanned page is
	// a finding and gives no figures.
	extract.Options

	// Previous holds last year's documents of the same agency, as Read gave them or as export.Open reads
	// them from a stored dataset; nil if there are none.
	Previous *normalize.Dataset

	// Told is what is known of the document from elsewhere, which counts before what it prints.
	Told normalize.Told
}

// Read takes a file the whole way: what is printed, what it means, and whether it adds up. It gives the
// dataset of one document, reconciled. The error is that of extract.Read: the file could not be read
// (extract.ErrPassword, extract.ErrDamaged and the others say why), or the context ended.
func Read(ctx context.Context, name string, opts Options) (*normalize.Dataset, error) {
	opts.NoRuns = true
	doc, err := extract.Read(ctx, name, opts.Options)
	return understand(doc, err, opts)
}

// ReadBytes is Read for a file called name whose bytes are at hand. No file is opened.
func ReadBytes(ctx context.Context, name string, data []byte, opts Options) (*normalize.Dataset, error) {
	opts.NoRuns = true
	doc, err := extract.ReadBytes(ctx, name, data, opts.Options)
	return understand(doc, err, opts)
}

// understand goes the rest of the way with what a file prints.
func understand(doc *extract.Document, err error, opts Options) (*normalize.Dataset, error) {
	if err != nil {
		return nil, err
	}
	forgetPrint(doc)
	ds := normalize.DocumentAs(doc, opts.Told)
	reconcile.Check(ds, reconcile.Options{Previous: opts.Previous})
	return ds, nil
}

// forgetPrint leaves of each page what is said of it: every letter and line stands in tables and paragraphs by now, and takes
// more memory by itself than all that is made of it.
func forgetPrint(doc *extract.Document) {
	for i := range doc.Pages {
		p := &doc.Pages[i]
		p.Runs, p.Clipped, p.Rulings, p.Unseen, p.Fills, p.Images = nil, nil, nil, nil, nil, nil
	}
}
