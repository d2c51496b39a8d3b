package normalize

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// A recordReader turns a table's figure cells into records.
type recordReader struct {
	d          *Disclosure
	t          *Table
	g          *grid.Grid
	cols       []column
	owners     owners
	records    []Record
	findings   []Finding
	decimals   map[int32]int          // how many of the table's figures on one line have so many decimals
	lastCommas *bool                  // whether the table prints the last comma of its amounts alone, once it was asked for
	spaces     map[int]bool           // whether a column prints spaces between thousands, of those it was asked for
	parted     map[int]bool           // whether a column has parts where quantities are whole, of those it was asked for
	singles    int                    // how many figures stand on one line
	named      string                 // the project as the list's last row printed it
	restated   string                 // the unit that a row of the table states by itself, for those below it
	things     bool                   // the unit over the table is one of things or of shares, and no column is of money
	unitless   bool                   // a figure of money without a unit was met
	unknown    []string               // units in brackets that are none that are known, of each figure that they stand over or beside
	strange    []string               // figures whose sign of a currency goes with no unit
	boxed      bool                   // the table is a form of boxes: each figure has its name beside it
	pairs      bool                   // the table is a form of names and values beside each other
	numbered   map[int]*numberedAbove // by side
}

// warn adds a finding about a place in the table.
func (rd *recordReader) warn(code string, row *Row, col int, what Sentence) {
	f := Finding{Document: rd.d.ID, Code: code, Severity: Warning, Page: rd.t.FirstPage, Table: rd.t.Number, Column: col, Sentence: what}
	if row != nil {
		f.Page, f.Row = row.Page, row.Number
	}
	rd.findings = append(rd.findings, f)
}

// titled says something about the table, after its title if it has one.
func (rd *recordReader) titled(what Sentence) Sentence {
	if rd.t.Title == "" {
		return what
	}
	return codes.Say("of-table", rd.t.Title, what)
}

func (rd *recordReader) above(side int) *numberedAbove {
	if rd.numbered[side] == nil {
		if rd.numbered == nil {
			rd.numbered = map[int]*numberedAbove{}
		}
		rd.numbered[side] = &numberedAbove{}
	}
	return rd.numbered[side]
}

// A numberedAbove is the units of the rows that a list's last numbered rows print, by level; nil where none of a level is open.
type numberedAbove [words.DeepestLevel + 1]*string

// number notes a row's name for the rows below.
func (n *numberedAbove) number(label string) {
	number := words.Numbered(words.Fold(label))
	if number.Style == words.Unnumbered {
		return
	}
	u := figure.UnitOfRow(label)
	n[number.Level()] = &u
	for k := number.Level() + 1; k < len(n); k++ {
		n[k] = nil
	}
}

// counted is the unit of things that the numbered row counts below which a row stands: 辆 of 1.机要通信用车 below
// （一）车辆数合计（辆）; empty where the row itself names money or is a total.
func (n *numberedAbove) counted(label string) string {
	number := words.Numbered(words.Fold(label))
	if moneyHead.MatchString(words.Fold(label)) || words.IsTotalRow(label) {
		return ""
	}
	level := len(n)
	if number.Style != words.Unnumbered {
		level = number.Level()
	}
	for k := level - 1; k >= 0; k-- {
		if n[k] != nil && !words.IsMoney(*n[k]) {
			return *n[k]
		}
		if n[k] != nil {
			return ""
		}
	}
	return ""
}

// holdsAmounts says whether a column holds amounts; what others hold, such as targets, says nothing of decimals.
func (rd *recordReader) holdsAmounts(number int) bool {
	i := slices.IndexFunc(rd.cols, func(c column) bool { return c.Number == number })
	if i < 0 || rd.cols[i].Role != FigureColumn || rd.cols[i].counted {
		return false
	}
	return rd.cols[i].Unit == "" || words.IsMoney(rd.cols[i].Unit)
}
