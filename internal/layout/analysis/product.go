package analysis

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/prose"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A Product is all that the pages of a document print: Numbered once more by itself, before anything was made of it.
type Product struct {
	Tables     []layout.Table
	Paragraphs []layout.Paragraph
	Furniture  []layout.Line  // running heads and feet, page numbers, what the file itself marks as such, and what is set sideways beside the rest
	Labels     map[int]string // numbers that pages print of themselves, by page; see prose.PageLabels
	Numbered   []layout.Line  // every stretch of text with a digit in it
}

// A Reading lays out a document whose pages come one by one.
type Reading struct {
	texts    [][]*text.Page // of each page; two where they stand side by side on a sheet
	edges    [][]prose.Edge // of the same
	numbered [][]layout.Line
	sparing  bool
	packs    bool
}

// mostUnpacked is how many pages wait as they are until all are read: these take some 15 MB. To pack and unpack a page takes a fiftieth of
// what it takes to read it.
const mostUnpacked = 256

// NewReading is one of a document with so many pages. A sparing one takes the runs out of each page once its text is read, and its
// rulings and fills once its tables are, since those of hundreds of pages take more memory than all that is made of them; in between it
// keeps them packed, where they are many.
func NewReading(pages int, sparing bool) *Reading {
	return &Reading{make([][]*text.Page, pages), make([][]prose.Edge, pages), make([][]layout.Line, pages), sparing, sparing && pages > mostUnpacked}
}
