package normalize

import (
	"sort"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
)

// indentStep is how much further in a name must stand to be below another, in points: half the
// width of the smallest character printed in these tables.
const indentStep = 3.0

// A nester finds each item's parent, row by row: by codes, by numbering (一、（一）1.), by 其中, and
// by how far names are set in.
type nester struct {
	marks   map[int]trace
	lists   []list            // numbered lists that are open, outermost first
	codes   map[code.Code]int // the last row of each code
	levels  map[int]int       // level by row
	memos   map[int]memo      // by row
	indents []openIndent      // rows that further set in names can be below
	indent  bool              // names are set in by level
	last    int               // the last row that is no total
	total   int               // the last total's row
	unitRow int
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

type openIndent struct {
	column int
	at     float64
	row    int
}

// nest sets level and parent of a side's items.
func nest(rows []Row, side int, marks map[int]trace) {
	n := &nester{marks: marks, codes: map[code.Code]int{}, levels: map[int]int{}, memos: map[int]memo{}}
	n.indent = setIn(rows, side, marks)
	for i := range rows {
		for k := range rows[i].Items {
			if it := &rows[i].Items[k]; it.Side == side {
				n.place(rows[i].Number, it)
			}
		}
	}
}

// place settles one item.
func (n *nester) place(row int, it *Item) {
	if it.Role == Total {
		n.reset()
		n.last, n.total = 0, row
		return
	}
	m := n.marks[row]
	parent := 0
	switch number := words.Numbered(words.Fold(it.Label)); {
	case m.code.Scheme != code.None && m.code.Scheme != code.Project:
		parent = n.byCode(m.code, it.UnitCode)
		n.codes[m.code] = row
		if m.code.Scheme == code.Agency {
			n.unitRow = row
			n.forget()
		}
		n.lists = nil
	case it.Role == Memo:
		parent = n.byMemo()
		n.openMemo(it.Label, parent)
	case number.Style != words.Unnumbered:
		parent = n.byNumber(number, it)
	case it.ProjectCode != "" || m.code.Scheme == code.Project:
		parent = n.unitRow
	default:
		parent = n.byIndent(row)
		if m := n.memos[parent]; parent > 0 && m.part {
			parent, it.Role = m.of, Memo // 其中：甲⏎　　　乙: set in as far as the name after 其中
		}
	}
	n.settle(row, it, parent)
}

func (n *nester) settle(row int, it *Item, parent int) {
	if parent >= row {
		parent = 0
	}
	it.Parent = parent
	if parent > 0 {
		it.Level = n.levels[parent] + 1
	}
	n.levels[row] = it.Level
	if it.Role != Memo {
		n.last = row
	} else if words.IsPart(it.Label) {
		n.memos[row] = memo{true, parent}
	}
	n.pushIndent(row)
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
func (n *nester) byNumber(number words.Numbering, it *Item) int {
	for i := len(n.lists) - 1; i >= 0; i-- {
		if l := &n.lists[i]; l.Style == number.Style && (l.Number < number.Number || l.Number == number.Number && number.Number > 1) {
			l.Numbering = number
			n.lists = n.lists[:i+1]
			if l.memo {
				it.Role = Memo
			}
			return l.parent
		}
	}
	parent := 0
	if number.Number == 1 && number.Level() == 1 {
		n.lists = nil
	} else if number.Number == 1 {
		parent = n.last
	}
	n.lists = append(n.lists, list{number, parent, false})
	return parent
}

// byIndent finds the nearest row above whose name is set in less: in a column further out, or, in
// the same column, by more than a step.
func (n *nester) byIndent(row int) int {
	m := n.marks[row]
	for i := len(n.indents) - 1; i >= 0; i-- {
		if n.below(m, n.indents[i]) {
			return n.indents[i].row
		}
	}
	return 0
}

func (n *nester) below(m trace, o openIndent) bool {
	if o.column != m.column {
		return o.column < m.column
	}
	return n.indent && m.indented && o.at <= m.indent-indentStep
}

func (n *nester) pushIndent(row int) {
	m := n.marks[row]
	for len(n.indents) > 0 && !n.below(m, n.indents[len(n.indents)-1]) {
		n.indents = n.indents[:len(n.indents)-1]
	}
	n.indents = append(n.indents, openIndent{m.column, m.indent, row})
}

// setIn says whether a side's names are set in by level: their left edges fall on a few places, as
// they do not where names are centred.
func setIn(rows []Row, side int, marks map[int]trace) bool {
	var at []float64
	centred := 0
	for _, r := range rows {
		for _, it := range r.Items {
			if m := marks[r.Number]; it.Side == side && it.Role == Plain && m.indented {
				at = append(at, m.indent)
				if m.centred {
					centred++
				}
			}
		}
	}
	if len(at) < 3 || centred*2 > len(at) {
		return false
	}
	places := leftEdges(at)
	return len(places) >= 2 && len(places)*2 <= len(at) && atMost(places, maxIndents)*strayIndents >= len(at)*(strayIndents-1)
}

// leftEdges counts how many names stand at each left edge, edges a point apart being one.
func leftEdges(at []float64) []int {
	sort.Float64s(at)
	places := []int{0}
	for i := range at {
		if i > 0 && at[i]-at[i-1] > 1 {
			places = append(places, 0)
		}
		places[len(places)-1]++
	}
	return places
}

// atMost is how many names the n commonest edges hold.
func atMost(places []int, n int) int {
	sort.Sort(sort.Reverse(sort.IntSlice(places)))
	total := 0
	for _, k := range places[:min(n, len(places))] {
		total += k
	}
	return total
}

// strayIndents: of so many names one may stand elsewhere, as wrapped and squeezed ones do in long tables.
const strayIndents = 20

// maxIndents is how many levels of indentation a table can have; the deepest printed are unit, 类,
// 款, 项 and one of projects below them.
const maxIndents = 6
