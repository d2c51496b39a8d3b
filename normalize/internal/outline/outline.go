// Package outline finds how the rows of a list stand below each other: by their codes, their numbers, by 其中,
// and by how far their names are set in.
package outline

import (
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
)

// indentStep is how much further in a name must stand to be below another, in points: half the
// width of the smallest character printed in these tables.
const indentStep = 3.0

// A nester settles row by row.
type nester struct {
	lists   []list            // numbered lists that are open, outermost first
	codes   map[code.Code]int // the last row of each code
	levels  map[int]int       // by row
	memos   map[int]memo      // by row
	indents []openIndent      // rows that further set in names can be below
	indent  bool              // names are set in by level
	last    int               // the last row that is no total
	total   int               // the last total's row
	unitRow int               // the row of the agency whose block this is
	serial  bool              // a column of numbers tells how rows stand below each other
	serials map[string]int    // the last row of each number in it
}

// An openIndent is a row that further set in names can be below.
type openIndent struct {
	column int
	at     float64
	digits float64
	row    int
}

// A list is a numbered list: 一、二、三、...
type list struct {
	words.Numbering // of its last item
	parent          int
	memo            bool
}

// A memo is a row that begins with 其中, and the row that it is part of.
type memo struct {
	part bool
	of   int
}

// Nest finds the parent and the level of each row of a list.
func Nest(rows []Row) {
	n := &nester{codes: map[code.Code]int{}, levels: map[int]int{}, memos: map[int]memo{}, indent: setIn(rows), serial: numberedByColumn(rows), serials: map[string]int{}}
	for i := range rows {
		n.nest(&rows[i])
	}
}

// nest settles one row.
func (n *nester) nest(r *Row) {
	if r.Kind == Total {
		n.reset()
		n.last, n.total = 0, r.Number
		if n.serial {
			n.openTotal(r)
		}
		return
	}
	parent := 0
	switch number := words.Numbered(words.Fold(r.Label)); {
	case r.Code.Scheme != code.None && r.Code.Scheme != code.Project:
		parent = n.byCode(r.Code, r.Agency)
		n.openCode(r)
	case r.Kind == Part:
		parent = n.byMemo()
		n.openMemo(r.Label, parent)
	case number.Style != words.Unnumbered:
		parent = n.byNumber(number, r)
	case n.serial && serialOf(r) != "":
		parent = n.bySerial(r)
	case r.Project:
		parent = n.unitRow
	default:
		parent = n.byIndent(r)
		if m := n.memos[parent]; parent > 0 && m.part {
			parent, r.Kind = m.of, Part // 其中：甲⏎　　　乙: set in as far as the name after 其中
		}
	}
	n.settle(r, parent)
}

func (n *nester) settle(r *Row, parent int) {
	if parent >= r.Number {
		parent = 0
	}
	r.Parent = parent
	if parent > 0 {
		r.Level = n.levels[parent] + 1
	}
	n.levels[r.Number] = r.Level
	if r.Kind != Part {
		n.last = r.Number
	} else if words.IsPart(r.Label) {
		n.memos[r.Number] = memo{true, parent}
	}
	n.pushIndent(r)
}

// openCode makes a row the one that codes below its own belong to.
func (n *nester) openCode(r *Row) {
	n.codes[r.Code] = r.Number
	if r.Code.Scheme == code.Agency {
		n.unitRow = r.Number
		n.forget()
	}
	n.lists = nil
}

// reset closes what a total row closes.
func (n *nester) reset() {
	n.lists, n.indents = nil, nil
}

// byCode finds the row of the nearest code above, or that of the unit whose block this is.
func (n *nester) byCode(c code.Code, unit string) int {
	for _, p := range c.Above() {
		if row := n.codes[p]; row > 0 {
			return row
		}
	}
	if c.Scheme != code.Agency && unit != "" {
		return n.codes[code.Code{Scheme: code.Agency, Text: unit}]
	}
	return 0
}

// forget drops the codes of the block before, when a unit's block begins.
func (n *nester) forget() {
	for c := range n.codes {
		if c.Scheme != code.Agency {
			delete(n.codes, c)
		}
	}
}

// byMemo is the row that 其中 divides: the last one that is not itself such a part.
func (n *nester) byMemo() int {
	if n.last == 0 {
		return n.total
	}
	return n.last
}

// openMemo opens the list that 其中：1. begins, so that 2. is a part of the same row.
func (n *nester) openMemo(label string, parent int) {
	if number := words.Numbered(words.TrimPart(words.Fold(label))); number.Style != words.Unnumbered {
		n.lists = append(n.lists, list{number, parent, true})
	}
}

// byNumber finds the open list that a numbered row goes on, or opens a new one below the row before.
func (n *nester) byNumber(number words.Numbering, r *Row) int {
	for i := len(n.lists) - 1; i >= 0; i-- {
		if l := &n.lists[i]; l.Style == number.Style && (l.Number < number.Number || l.Number == number.Number && number.Number > 1) {
			l.Numbering = number
			n.lists = n.lists[:i+1]
			if l.memo {
				r.Kind = Part
			}
			return l.parent
		}
	}
	parent := 0
	inSection := len(n.lists) > 0 && n.lists[0].Style == words.Section
	if number.Number == 1 && number.Level() == 1 && !inSection {
		n.lists = nil
	} else if number.Number == 1 && number.Style != words.Section {
		parent = n.last
	}
	n.lists = append(n.lists, list{number, parent, false})
	return parent
}

// byIndent finds the nearest row above whose name is set in less: in a column further out, or, in
// the same column, by more than a step.
func (n *nester) byIndent(r *Row) int {
	for i := len(n.indents) - 1; i >= 0; i-- {
		if n.below(r, n.indents[i]) {
			return n.indents[i].row
		}
	}
	return 0
}

func (n *nester) below(r *Row, o openIndent) bool {
	if o.column != r.Column {
		return o.column < r.Column
	}
	at := r.Indent
	if r.Digits > 0 && r.Digits < o.digits {
		at -= o.digits - r.Digits // 1報酬 behind 24積立金: numbers end where their names begin
	}
	return n.indent && r.Indented && o.at <= at-indentStep
}

func (n *nester) pushIndent(r *Row) {
	for len(n.indents) > 0 && !n.below(r, n.indents[len(n.indents)-1]) {
		n.indents = n.indents[:len(n.indents)-1]
	}
	n.indents = append(n.indents, openIndent{r.Column, r.Indent, r.Digits, r.Number})
}

// openTotal lets the numbers that follow go on from that of a total: 二 支出合计, 1, 2, 三. One without a number of its own closes all.
func (n *nester) openTotal(r *Row) {
	text := printedSerial(r)
	if number := words.Serial(text); number.Style != words.Unnumbered {
		n.lists, n.last = []list{{Numbering: number}}, r.Number
		n.serials[text] = r.Number
	}
}

// bySerial finds the row that one belongs to by the column of numbers; 0 where what that prints is no number.
func (n *nester) bySerial(r *Row) int {
	parent, text := 0, serialOf(r)
	if outer, joined := outerSerial(text); joined {
		parent = n.serials[outer]
	} else if number := words.Serial(text); number.Style != words.Unnumbered {
		parent = n.byNumber(number, r)
	}
	n.serials[text] = r.Number
	return parent
}
