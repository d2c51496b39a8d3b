package table

import (
	"regexp"

	"github.com/mingxi/mingxi/normalize"
)

// Code is the item's code in one of the classifications; empty if it has none.
func (it Item) Code() string {
	for _, code := range Classifications {
		if c := code(it); c != "" {
			return c
		}
	}
	return ""
}

func (it Item) Counts() bool {
	return it.Filled && it.Role != normalize.Memo && it.Role != normalize.Section
}

func (it Item) CodeLength() int { return len(it.Code()) }

func (it Item) IsUnit() bool {
	return it.UnitCode != "" && it.CodeLength() == 0 && it.ProjectCode == "" && it.Counts()
}

// A List is one side of a table: its items in order.
type List struct {
	Table   *Table
	Side    int
	Items   []Item
	Columns []normalize.Column
}

// An Item is one row of a list.
type Item struct {
	normalize.Item
	Row    int
	Filled bool // it has a figure
}

// ListsOf are the sides of a table, an ordinary one having a single list.
func ListsOf(s *Table) []*List {
	var out []*List
	for side := range SidesOf(s.Table) {
		l := &List{Table: s, Side: side, Columns: AmountColumns(s.Table, side)}
		if len(l.Columns) == 0 {
			continue
		}
		for _, r := range s.Rows {
			for _, it := range r.Items {
				if it.Side == side {
					l.Items = append(l.Items, Item{it, r.Number, l.filledAt(r.Number)})
				}
			}
		}
		out = append(out, l)
	}
	return out
}

func (l *List) filledAt(row int) bool {
	for _, c := range l.Columns {
		if l.Table.At(row, c.Number) != nil {
			return true
		}
	}
	return false
}

// Classifications are the code schemes in which a parent's code begins its children's.
var Classifications = []func(Item) string{
	func(i Item) string { return i.FunctionCode },
	func(i Item) string { return i.EconomicCode },
	func(i Item) string { return i.GovEconomicCode },
}

var (
	GrandTotal = regexp.MustCompile(`^(合计|总计|总合计|收入总计|支出总计|收支总计|本年支出总计|本年收入总计|收入合计|支出合计|总额|汇总)[：:]?$`)
	TotalName  = regexp.MustCompile(`(合计|总计|小计)[：:]?$`)
)

func (it Item) IsTotal() bool {
	return it.Role == normalize.Total || it.Role == normalize.Plain && TotalName.MatchString(it.Label)
}
