package inside

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
	"github.com/shopspring/decimal"
)

// mostSampled is how many rows of a table are asked which columns add up, so that the cost stays linear.
const mostSampled = 60

// unnamedColumns ask of columns that nothing calls totals whether they are the sum of those that follow them, or of those before:
// 指标金额 of 市本级金额 and 辖区转移支付金额, 总投资 of what was spent and what each year takes, a blank beside 一般债务 and 专项债务.
// The table is asked, since no words tell.
func unnamedColumns(s *table.Table, asked map[int]bool) []verdict.Question {
	var out []verdict.Question
	rows := sampled(s)
	for side := range table.Sides(s.Table) {
		cols := slices.DeleteFunc(s.MoneyColumns(side), func(c normalize.Column) bool { return asked[c.Number] })
		for i, c := range cols {
			if table.IsTotalHead(c) || c.Part {
				continue
			}
			rule := columnSum{total: c, code: codes.ColumnTotal}
			if rule.parts = addsUp(s, rows, cols, i); len(rule.parts) > 0 {
				out = append(out, verdict.Question{{Kind: "columns that nothing names", Told: verdict.ByFigures, Checks: columnInstances(s, rule)}})
			}
		}
	}
	return out
}

// addsUp are the columns behind column i, or before it, which most of some rows say that it is the sum of: the longest run of those that
// as many rows bear out, since blank columns add nothing. Nil where fewer than three rows do, or not most.
func addsUp(s *table.Table, rows []int, cols []normalize.Column, i int) []normalize.Column {
	var best []normalize.Column
	most := 0
	for _, way := range [][]normalize.Column{cols[i+1:], reversed(cols[:i])} {
		held := make([]int, len(way))
		for _, row := range rows {
			countHeld(s, row, cols[i], way, held)
		}
		for k, n := range held {
			if n >= leastRatios && n >= most {
				best, most = way[:k+1], n
			}
		}
	}
	if n := tellingRows(s, rows, cols[i], best); most*2 <= n {
		return nil
	}
	return best
}

// countHeld counts of each run of columns whether the row's total is its sum, by two parts or more that are not nothing.
func countHeld(s *table.Table, row int, total normalize.Column, way []normalize.Column, held []int) {
	whole := s.At(row, total.Number)
	if whole == nil || whole.Value.IsZero() {
		return
	}
	var sum decimal.Decimal
	filled := 0
	for k, c := range way {
		if e := s.At(row, c.Number); e != nil && !e.Value.IsZero() {
			sum = sum.Add(e.Value)
			filled++
		}
		if filled > 1 && sum.Equal(whole.Value) {
			held[k]++
		}
	}
}

// tellingRows is how many of some rows have a total and two parts or more.
func tellingRows(s *table.Table, rows []int, total normalize.Column, parts []normalize.Column) int {
	n := 0
	for _, row := range rows {
		filled := 0
		for _, c := range parts {
			if e := s.At(row, c.Number); e != nil && !e.Value.IsZero() {
				filled++
			}
		}
		if e := s.At(row, total.Number); e != nil && filled > 1 {
			n++
		}
	}
	return n
}

// sampled are rows of a table from all over it.
func sampled(s *table.Table) []int {
	step := max(1, len(s.Rows)/mostSampled)
	var out []int
	for k := 0; k < len(s.Rows); k += step {
		out = append(out, s.Rows[k].Number)
	}
	return out
}

func reversed(cols []normalize.Column) []normalize.Column {
	out := slices.Clone(cols)
	slices.Reverse(out)
	return out
}
