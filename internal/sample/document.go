// Package sample prints small documents in the form of Chinese budget disclosures from readable text, for
// tests. A fault that was seen in a real disclosure is told by a page of text that anybody can write in a few
// minutes; README.md beside the cases of the repository describes the form.
//
// The print is plain: one font that is not embedded, every full-width character one em wide and every other
// half an em. The same text always gives the same bytes.
package sample

// A Document is what is to be printed, page by page, and what its writer says must be read from it.
type Document struct {
	Pages    []Page
	Expected []string // the lines behind "must come out", in the words of the test that reads them
}

// A Page is one sheet. Lengths are points.
type Page struct {
	Width, Height float64
	Outlines      bool // Chinese characters are drawn as paths, and only the others are text
	Blocks        []Block
}

// A Block is one thing on a page. Blocks stand one below the other, but those that have a place of their own.
type Block struct {
	Kind   Kind
	Text   string  // "\" begins a new line, "[_90 5.00]" is a blank of 90 points with an underline, "[90 5.00]" one without
	Size   float64 // of the characters
	Align  byte    // l, c or r
	Indent float64 // of the first line
	Line   float64 // from one line to the next
	After  float64 // room below
	X, Y   float64 // of a block with a place of its own: the left end and the middle of its line; of a Gap: Y points down
	Table  Table
}

// Kind says what a block is.
type Kind int

// The kinds of blocks.
const (
	Lines  Kind = iota // text, wrapped
	Placed             // one line at X, Y
	Gap                // Y points of room
	To                 // what follows stands Y points below the page's upper edge
	Grid               // a table
)

// A Table is a grid of cells.
type Table struct {
	Widths   []float64 // of the columns, in any measure
	Left     float64   // of its left edge; 0: the page's margin
	Width    float64   // of the whole; 0: between the margins
	Head     int       // rows that are a head: centred
	Rows     [][]Cell
	Unruled  []int // rows that no line stands above
	Rules    Rules
	Bars     bool    // rulings are thin filled rectangles, not strokes
	Fill     string  // behind the head, which is then white on it: RRGGBB; empty: none
	Height   float64 // of a row of one line
	Size     float64 // of the characters
	Align    string  // l, c or r, one for each column of the body; "." or none: amounts right, all else left
	Vertical string  // t, m or b, one for each column of the body; none: m
}

// Rules says where a table is ruled.
type Rules string

// The ways a table is ruled.
const (
	All     Rules = "all"
	ByRow   Rules = "rows"    // horizontal lines alone
	Columns Rules = "columns" // vertical lines alone
	Open    Rules = "open"    // all but the left and the right edge
	Three   Rules = "three"   // above and below the head, and at the end
	None    Rules = "none"
)

// A Cell is one place of a table's grid.
type Cell struct {
	Text   string // "\" begins a new line
	Align  byte   // l, c or r; 0: as its column says
	Single bool   // it is not wrapped and may run over its edge
	Left   bool   // a part of the cell left of it
	Above  bool   // a part of the cell above it
}
