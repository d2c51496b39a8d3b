// Package imprint finds out what a document is: of which agency or government, which year, a budget or final
// accounts, at which level. It asks the cover, the tables' titles and captions, and the narrative, in this
// order; the name of the file is not asked.
package imprint

import (
	"github.com/mingxi/mingxi/extract"
)

// An Imprint is what a document is. What nothing tells is empty.
type Imprint struct {
	Agency string // as printed; the region's name where it is a government
	Year   int    // that is budgeted or accounted for
	Kind   string // Budget, Final or Report
	Level  string // Department, Unit or Government; a report has none
}

// Of finds out what a document is.
func Of(doc *extract.Document) Imprint {
	e := gather(doc)
	id := Imprint{Year: e.year(), Kind: e.kind()}
	if id.Kind != Report {
		id.Level = e.level()
	}
	if id.Agency = e.agency(id.Level); id.Agency == "" && id.Level == Government {
		id.Agency = e.region(doc)
	}
	return id
}
