package inside

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// A columnSum says that a table's total column is the sum of others, in each row.
type columnSum struct {
	total normalize.Column
	parts []normalize.Column
	code  string                     // of the rule
	under map[int][]normalize.Column // by the number of a part that is itself a total: what it is the total of
}

// columnSums reads from the header paths which columns are totals of which others.
func columnSums(t *normalize.Table) []columnSum {
	var out []columnSum
	for side := range table.Sides(t) {
		cols := table.AmountColumns(t, side)
		for _, c := range cols {
			if table.IsTotalHead(c) {
				if parts, under := siblings(cols, c); len(parts) > 0 {
					out = append(out, columnSum{c, parts, codes.ColumnTotal, under})
				}
			}
		}
		out = append(out, crossedSums(cols)...)
	}
	return out
}

// crossedSums are those of tables whose groups repeat the same columns: 总计/一般公共预算 is the sum
// of 因公出国/一般公共预算, 公务接待费/一般公共预算, ... They are found by cutting the repeated last
// head off the paths.
func crossedSums(cols []normalize.Column) []columnSum {
	var byLast groups.Groups[string, normalize.Column]
	for _, c := range cols {
		k := len(c.Path) - 1
		if k < 1 || words.IsTotalHead(c.Path[k]) {
			continue
		}
		last := c.Path[k]
		c.Path = c.Path[:k]
		byLast.Add(last, c)
	}
	var out []columnSum
	for _, alike := range byLast.All() {
		for _, c := range alike {
			if table.IsTotalHead(c) {
				if parts, under := siblings(alike, c); len(parts) > 1 {
					out = append(out, columnSum{c, parts, codes.ColumnTotal, under})
				}
			}
		}
	}
	return out
}

// siblings are the columns whose sum a total column is: of each head beside it under the same
// group its own total, or else its leaves.
func siblings(cols []normalize.Column, total normalize.Column) (parts []normalize.Column, under map[int][]normalize.Column) {
	depth := len(total.Path) - 1
	var beside groups.Groups[string, normalize.Column]
	for _, c := range cols {
		if c.Number == total.Number || len(c.Path) <= depth || !slices.Equal(c.Path[:depth], total.Path[:depth]) {
			continue
		}
		if table.StandsAside(c, depth) || yearOf(c) != yearOf(total) {
			continue
		}
		h := c.Path[depth]
		if threePublic.MatchString(total.Path[depth]) && besideThePublic.MatchString(h) {
			continue
		}
		beside.Add(h, c)
	}
	under = map[int][]normalize.Column{}
	for _, all := range beside.All() {
		group := represent(all, depth+1)
		parts = append(parts, group...)
		if len(group) == 1 && len(all) > 1 {
			isIt := func(c normalize.Column) bool { return c.Number == group[0].Number }
			under[group[0].Number] = represent(slices.DeleteFunc(slices.Clone(all), isIt), depth+1)
		}
	}
	return parts, under
}

var yearOfHeader = words.Expression(`20\d\d`)

var (
	threePublic     = words.Expression(`三公`)
	besideThePublic = words.Expression(`会议费|培训费|运行经费`)
)

func yearOf(c normalize.Column) string {
	return yearOfHeader.FindString(strings.Join(c.Path, "/"))
}

// termsAt is a part's figure in a row; where a subtotal is left blank, those that it would be the sum of.
func termsAt(s *table.Table, row int, p normalize.Column, under map[int][]normalize.Column) []arithmetic.Term {
	if e := s.At(row, p.Number); e != nil {
		return []arithmetic.Term{{Figure: e}}
	}
	var out []arithmetic.Term
	for _, c := range under[p.Number] {
		out = append(out, termsAt(s, row, c, under)...)
	}
	return out
}

// represent stands for a group of columns under one head: its own total column, or else its leaves,
// inner groups by their totals.
func represent(group []normalize.Column, depth int) []normalize.Column {
	for _, c := range group {
		if len(c.Path) == depth+1 && words.IsTotalHead(c.Path[depth]) || len(c.Path) == depth {
			return []normalize.Column{c}
		}
	}
	var out []normalize.Column
	var inner groups.Groups[string, normalize.Column]
	for _, c := range group {
		inner.Add(c.Path[depth], c)
	}
	for _, all := range inner.All() {
		out = append(out, represent(all, depth+1)...)
	}
	return out
}

// columnQuestions ask of each total column whether it is the sum that its head promises.
func columnQuestions(s *table.Table) []verdict.Question {
	var out []verdict.Question
	for _, rule := range columnSums(s.Table) {
		told := verdict.ByHeads
		if len(rule.parts) == 1 {
			told = verdict.ByPlace // a total of more than one column, the others of which stand elsewhere
		}
		q := verdict.Question{{Kind: "columns", Told: told, Checks: columnInstances(s, rule)}}
		for _, other := range rule.besideTotals() {
			q = append(q, verdict.Family{Kind: "columns beside totals", Told: verdict.ByFigures, Whole: true, Checks: columnInstances(s, other)})
		}
		out = append(out, q)
	}
	return out
}

// besideTotals are the ways to read a total column beside which another one stands: 总计, 合计, 一般公共预算, 政府性基金, 其他资金. The
// inner one is of some that follow it, the outer one of it and the rest.
func (r columnSum) besideTotals() []columnSum {
	var out []columnSum
	at := func(c normalize.Column) int {
		return slices.IndexFunc(r.parts, func(p normalize.Column) bool { return p.Number == c.Number })
	}
	for _, c := range r.parts {
		if !table.IsTotalHead(c) || len(c.Path) != len(r.total.Path) {
			continue
		}
		inner := r
		if c.Number < r.total.Number { // this is the inner one
			for end := range r.parts {
				if r.parts[end].Number > r.total.Number {
					inner.parts = slices.DeleteFunc(slices.Clone(r.parts[:end+1]), func(p normalize.Column) bool { return p.Number < r.total.Number })
					out = append(out, inner)
				}
			}
			continue
		}
		for end := at(c) + 2; end <= len(r.parts); end++ {
			inner.parts = append(slices.Clone(r.parts[:at(c)+1]), r.parts[end:]...)
			out = append(out, inner)
		}
	}
	return out
}

func columnInstances(s *table.Table, rule columnSum) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, row := range s.Rows {
		total := s.At(row.Number, rule.total.Number)
		if total == nil || !total.Adds() || words.IsRatio(total.Record.Label) || slices.ContainsFunc(rule.parts, func(p normalize.Column) bool { return s.Unread(row.Number, p.Number) }) {
			continue
		}
		c := &arithmetic.Check{Code: rule.code, Table: s.Number, Actual: total}
		for _, p := range rule.parts {
			c.Parts = append(c.Parts, termsAt(s, row.Number, p, rule.under)...)
		}
		if len(c.Parts) > 0 {
			c.Evaluate()
			c.Moved = c.Outcome == normalize.Fail && passedOn(c)
			out = append(out, c)
		}
	}
	return out
}

// passedOn says that a sum's parts, two or more, are each as much as the whole: the columns are levels of government,
// and what one passes on to another counts once.
func passedOn(c *arithmetic.Check) bool {
	if !words.PassesOn(c.Actual.Record.Label) {
		return false
	}
	n := 0
	for _, p := range c.Parts {
		switch {
		case p.Value.Equal(c.Actual.Value):
			n++
		case !p.Value.IsZero():
			return false
		}
	}
	return n > 1
}
