// Package identity finds out what a document is: of which agency or government, which year, a budget or final
// accounts, at which level. It asks the cover, the tables' titles and captions, and the narrative, in this
// order; the name of the file is not asked.
package identity

import (
	"github.com/mingxi/mingxi/extract"
)

// An Identity is what a document is. What nothing tells is empty.
type Identity struct {
	Agency string // as printed; the place's name where it is a government
	Year   int    // that is budgeted or accounted for
	Kind   string // Budget or Final
	Level  string // Department, Unit or Government
}

// Of finds out what a document is.
func Of(doc *extract.Document) Identity {
	e := gather(doc)
	id := Identity{Year: e.year(), Kind: e.kind(), Level: e.level()}
	if id.Agency = e.agency(id.Level); id.Agency == "" && id.Level == Government {
		id.Agency = e.place(doc)
	}
	return id
}
