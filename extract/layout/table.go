// Package layout is what a document prints, laid out: its tables, with cells and their spans, and the running
// text between them. It holds the types alone; extract.Read gives them.
//
// All lengths are points. The origin is the top left corner of the page as it is seen; y grows downwards. Pages,
// tables, rows and columns count from 1.
package layout

import (
	"github.com/mingxi/mingxi/extract/page"
)

// A Table is one table as it is printed, its pieces on successive pages joined. Its grid has Rows
// by Columns places, which the cells with their spans cover; heads that a later page repeats are
// left out.
type Table struct {
	FirstPage, LastPage int      // count from 1
	Box                 page.Box // on the first page
	Parts               []Part   // its piece on each page, in order
	Title               string   // inner white space removed; empty if none was found
	Captions            []Line   // lines above it that belong to it: number, title, agency, unit
	Notes               []Line   // lines below it that belong to it: notes, "此表无数据"
	HeaderRows          int      // the first rows of the grid that are its head, a row of column numbers (栏次) among them
	Rows, Columns       int
	Cells               []Cell // by row, then by column; a place that nothing covers has no cell
}

// A Part is the piece of a table that stands on one page.
type Part struct {
	Page     int
	Box      page.Box
	FirstRow int // the first grid row that begins on this page
}

// A Cell is one cell of a table, merged or not.
type Cell struct {
	Row, Column      int // of its top left place, counting from 1
	RowSpan, ColSpan int // at least 1
	Text             string
	Lines            []Line // its text line by line, as printed; several where it wraps
	Page             int
	Box              page.Box // its own area where it is ruled, that of its text where not
	Source           page.Source
	Confidence       float64  // of its text, 0..1
	Others           []string // of recognised text on one line: what else was read there
}

// A Line is a line of text.
type Line struct {
	Text string
	Page int
	Box  page.Box
}

// A Paragraph is running text outside tables, its lines joined in reading order. One that runs
// over a page break is one paragraph; its page and box are those of its first line.
type Paragraph struct {
	Text    string
	Lines   []Line
	Heading bool // a title or heading: set apart by size, weight, numbering or centring
}
