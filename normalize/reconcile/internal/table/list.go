package table

import (
	"slices"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// A List is what one side of a table lists: its items in order, and the columns whose figures can be added.
type List struct {
	Table   *Table
	Side    int // as normalize.Column.Side
	Items   []Item
	Columns []normalize.Column
}

// An Item is one row of a list.
type Item struct {
	normalize.Item
	Row    int
	Filled bool // it has a figure, be it of last year
	total  bool
	counts bool
}

// ListsOf are the lists of a table that have figures which can be added; an ordinary table has one.
func ListsOf(s *Table) []*List {
	var out []*List
	for side := range Sides(s.Table) {
		l := &List{Table: s, Side: side, Columns: AmountColumns(s.Table, side), Items: make([]Item, 0, len(s.Rows))}
		if len(l.Columns) == 0 {
			continue
		}
		money := append(s.MoneyColumns(side), l.Columns...)
		for _, r := range s.Rows {
			for _, it := range r.Items {
				if it.Side == side {
					total := it.Role == normalize.Total || it.Role == normalize.Plain && words.EndsAsTotal(it.Label)
					filled := filledAt(s, r.Number, money)
					counts := filled && it.Role != normalize.Memo && it.Role != normalize.Section && !words.IsBalance(it.Label)
					l.Items = append(l.Items, Item{it, r.Number, filled, total, counts})
				}
			}
		}
		out = append(out, l)
	}
	return out
}

// filledAt says that a row has a figure in one of some columns: an item that is gone has one of last year alone.
func filledAt(s *Table, row int, columns []normalize.Column) bool {
	return slices.ContainsFunc(columns, func(c normalize.Column) bool { return s.At(row, c.Number) != nil })
}

// IsTotal says that an item is a total of others.
func (it Item) IsTotal() bool { return it.total }

// Counts says that an item has figures that count towards totals: it is no part of another (其中), no heading and no
// difference of others.
func (it Item) Counts() bool { return it.counts }

// IsUnit says that an item is a department or unit as a whole.
func (it Item) IsUnit() bool {
	return it.UnitCode != "" && it.Code() == "" && it.ProjectCode == "" && it.Counts()
}

// Classifications are the code schemes in which a parent's code begins its children's.
var Classifications = []func(Item) string{
	func(i Item) string { return i.FunctionCode },
	func(i Item) string { return i.EconomicCode },
	func(i Item) string { return i.GovEconomicCode },
}

// Code is the item's code in the first classification that it has one in; empty if in none.
func (it Item) Code() string {
	for _, code := range Classifications {
		if c := code(it); c != "" {
			return c
		}
	}
	return ""
}
