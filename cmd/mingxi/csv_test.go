package main

import (
	"slices"
	"testing"

	"github.com/mingxi/mingxi/export"
)

// What is corrected in the review is extracted anew in the formats that the dataset has, whatever its kind of CSV.
func TestKindOfCSVStays(t *testing.T) {
	for _, kind := range []export.Format{export.CSV, export.CSVBOM, export.CSVSafe, export.CSVSafeBOM} {
		var c csvFlags
		has := []export.Format{kind, export.XLSX}
		if got, err := c.parse(c.ofDataset(has)); err != nil || !slices.Equal(got, has) {
			t.Errorf("%s: %v, %v", kind, got, err)
		}
	}
}
