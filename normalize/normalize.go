package normalize

import (
	"path/filepath"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
)

// idLength is how many digits of a file's hash name its document.
const idLength = 12

// Document gives the meaning of what a document prints: its tables' records, its narrative's claims
// and its performance targets. What could not be understood is told by findings.
func Document(doc *extract.Document) *Dataset {
	d := disclosure(doc)
	ds := &Dataset{Findings: unreadPages(doc, &d)}
	var carried sheetCarry
	for i := range doc.Tables {
		readTable(ds, &d, doc, i, &carried)
	}
	nameVariants(ds)
	ds.Claims = claims(doc, &d)
	partTables(ds, &d, doc)
	d.Tables, d.Records = len(ds.Tables), len(ds.Records)
	ds.Disclosures = []Disclosure{d}
	return ds
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
	describe(&d, doc)
	return d
}
