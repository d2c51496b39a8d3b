// Package export writes datasets to files, and reads those back that it wrote as CSV. It computes nothing.
//
// A dataset is a folder: a file for each table of it (documents, facts, tables, records, claims, checks, findings,
// targets, and what codes and ids mean) in each format asked for, each printed table as people read it, workbooks,
// loaders for other programs, and datapackage.json, which describes every column as a Frictionless Data Package does.
// The same columns stand in internal/dataset/contract/contract.go.
package export

import (
	"context"
	"io"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/dataset/parquet"
	"github.com/mingxi/mingxi/internal/dataset/sqlite"
	"github.com/mingxi/mingxi/internal/dataset/workbook"
	"github.com/mingxi/mingxi/normalize"
)

// What is written here is made in internal/dataset, which can be linked without the libraries of these formats.
func init() {
	dataset.Writers.Workbook, dataset.Writers.Printed = workbook.Write, workbook.WriteTables
	dataset.Writers.SQLite, dataset.Writers.Parquet = sqlite.Write, parquet.Write
}

// A Format is a kind of file that Write can leave:
//
//	WriteRows(w io.Writer, header []string, rows iter.Seq[[]string]) error // writes a header and rows as this kind of CSV
type Format = dataset.Format

const (
	CSV     = dataset.CSV     // one file for each resource, and each table as people read it
	JSON    = dataset.JSON    // one JSON Lines file for each resource
	Parquet = dataset.Parquet // one file for each resource, with typed columns
	SQLite  = dataset.SQLite  // one database, with keys, indexes and views
	XLSX    = dataset.XLSX    // one workbook for each document
)

// What can stand in place of CSV, for spreadsheets.
const (
	CSVBOM     = dataset.CSVBOM     // each file with a byte order mark before it, for Excel
	CSVSafe    = dataset.CSVSafe    // texts that would be taken for formulas with an apostrophe before them
	CSVSafeBOM = dataset.CSVSafeBOM // both
)

// Formats are the formats that have a name of their own, in the order they are written.
var Formats = dataset.Formats

// PathSeparator joins the parts of a header path.
const PathSeparator = contract.PathSeparator

var (
	// ErrUnreadable tells that a folder holds no dataset that can be read.
	ErrUnreadable = dataset.ErrUnreadable

	// ErrNoCSV tells that a dataset has no CSV. It wraps ErrUnreadable.
	ErrNoCSV = dataset.ErrNoCSV

	// ErrTorn tells that a run ended while a dataset's files got their names. It wraps ErrUnreadable.
	ErrTorn = dataset.ErrTorn

	// ErrAltered tells that a dataset's files are not as they were written.
	ErrAltered = dataset.ErrAltered

	// ErrWorkbooks tells that workbooks cannot be made from a dataset, which does not hold the tables'
	// merged cells.
	ErrWorkbooks = dataset.ErrWorkbooks

	// ErrForeign tells that a folder holds files that are no part of a dataset of this program, or were changed since,
	// under names that one would take. Nothing of a folder is overwritten then.
	ErrForeign = dataset.ErrForeign

	// ErrOthers tells that a folder has a dataset of other documents, which would be lost.
	ErrOthers = dataset.ErrOthers
)

// ParseFormats reads a list of formats by name, each once however often it is named.
func ParseFormats(names []string) ([]Format, error) { return dataset.ParseFormats(names) }

// Write writes the dataset into the folder dir, which it makes if need be. The dataset stands complete beside
// what is there before it takes its place in one step, so that a run that fails or is killed leaves the
// one before, or one whose files the next run gives their names (see [ErrTorn]). It waits while another writes there.
// Files of an earlier dataset in dir that this one does not have are removed; other files are left alone, and
// where one of them has a name that the dataset needs, nothing is written and the error wraps ErrForeign. What
// is kept for the next run is in the folder .mingxi inside. The same dataset always gives the same bytes; findings
// stand worst first.
func Write(ctx context.Context, dir string, ds *normalize.Dataset, formats []Format) error {
	return dataset.Write(ctx, dir, ds, formats)
}

