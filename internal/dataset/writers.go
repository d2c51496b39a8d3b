package dataset

import (
	"context"
	"io"
	"iter"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/late"
	"github.com/mingxi/mingxi/normalize"
)

// Formatters write the formats whose libraries take long to start.
type Formatters struct {
	Workbook func(w io.Writer, ds *normalize.Dataset) error
	Printed  func(w io.Writer, tables []layout.Table) error // a workbook of tables that have no meaning yet
	SQLite   func(ctx context.Context, w io.Writer, temp string, rows func(contract.Resource) iter.Seq[[]string]) error
	Parquet  func(w io.Writer, r contract.Resource, rows func() iter.Seq[[]string]) error
}

// Writers are those of this process. Package export, which imports the rooms that know the libraries, sets them.
var Writers Formatters

// writers waits for them where the process began its work before they were there.
func writers() *Formatters {
	late.Need()
	return &Writers
}

// Workbook writes the workbook of a dataset of one document.
func Workbook(w io.Writer, ds *normalize.Dataset) error {
	sorted := &normalize.Dataset{}
	sorted.Append(ds)
	return writers().Workbook(w, sorted)
}

// WriteTables writes laid-out tables as a workbook, as export.WriteTables says.
func WriteTables(w io.Writer, tables []layout.Table) error { return writers().Printed(w, tables) }
