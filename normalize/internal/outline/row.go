package outline

import "github.com/mingxi/mingxi/normalize/internal/code"

// A Kind says how a row stands to the others.
type Kind int

const (
	Plain   Kind = iota
	Total        // sums the rows above
	Part         // begins with 其中: need not add up with the others
	Heading      // inside the body, without figures
)

// A Row is what of a row's print tells where it stands; Nest finds the rest.
type Row struct {
	Number   int // counts from 1 in the table's body
	Label    string
	Serial   string // what a column of numbers prints for it: 一, 1, 1.1
	Kind     Kind   // Nest makes Parts of rows that go on with those of 其中
	Code     code.Code
	Agency   string  // the code of the agency in whose block it stands
	Project  bool    // it has a project's code
	Column   int     // of the name
	Indent   float64 // left edge of the name, points from its column's left edge
	Indented bool    // the edge is known
	Centred  bool    // the name stands in the middle of its cell
	Digits   float64 // how wide the number is that the name begins with, in points; 0 if with none

	Parent int // Number of the row it is part of; 0 if none
	Level  int // depth, 0 outermost
}
