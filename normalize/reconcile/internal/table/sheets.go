package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// Sheets are the tables that were cut between their columns, each put together again: a transfer to fourteen cities is
// printed on three sheets that all list the same transfers, and its 合计 stands on the first. What is put together has the
// rows of the first sheet and no number.
func Sheets(tables []*Table) []*Table {
	var out []*Table
	for i := 0; i < len(tables); {
		n := i + 1
		for n < len(tables) && goesOn(tables[i], tables[n]) {
			n++
		}
		if n > i+1 {
			out = append(out, together(tables[i:n]))
		}
		i = n
	}
	return out
}

// fewestShared is how many rows two sheets of a table have in common at least.
const fewestShared = 4

// goesOn says that a table has the rows of another, in their order, under other heads. The rows that one sheet prints nothing in may be
// missing there.
func goesOn(first, next *Table) bool {
	if first.TwoSided || next.TwoSided || first.Unit != next.Unit || shareHead(first, next) {
		return false
	}
	names, others := first.rowNames(), next.rowNames()
	at := 0
	for _, name := range others {
		k := slices.Index(names[at:], name)
		if k < 0 {
			return false
		}
		at += k + 1
	}
	return len(others) >= fewestShared && 2*len(others) > len(names)
}

// shareHead says that two tables have a column of figures of the same head.
func shareHead(a, b *Table) bool {
	heads := map[string]bool{}
	for _, c := range AmountColumns(a.Table, 0) {
		heads[strings.Join(c.Path, "/")] = true
	}
	return slices.ContainsFunc(AmountColumns(b.Table, 0), func(c normalize.Column) bool { return heads[strings.Join(c.Path, "/")] })
}

// rowNames are the names of the rows that print figures, each with how often it came before.
func (s *Table) rowNames() []string {
	var out []string
	for _, r := range s.namedRows() {
		out = append(out, r.name)
	}
	return out
}

type namedRow struct {
	name string
	row  int
}

func (s *Table) namedRows() []namedRow {
	var out []namedRow
	seen := map[string]int{}
	for _, r := range s.Rows {
		figures := s.inRow(r.Number)
		if len(figures) == 0 {
			continue
		}
		label := figures[0].Record.Label
		seen[label]++
		out = append(out, namedRow{fmt.Sprint(label, " ", seen[label]), r.Number})
	}
	return out
}

// together puts sheets side by side.
func together(sheets []*Table) *Table {
	t := *sheets[0].Table
	t.Number, t.Columns = 0, nil
	out := &Table{Table: &t, at: map[place]*arithmetic.Figure{}}
	rows := map[string]int{}
	for _, r := range sheets[0].namedRows() {
		rows[r.name] = r.row
	}
	left := 0
	for _, s := range sheets {
		last := 0
		for _, c := range s.Columns {
			last = max(last, c.Number)
			c.Number += left
			t.Columns = append(t.Columns, c)
		}
		for _, r := range s.namedRows() {
			for _, e := range s.inRow(r.row) {
				out.at[place{rows[r.name], e.Record.Column + left}] = e
				out.Figures = append(out.Figures, e)
			}
		}
		left += last
	}
	return out
}
