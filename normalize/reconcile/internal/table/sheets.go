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

// mostStray is of how many rows of a sheet one may have a name that the first sheet does not print: names that were cut otherwise.
const mostStray = 5

// goesOn says that a table has the rows of another, in their order, under other heads. The rows that one sheet prints nothing in may be
// missing there.
func goesOn(first, next *Table) bool {
	if first.TwoSided || next.TwoSided || first.Unit != next.Unit || shareHead(first, next) {
		return false
	}
	names, others := first.namedRows(), next.namedRows()
	shared := len(inBoth(names, others))
	return shared >= fewestShared && 2*shared > len(names) && (len(others)-shared)*mostStray <= len(others)
}

// inBoth are the rows of one sheet whose names another one prints in the same order, each with the row there.
func inBoth(names, others []namedRow) map[int]int {
	out := map[int]int{}
	at := 0
	for _, r := range others {
		if k := slices.IndexFunc(names[at:], func(n namedRow) bool { return n.name == r.name }); k >= 0 {
			at += k
			out[r.row] = names[at].row
			at++
		}
	}
	return out
}

// shareHead says that two tables have a column of figures of the same head.
func shareHead(a, b *Table) bool {
	heads := map[string]bool{}
	for _, c := range AmountColumns(a.Table, 0) {
		heads[strings.Join(c.Path, "/")] = true
	}
	return slices.ContainsFunc(AmountColumns(b.Table, 0), func(c normalize.Column) bool { return heads[strings.Join(c.Path, "/")] })
}

// A namedRow is a row that prints figures, by its name and how often that came before.
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

// together puts sheets side by side. Where a sheet has a row that the first has not, only the rows that all of them print are kept:
// of any other it is not known that nothing is missing.
func together(sheets []*Table) *Table {
	t := *sheets[0].Table
	t.Number, t.Columns = 0, nil
	out := &Table{Table: &t, at: map[place]*arithmetic.Figure{}}
	names := sheets[0].namedRows()
	found, stray := map[int]int{}, false
	left := 0
	for _, s := range sheets {
		own := s.namedRows()
		rows := inBoth(names, own)
		stray = stray || len(rows) < len(own)
		last := 0
		for _, c := range s.Columns {
			last = max(last, c.Number)
			c.Number += left
			t.Columns = append(t.Columns, c)
		}
		for from, to := range rows {
			found[to]++
			for _, e := range s.inRow(from) {
				out.at[placeAt(to, e.Record.Column+left)] = e
			}
		}
		left += last
	}
	if stray {
		t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(r normalize.Row) bool { return found[r.Number] < len(sheets) })
	}
	return out
}