// A Portion is one document on its way into a dataset of many:
//
//	Dataset func() (*normalize.Dataset, error) // gives what is known of this one document; called once, at any time
//
//	// A file that holds what Workbook makes of the dataset, so that it need not be made again. Where there is no
//	// such file, or its SHA-256 is not WorkbookHash, it is made.
//	Workbook, WorkbookHash string
type Portion = dataset.Portion

// A Writing says how portions are written:
//
//	Formats []Format
//	Width   int                      // portions at a time
//	Mark    string                   // names what the dataset is made from, for Stands; may be empty
//	About   About                    // what its publisher says of it
//	Force   bool                     // files of others may be overwritten
//	Took    func(*normalize.Dataset) // is given each portion when it is written, in their order; may be nil
type Writing = dataset.Writing

// An About is what the publisher of a dataset says of it. What is empty is not said.
//
//	Title        string
//	Licence      string // an SPDX identifier such as CC-BY-4.0, or an address
//	Homepage     string
//	Version      string
//	Contributors []string
//	Review       string // address of the pages of a review, or their folder from the dataset's on
//
//	Or(b About) About // what is said, and of what is not what is said otherwise
type About = dataset.About

// WritePortions writes what [Write] writes of the portions put together, byte for byte, but holds no more
// than so many of them at a time: memory does not grow with their number.
func WritePortions(ctx context.Context, dir string, portions []Portion, w Writing) error {
	return dataset.WritePortions(ctx, dir, portions, w)
}

// Convert adds formats to the dataset in the folder from, which must be there as CSV and as it was
// written, or writes them into another folder. What is there already stays. The error is or wraps
// ErrUnreadable, ErrAltered, ErrWorkbooks, ErrForeign or ErrOthers, or tells why nothing could be
// written.
func Convert(ctx context.Context, from, to string, formats []Format) error {
	return dataset.Convert(ctx, from, to, formats)
}

// Workbook writes the workbook of a dataset of one document.
func Workbook(w io.Writer, ds *normalize.Dataset) error { return dataset.Workbook(w, ds) }

// WriteTables writes laid-out tables as a workbook, one sheet each, without giving them a meaning:
// what reads as a number is one.
func WriteTables(w io.Writer, tables []layout.Table) error { return dataset.WriteTables(w, tables) }

// A Stored is a dataset in a folder, as Write left it there as CSV. It holds where each document's rows are
// and no rows, so that its documents can be read one by one:
//
//	Disclosures() []normalize.Disclosure // the dataset's documents, in its order
//	Bundles() [][]string // their IDs, those together that were reconciled as one
//	Dataset(ids ...string) (*normalize.Dataset, error) // what the dataset has of documents
//	Tables(ids ...string) (*normalize.Dataset, error) // their tables and records alone
//	Findings() ([]normalize.Finding, error) // those of all documents
//	EachFact(want func(func(string) string) bool, do func(*normalize.Fact)) error // the facts that want says so of, by what their columns hold
//	Files() []string // by their paths inside the folder
//	Changed() []string // those that are not as they were written, or gone
//	Identity() string // the same for datasets whose files were written with the same bytes
//
// Of tables it has their texts as people read them, and the heads of columns and the names of rows that figures tell
// of; of claims what the contract has. Errors are or wrap ErrUnreadable.
type Stored = dataset.Stored

// Open finds the dataset in a folder. The error is or wraps ErrUnreadable.
func Open(dir string) (*Stored, error) { return dataset.Open(dir) }

// Stands says that the folder dir holds the dataset that [WritePortions] wrote with this mark, every file as it
// was written.
func Stands(ctx context.Context, dir, mark string) (bool, error) {
	return dataset.Stands(ctx, dir, mark)
}
