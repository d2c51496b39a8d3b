package normalize

import (
	"path/filepath"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize/internal/imprint"
)

// idLength is how many digits of a file's hash name its document.
const idLength = 12

// readDocument reads a document's tables, then its narrative, and tells whose they are.
func readDocument(doc *extract.Document) *Dataset {
	d := disclosure(doc)
	ds := &Dataset{Findings: unreadPages(doc, &d)}
	var carried formPage
	for i := range doc.Tables {
		readTable(ds, &d, doc, i, &carried)
	}
	nameVariants(ds)
	ds.Claims = claims(doc, &d)
	partTables(ds, &d, doc)
	d.Tables, d.Records, d.Figures = len(ds.Tables), len(ds.Records), countFigures(ds.Records)
	d.Forms, d.Stated = knownForms(ds.Tables), statedAmounts(ds.Claims)
	ds.Disclosures = []Disclosure{d}
	Measure(ds)
	return ds
}

// knownForms counts the tables of known forms that hold figures.
func knownForms(tables []Table) int {
	n := 0
	for i := range tables {
		if tables[i].Form != "" && tables[i].Records > 0 {
			n++
		}
	}
	return n
}

// statedAmounts counts the amounts in sentences.
func statedAmounts(claims []Claim) int {
	n := 0
	for i := range claims {
		if claims[i].Kind == Amount {
			n++
		}
	}
	return n
}

// disclosure fills what is known of a document before its tables are read.
func disclosure(doc *extract.Document) Disclosure {
	d := Disclosure{File: filepath.Base(doc.File), SHA256: doc.SHA256, Pages: len(doc.Pages)}
	d.ID = doc.SHA256[:min(idLength, len(doc.SHA256))]
	for i := range doc.Pages {
		switch doc.Pages[i].Source {
		case page.Text:
			d.TextPages++
		case page.OCR:
			d.OCRPages++
		}
		if doc.Pages[i].Problem != "" {
			d.ProblemPages++
		}
	}
	told := imprint.Of(doc)
	d.Agency, d.Year, d.Kind, d.Level = told.Agency, told.Year, Kind(told.Kind), Level(told.Level)
	return d
}
