// Package layout is what a document prints, laid out: its tables, with cells and their spans, and the running
// text between them. It holds the types alone; extract.Read gives them.
//
// All lengths are points. The origin is the top left corner of the page as it is seen; y grows downwards. Pages,
// tables, rows and columns count from 1.
package layout

import "github.com/mingxi/mingxi/extract/page"

// A Table is one table as it is printed, its parts on successive pages joined. Its grid has Rows by Columns
// places, which the cells with their spans cover; heads that a later page repeats are left out.
type Table struct {
	FirstPage, LastPage int
	Box                 page.Box // on the first page, without captions and notes
	Parts               []Part   // what of it stands on each page, in order; at least one
	Title               string   // inner white space removed; empty if none was found
	Captions            []Line   // lines above it that belong to it: number, title, agency, unit
	Notes               []Line   // lines below it that belong to it: notes, "此表无数据"
	Repeated            []Line   // of its heads and notes: what later pages print again, which is in neither
	HeaderRows          int      // the first rows of the grid that are its head, a row of column numbers (栏次) among them; 0 where it has none
	Rows, Columns       int      // of the grid, the head included
	Cells               []Cell   // by row, then by column; a place that nothing covers has no cell
}

// A Part is what of a table stands on one page.
type Part struct {
	Page     int
	Box      page.Box
	FirstRow int // the first row of the table's grid that begins on this page
}

// A Cell is one cell of a table, merged or not. Cells do not overlap.
type Cell struct {
	Row, Column      int      // of its top left place
	RowSpan, ColSpan int      // at least 1
	Text             string   // its lines joined: without a space between ideographs and within a figure that wraps
	Lines            []Line   // its text line by line, as printed; several where it wraps
	Page             int      // on which its text is printed
	Box              page.Box // its own area where it is ruled, that of its text where not
	Source           page.Source
	Confidence       float64  // of its text, 0..1; 1 for text layers
	Others           []string // of recognised text on one line: what else was read there
}

// A Line is a line of text.
type Line struct {
	Text string
	Page int
	Box  page.Box
}

// A Paragraph is running text outside tables, its lines joined in reading order. One that runs over a page
// break is one paragraph.
type Paragraph struct {
	Text    string
	Lines   []Line // at least one; the first tells its page
	Heading bool   // a title or heading: set apart by size, weight, numbering or centring
}
