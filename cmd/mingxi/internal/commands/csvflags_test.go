package commands

import (
	"slices"
	"testing"

	"github.com/mingxi/mingxi/internal/dataset"
)

// What is corrected in the review is extracted anew in the formats that the dataset has, whatever its kind of CSV.
func TestKindOfCSVStays(t *testing.T) {
	for _, kind := range []dataset.Format{dataset.CSV, dataset.CSVBOM, dataset.CSVSafe, dataset.CSVSafeBOM} {
		var c csvFlags
		has := []dataset.Format{kind, dataset.XLSX}
		if got, err := c.parse(c.ofDataset(has)); err != nil || !slices.Equal(got, has) {
			t.Errorf("%s: %v, %v", kind, got, err)
		}
	}
}
