package normalize

import (
	"strconv"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
)

// idLength is how many digits of a file's hash name its document.
const idLength = 12

// DocumentID names the document of a file by that many digits of its SHA-256, hexadecimal. A letter stands before
// them: an ID of digits alone, or one such as 12e456789012, reads as a number elsewhere.
func DocumentID(hash string, digits int) string { return "d" + hash[:min(digits, len(hash))] }

// Document gives the meaning of what a document prints: its tables' records, its narrative's claims
// and its performance targets. What could not be understood is told by findings.
func Document(doc *extract.Document) *Dataset { return readDocument(doc, Told{}) }

// DocumentAs is Document for one of which something is known.
func DocumentAs(doc *extract.Document, told Told) *Dataset { return readDocument(doc, told) }

// readDocument reads a document's tables, then its narrative, and tells whose they are.
func readDocument(doc *extract.Document, told Told) *Dataset {
	d := disclosure(doc, told)
	doc, settled := spelled(doc, d.ID)
	ds := &Dataset{Findings: append(unreadPages(doc, &d), settled...)}
	page.Each(2, func(i int) { // neither needs the other
		if i == 0 {
			ds.Records = readTables(ds, &d, doc)
		} else {
			ds.Claims = claims(doc, &d)
		}
	})
	nameVariants(ds)
	partTables(ds, &d, doc)
	nameUnits(ds)
	labelPages(ds, doc)
	d.Tables, d.Records, d.Figures = len(ds.Tables), len(ds.Records), countFigures(ds.Records)
	d.Forms, d.Stated = knownForms(ds.Tables), statedAmounts(ds.Claims)
	d.Sketch = sketch(ds.Records)
	ds.Disclosures = []Disclosure{d}
	accountFor(ds, &ds.Disclosures[0], doc)
	Measure(ds)
	return ds
}

// labelPages gives records the numbers that their pages print of themselves, where those differ from the file's.
func labelPages(ds *Dataset, doc *extract.Document) {
	for i := range ds.Records {
		r := &ds.Records[i]
		if label := doc.Labels[r.Page]; label != strconv.Itoa(r.Page) {
			r.PageLabel = label
		}
	}
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
func disclosure(doc *extract.Document, told Told) Disclosure {
	d := Disclosure{SHA256: doc.SHA256, Pages: len(doc.Pages)}
	d.ID = DocumentID(doc.SHA256, idLength)
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
	d.identify(doc, told)
	return d
}
