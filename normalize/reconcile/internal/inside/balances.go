package inside

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// balances are along each row what was there at the year's beginning and came in, less what went out, which is there at its end:
// 年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出. A table without one of the two sides tells of none.
func (id identity) balances(s *table.Table) []*arithmetic.Check {
	var out []*arithmetic.Check
	for i, whole := range s.Columns {
		if whole.Role != normalize.FigureColumn || !id.whole.MatchString(headsOf(whole)) {
			continue
		}
		before := slices.DeleteFunc(slices.Clone(s.Columns[:i]), func(c normalize.Column) bool { return c.Side != whole.Side || c.Part })
		in, off := named(before, id.parts), named(before, id.base)
		if len(in) < 2 || len(off) == 0 || othersBetween(before, slices.Concat(in, off)) {
			continue
		}
		for _, row := range s.Rows {
			e := s.At(row.Number, whole.Number)
			if e == nil || !e.Money {
				continue
			}
			c := &arithmetic.Check{Code: codes.ColumnTotal, Table: s.Number, Actual: e, Parts: termsOf(s, row.Number, in, false)}
			c.Parts = append(c.Parts, termsOf(s, row.Number, off, true)...)
			out = appendSum(out, c)
		}
	}
	return out
}

// othersBetween says that a column of figures stands among some that is none of them, nor below the head of one (本年支出 / 基本支出): money
// that comes in or goes out by it (年初调整) counts, too.
func othersBetween(columns, some []normalize.Column) bool {
	known := map[int]bool{}
	first := some[0].Number
	for _, c := range some {
		known[c.Number] = true
		first = min(first, c.Number)
	}
	return slices.ContainsFunc(columns, func(c normalize.Column) bool {
		return c.Role == normalize.FigureColumn && c.Number > first && !known[c.Number] &&
			!slices.ContainsFunc(some, func(o normalize.Column) bool { return isBelow(c, o) })
	})
}

// isBelow says that a column stands below the head of another: 年初结转和结余调整 only begins as 年初结转和结余 does.
func isBelow(c, o normalize.Column) bool {
	heads := withoutTotal(o.Path)
	return len(c.Path) > len(heads) && slices.Equal(c.Path[:len(heads)], heads)
}

// headsOf are the heads of a column in one, without a total's own: 本年支出 / 小计 is 本年支出.
func headsOf(c normalize.Column) string {
	return bareName(strings.Join(withoutTotal(c.Path), ""))
}

func withoutTotal(path []string) []string {
	if n := len(path); n > 1 && words.IsTotalHead(path[n-1]) {
		return path[:n-1]
	}
	return path
}

func named(columns []normalize.Column, name *words.Pattern) []normalize.Column {
	var out []normalize.Column
	for _, c := range columns {
		if c.Role == normalize.FigureColumn && name.MatchString(headsOf(c)) {
			out = append(out, c)
		}
	}
	return out
}

// differences are down each column what one row is more than another of its name: 失业保险基金本年收支结余 of 失业保险基金收入 and
// 失业保险基金支出. Names that several rows have tell of none, nor do those whose fund has another row of its own that comes in or goes out
// (失业保险基金转移支出).
func (id identity) differences(s *table.Table) []*arithmetic.Check {
	in, off := map[string][]int{}, map[string][]int{}
	var others []string // what comes in or goes out and is said to be a part of nothing
	for _, row := range s.Rows {
		for _, it := range row.Items {
			name := unnumbered(it.Label)
			if at := id.parts.FindStringIndex(name); at != nil {
				in[name[:at[0]]] = append(in[name[:at[0]]], row.Number)
			} else if at := id.base.FindStringIndex(name); at != nil {
				off[name[:at[0]]] = append(off[name[:at[0]]], row.Number)
			} else {
				continue
			}
			if it.Role == normalize.Plain && it.Parent == 0 {
				others = append(others, name)
			}
		}
	}
	var out []*arithmetic.Check
	for _, row := range s.Rows {
		for _, it := range row.Items {
			name := unnumbered(it.Label)
			at := id.whole.FindStringIndex(name)
			if at == nil {
				continue
			}
			fund := name[:at[0]]
			if len(in[fund]) != 1 || len(off[fund]) != 1 || hasOthers(others, fund) {
				continue
			}
			for _, col := range s.Columns {
				e, a, b := s.At(row.Number, col.Number), s.At(in[fund][0], col.Number), s.At(off[fund][0], col.Number)
				if e != nil && a != nil && b != nil && e.Money {
					out = appendSum(out, &arithmetic.Check{Code: codes.ParentChildren, Table: s.Number, Actual: e, Parts: []arithmetic.Term{{Figure: a}, {Figure: b, Minus: true}}})
				}
			}
		}
	}
	return out
}

// hasOthers says that of the rows of a fund one is neither its income nor its outlays.
func hasOthers(names []string, fund string) bool {
	return fund != "" && slices.ContainsFunc(names, func(name string) bool {
		rest, of := strings.CutPrefix(name, fund)
		return of && !wholeFlow.MatchString(rest)
	})
}

// wholeFlow is what all that comes in or goes out is called.
var wholeFlow = words.Expression(`^(?:收入|支出)(?:合计)?$`)

// fewestAlike is how many rows end alike at least, of which the first or the last may be the total.
const fewestAlike = 4

// ofAlike ask whether the first or the last of the rows whose names end alike, each of another fund, is the sum of the others, wherever
// they stand between others: 全省社会保险基金本年收支结余.
func (id identity) ofAlike(s *table.Table, kind string) []verdict.Question {
	var rows []int
	for _, row := range s.Rows {
		for _, it := range row.Items {
			if id.whole.MatchString(bareName(it.Label)) {
				rows = append(rows, row.Number)
			}
		}
	}
	n := len(rows)
	if n < fewestAlike {
		return nil
	}
	first := verdict.Family{Kind: kind, Told: verdict.ByFigures, Checks: sumsDown(s, rows[0], rows[1:])}
	last := verdict.Family{Kind: kind, Told: verdict.ByFigures, Checks: sumsDown(s, rows[n-1], rows[:n-1])}
	return []verdict.Question{{first, last}}
}

// sumsDown hold in each column of money a row against the sum of others.
func sumsDown(s *table.Table, total int, parts []int) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, col := range s.Columns {
		e := s.At(total, col.Number)
		if e == nil || !e.Money {
			continue
		}
		c := &arithmetic.Check{Code: codes.RowTotal, Table: s.Number, Actual: e}
		for _, row := range parts {
			if p := s.At(row, col.Number); p != nil {
				c.Parts = append(c.Parts, arithmetic.Term{Figure: p})
			}
		}
		if len(c.Parts) >= fewestAlike-1 {
			out = appendSum(out, c)
		}
	}
	return out
}
