// Package narrative reads the running text of disclosures (情况说明): every figure of it, every 与上年持平, every
// list of names of items and every plain 无 becomes a statement that says what it is about and which other
// one it refers to. It knows no tables.
package narrative

import (
	_ "embed"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

//go:embed narrative.txt
var narrativeWordings string

var wordings = words.Read("narrative", narrativeWordings)

// A Kind says what a statement states.
type Kind string

const (
	Amount        Kind = "amount"
	Change        Kind = "change"         // increase positive, decrease negative
	PercentChange Kind = "percent-change" // likewise
	Share         Kind = "share"
	Unchanged     Kind = "unchanged" // 持平
	Names         Kind = "names"     // a list of names of items
	Count         Kind = "count"     // vehicles, people, pieces
)

// A Statement is one figure, or what is said instead of one.
type Statement struct {
	Number   int // counts from 1
	Page     int
	Box      page.Box // of the line it begins on
	Sentence string
	Before   string   // what the sentence says before it
	Section  string   // the heading it stands under
	Headings []string // of the items that it stands in below Section, outermost first
	Subject  string   // what it is about, as printed
	Against  string   // what a share is said to be of (占…的, 完成…的), as printed; empty if it is not said
	Kind     Kind
	Year     int // that the figure is of; 0 if not said
	Text     string
	Value    decimal.NullDecimal
	Unit     string
	Yuan     decimal.NullDecimal
	Names    []string // of Names
	Of       int      // the statement it says something about, by number: a share's part, a change's or a list's amount; 0 if none
	Whole    int      // the statement it is measured against: an amount's or a share's whole, a change's base; 0 if not said
}

// alone is a statement of which it is not known what it is of.
func (c Statement) alone() Statement {
	c.Of, c.Whole = 0, 0
	return c
}
