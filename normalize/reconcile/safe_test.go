package reconcile_test

import (
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// disclosure is the shipped document, not reconciled, under another ID and of another year.
func disclosure(t *testing.T, id string, year int) *normalize.Dataset {
	t.Helper()
	doc, err := extract.Read(t.Context(), "../../testdata/hongqi-2026/doc.pdf", extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ds := normalize.Document(doc)
	ds.Disclosures[0].Year = year
	archive.Rename(ds, id)
	return ds
}

// doubted is the shipped document as if an engine had recognised all its figures, none with confidence.
func doubted(t *testing.T) *normalize.Dataset {
	t.Helper()
	ds := disclosure(t, "d", 2026)
	for i := range ds.Records {
		ds.Records[i].Source, ds.Records[i].Confidence = page.OCR, 0.5
	}
	return ds
}

func verified(ds *normalize.Dataset) int {
	n := 0
	for i := range ds.Records {
		if ds.Records[i].Status == normalize.Verified {
			n++
		}
	}
	return n
}

// What agrees by being misread alike is not verified, however often the dataset is checked and whatever it
// is compared with.
func TestDoubtStays(t *testing.T) {
	const printed, recognised = 273, 70
	ds := disclosure(t, "d", 2026)
	reconcile.Check(ds, reconcile.Options{})
	if n := verified(ds); n != printed {
		t.Errorf("%d printed figures are verified, want %d", n, printed)
	}
	ds = doubted(t)
	for _, run := range []struct {
		name     string
		previous *normalize.Dataset
	}{{"alone", nil}, {"again", nil}, {"with last year's", disclosure(t, "e", 2025)}, {"alone again", nil}} {
		reconcile.Check(ds, reconcile.Options{Previous: run.previous})
		if n := verified(ds); n != recognised || n != ds.Disclosures[0].Verified {
			t.Errorf("%s: %d recognised figures are verified and %d counted, want %d", run.name, n, ds.Disclosures[0].Verified, recognised)
		}
	}
}
