package render

import "bufio"

// A Format is a way to print tables.
type Format string

const (
	JSON     Format = "json"     // for programs
	CSV      Format = "csv"      // row by row, a merged cell's text in its first place; an empty line divides two tables
	HTML     Format = "html"     // a page of its own, merged cells merged
	Markdown Format = "markdown" // pipe tables, or HTML where cells are merged
)

// Formats are all formats.
var Formats = []Format{JSON, CSV, HTML, Markdown}

// A Printer prints files, one after the other.
type Printer struct {
	out     *bufio.Writer
	format  Format
	printed int // files
}

// A filePrinter prints one file.
type filePrinter struct {
	out     *bufio.Writer
	format  Format
	several bool
}
