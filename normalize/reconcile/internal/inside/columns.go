package inside

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// A columnSum says that a table's total column is the sum of others, in each row.
type columnSum struct {
	total normalize.Column
	parts []normalize.Column
	code  string // of the rule
}

// columnSums reads from the header paths which columns are totals of which others.
func columnSums(t *normalize.Table) []columnSum {
	var out []columnSum
	for side := range table.Sides(t) {
		cols := table.AmountColumns(t, side)
		for _, c := range cols {
			if table.IsTotalHead(c) {
				if parts := siblings(cols, c); len(parts) > 0 {
					out = append(out, columnSum{c, parts, codes.ColumnTotal})
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
	byLast := map[string][]normalize.Column{}
	var order []string
	for _, c := range cols {
		k := len(c.Path) - 1
		if k < 1 || words.IsTotalHead(c.Path[k]) {
			continue
		}
		last := c.Path[k]
		if byLast[last] == nil {
			order = append(order, last)
		}
		c.Path = c.Path[:k]
		byLast[last] = append(byLast[last], c)
	}
	var out []columnSum
	for _, last := range order {
		for _, c := range byLast[last] {
			if table.IsTotalHead(c) {
				if parts := siblings(byLast[last], c); len(parts) > 1 {
					out = append(out, columnSum{c, parts, codes.ColumnTotal})
				}
			}
		}
	}
	return out
}

// siblings are the columns whose sum a total column is: of each head beside it under the same
// group its own total, or else its leaves.
func siblings(cols []normalize.Column, total normalize.Column) []normalize.Column {
	depth := len(total.Path) - 1
	var heads []string
	groups := map[string][]normalize.Column{}
	for _, c := range cols {
		if c.Number == total.Number || len(c.Path) <= depth || !slices.Equal(c.Path[:depth], total.Path[:depth]) {
			continue
		}
		if table.StandsAside(c, depth) || yearOf(c) != yearOf(total) {
			continue
		}
		h := c.Path[depth]
		if meaning.ThreePublicHead.MatchString(total.Path[depth]) && meaning.BesideThePublic.MatchString(h) {
			continue
		}
		if groups[h] == nil {
			heads = append(heads, h)
		}
		groups[h] = append(groups[h], c)
	}
	var out []normalize.Column
	for _, h := range heads {
		out = append(out, represent(groups[h], depth+1)...)
	}
	return out
}

var yearOfHeader = regexp.MustCompile(`20\d\d`)

func yearOf(c normalize.Column) string {
	return yearOfHeader.FindString(strings.Join(c.Path, "/"))
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
	inner := map[string][]normalize.Column{}
	var order []string
	for _, c := range group {
		h := c.Path[depth]
		if inner[h] == nil {
			order = append(order, h)
		}
		inner[h] = append(inner[h], c)
	}
	for _, h := range order {
		out = append(out, represent(inner[h], depth+1)...)
	}
	return out
}

// columnChecks compare each row's totals with its parts, where the header's promise is kept by the
// table as a whole.
func columnChecks(s *table.Table) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, rule := range columnSums(s.Table) {
		out = append(out, verdict.KeptPromises(columnInstances(s, rule), 1)...)
	}
	return out
}

func columnInstances(s *table.Table, rule columnSum) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, row := range s.Rows {
		total := s.At(row.Number, rule.total.Number)
		if total == nil || !total.Adds() {
			continue
		}
		c := &arithmetic.Check{Code: rule.code, Table: s.Number, Actual: total}
		for _, p := range rule.parts {
			if e := s.At(row.Number, p.Number); e != nil {
				c.Parts = append(c.Parts, arithmetic.Term{Figure: e})
			}
		}
		if len(c.Parts) > 0 {
			c.Evaluate()
			out = append(out, c)
		}
	}
	return out
}
