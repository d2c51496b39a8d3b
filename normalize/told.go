package normalize

import (
	"cmp"
	"path/filepath"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize/internal/agency"
	"github.com/mingxi/mingxi/normalize/internal/imprint"
)

// Told is what is known of a document from elsewhere than from itself, such as a list of downloads. What is empty, or 0, is
// not known.
type Told struct {
	File      string // its path from the folder on that was read, with slashes; empty: the base name of the file
	URL       string // where it was published
	Retrieved string // when it was taken from there, as said
	Publisher string
	Licence   string
	Agency    string // in place of that which the document prints
	Region    string // in place of that with which the agency's name begins
	Year      int    // in place of that which the document prints
}

// NameAgency gives a document another agency, and its region, unless another was said.
func (d *Disclosure) NameAgency(name string) {
	if d.Region == agency.Region(d.Agency) {
		d.Region = agency.Region(name)
	}
	d.Agency = name
}

// identify says which disclosure a document is: by what is known of it, and else by what it prints.
func (d *Disclosure) identify(doc *extract.Document, told Told) {
	said := imprint.Of(doc)
	d.File = cmp.Or(told.File, filepath.Base(doc.File))
	d.URL, d.Retrieved, d.Publisher, d.Licence = told.URL, told.Retrieved, told.Publisher, told.Licence
	d.Agency, d.Year = cmp.Or(told.Agency, said.Agency), cmp.Or(told.Year, said.Year)
	d.Kind, d.Level = Kind(said.Kind), Level(said.Level)
	d.Region = cmp.Or(told.Region, agency.Region(told.Agency), said.Region)
}
