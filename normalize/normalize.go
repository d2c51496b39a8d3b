package normalize

import "github.com/mingxi/mingxi/extract"

// Document gives the meaning of what a document prints: its tables' records, its narrative's claims
// and its performance targets. What could not be understood is told by findings.
func Document(doc *extract.Document) *Dataset {
	return &Dataset{}
}
