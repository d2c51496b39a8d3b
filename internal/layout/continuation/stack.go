package continuation

import "github.com/mingxi/mingxi/extract/layout"

// A stack is a table to which the rows of part after part are added.
type stack struct {
	layout.Table
	last []int // the cells that end in its last row
	part int   // the first cell of the last part

	added, before []layout.Cell // those of a part while it is added, and as they were: room that the next one has again
}
