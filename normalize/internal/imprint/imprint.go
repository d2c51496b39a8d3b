// Package imprint finds out what a document is: of which agency or government, which year, a budget or final
// accounts, at which level. It asks the cover, the tables' titles and captions, and the narrative, in this
// order; the name of the file is not asked.
package imprint

import (
	"cmp"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

// An Imprint is what a document is. What nothing tells is empty.
type Imprint struct {
	Agency string // as printed; the region's name where it is a government
	Region string // that the agency's name begins with, or else that a report or a government's document is about
	Year   int    // that is budgeted or accounted for
	Kind   string // Budget, Final or Report
	Level  string // Department, Unit or Government; a report has none
}

// Of finds out what a document is.
func Of(doc *extract.Document) Imprint {
	e := gather(doc)
	id := Imprint{Year: e.year(), Kind: e.kind()}
	switch {
	case id.Kind != "" || !isRead(doc):
	case IsForeign(doc):
		return ofForeign(doc, id.Year)
	case e.tellsOther(doc):
		id.Kind = Report
	}
	if id.Kind != Report {
		id.Level = e.level()
	}
	switch id.Agency = e.agency(id.Level); {
	case id.Agency != "":
	case id.Kind == Report:
		id.Agency = cmp.Or(e.letterhead(), e.signature())
	case id.Level == Government:
		id.Agency = cmp.Or(e.region(doc), e.letterhead())
	case id.Level != "":
		id.Agency = e.letterhead()
	}
	id.Region = agency.Region(id.Agency)
	if id.Region == "" && (id.Kind == Report || id.Level == Government) {
		id.Region = e.region(doc)
	}
	return id
}

// ofForeign is the imprint of a document in another script; year is the one that it names in our words, or 0. Agency
// and year are those that its first pages name most often, otherwise all pages; of the agencies there, the one that
// all pages do.
func ofForeign(doc *extract.Document, year int) Imprint {
	first, all := newNamed(), newNamed()
	for s, number := range texts(doc) {
		y := namedYear(s)
		name, _ := words.Taken(foreignAgency, lineOf(s))
		all.add(name, y)
		if number <= lastCoverPage {
			first.add(name, y)
		}
	}
	for name := range first.agencies {
		first.agencies[name] = all.agencies[name]
	}
	name := cmp.Or(mostOf(first.agencies), mostOf(all.agencies))
	city, _ := words.Taken(foreignCity, name)
	return Imprint{
		Kind:   Report,
		Agency: name,
		Region: cmp.Or(city, agency.Region(name)),
		Year:   cmp.Or(year, mostOf(first.years), mostOf(all.years)),
	}
}

// A named counts how often agencies and years are named.
type named struct {
	agencies map[string]int
	years    map[int]int
}

func newNamed() named { return named{map[string]int{}, map[int]int{}} }

func (n named) add(agency string, year int) {
	n.agencies[agency]++
	n.years[year]++
}

// mostOf is what is named most often, the later of two; nothing if nothing is.
func mostOf[K cmp.Ordered](counts map[K]int) K {
	var none, best K
	for k, n := range counts {
		if k != none && (best == none || n > counts[best] || n == counts[best] && k > best) {
			best = k
		}
	}
	return best
}
