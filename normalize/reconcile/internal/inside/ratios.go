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
	"github.com/shopspring/decimal"
)

// leastRatios is how many rows must bear a pair of columns out. One row agrees by chance once in a thousand
// times (its percentage is printed to a thousandth of its size), and there are some ten pairs.
const leastRatios = 3

var growthHead = words.Expression(`增减|增減|增长|增幅|增速|增加|变动幅度|升降|[+±][,，、/]?[-－]`)

// ratioQuestions ask of columns of percentages (完成预算%, 决算数为上年决算数的%, 比上年增长%) which two columns of
// amounts they are made of. Their wordings leave that open, so the table is asked.
func ratioQuestions(s *table.Table, asked map[int]bool) []verdict.Question {
	var out []verdict.Question
	for _, c := range s.Columns {
		if c.Role == normalize.FigureColumn && !asked[c.Number] && inPercent(s, c) {
			growth := growthHead.MatchString(strings.Join(c.Path, ""))
			q := ratiosOf(s, c, growth)
			if len(q) == 0 && !growth {
				q = ratiosOf(s, c, true) // 百分比 beside a change of amounts
			}
			if len(q) == 0 {
				out = append(out, sharesOf(s, c)...)
			} else {
				out = append(out, q)
			}
		}
	}
	return out
}

// ratiosOf are the families of a column of percentages with any two of amounts.
func ratiosOf(s *table.Table, c normalize.Column, growth bool) verdict.Question {
	return anyPair(s.MoneyColumns(c.Side), func(over, under normalize.Column) []*arithmetic.Check {
		return ratioInstances(s, c, over, under, growth)
	})
}

// sharesOf ask of a column of shares (占比) and each column of amounts what each row is of the one that is 100%, or else of the total, which then
// should be. Amounts in 万元 and those per head have the same shares, so that neither speaks against the other.
func sharesOf(s *table.Table, c normalize.Column) []verdict.Question {
	all := wholeOf(s, c)
	if all < 0 {
		return nil
	}
	var out []verdict.Question
	for _, over := range s.MoneyColumns(c.Side) {
		f, held := verdict.Family{Kind: "shares of a column", Told: verdict.ByFigures}, 0
		whole := verdict.Family{Kind: "share of the whole", Told: verdict.ByForm} // of itself it is 100%, as sure as the others are of it
		for _, row := range s.Rows {
			percent, a, b := s.At(row.Number, c.Number), s.At(row.Number, over.Number), s.At(s.Rows[all].Number, over.Number)
			if percent == nil || a == nil || b == nil {
				continue
			}
			k := &arithmetic.Check{Code: codes.ColumnRatio, Table: s.Number, Actual: percent, Parts: []arithmetic.Term{{Figure: a}}, Base: []arithmetic.Term{{Figure: b}}}
			k.Evaluate()
			switch {
			case a == b && k.Outcome == normalize.Fail && !sumOfShares(percent, len(s.Rows)):
				whole.Checks = append(whole.Checks, k)
			case a == b || k.Outcome == normalize.Insufficient:
			default:
				f.Checks = append(f.Checks, k)
				if k.Holds() {
					held++
				}
			}
		}
		if held >= leastRatios && held*2 > len(f.Checks) {
			out = append(out, verdict.Question{f}, verdict.Question{whole})
		}
	}
	return out
}

// wholeOf is the index of the row that a column of shares gives 100%, or else of the first total; -1 where there is neither.
func wholeOf(s *table.Table, c normalize.Column) int {
	all := slices.IndexFunc(s.Rows, func(r normalize.Row) bool {
		e := s.At(r.Number, c.Number)
		return e != nil && e.Value.Equal(arithmetic.Hundred)
	})
	if all >= 0 {
		return all
	}
	return slices.IndexFunc(s.Rows, func(r normalize.Row) bool {
		return s.At(r.Number, c.Number) != nil && slices.ContainsFunc(r.Items, func(it normalize.Item) bool { return it.Side == c.Side && it.Role == normalize.Total })
	})
}

// sumOfShares says that the share of a total is as near to 100% as the sum of so many rounded ones.
func sumOfShares(percent *arithmetic.Figure, rows int) bool {
	return percent.Value.Sub(arithmetic.Hundred).Abs().LessThanOrEqual(percent.Quantum.Mul(decimal.NewFromInt(int64(rows))))
}

// inPercent says that all figures of a column are percentages.
func inPercent(s *table.Table, c normalize.Column) bool {
	n := 0
	for _, row := range s.Rows {
		if e := s.At(row.Number, c.Number); e != nil {
			if e.Record.Unit != "%" {
				return false
			}
			n++
		}
	}
	return n >= leastRatios
}

// anyPair are the families that two of some columns make, of those that enough rows bear out.
func anyPair(columns []normalize.Column, compare func(a, b normalize.Column) []*arithmetic.Check) verdict.Question {
	var q verdict.Question
	for _, a := range columns {
		for _, b := range columns {
			if a.Number == b.Number {
				continue
			}
			checks := compare(a, b)
			held := 0
			for _, c := range checks {
				if c.Holds() && (c.Base == nil || c.Parts[0].Figure != c.Base[0].Figure) {
					held++
				}
			}
			if held >= leastRatios {
				q = append(q, verdict.Family{Kind: "pair of columns", Told: verdict.ByFigures, Checks: checks})
			}
		}
	}
	return q
}

// ratioInstances compare each row: percentage = over / under, or (over − under) / under where it is one
// of growth.
func ratioInstances(s *table.Table, c, over, under normalize.Column, growth bool) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, row := range s.Rows {
		percent, a, b := s.At(row.Number, c.Number), s.At(row.Number, over.Number), s.At(row.Number, under.Number)
		if growth && a == nil && !s.Unread(row.Number, over.Number) {
			out = arithmetic.Append(out, toNothing(s, codes.ColumnGrowth, percent, b))
		}
		if percent == nil || a == nil || b == nil || !a.Money || !b.Money {
			continue
		}
		k := &arithmetic.Check{Code: codes.ColumnRatio, Table: s.Number, Actual: percent, Parts: []arithmetic.Term{{Figure: a}}, Base: []arithmetic.Term{{Figure: b}}}
		if growth {
			k.Code, k.Parts = codes.ColumnGrowth, append(k.Parts, arithmetic.Term{Figure: b, Minus: true})
		}
		if k.Evaluate(); k.Outcome != normalize.Insufficient && !(growth && fromLessThanNothing(k)) {
			out = append(out, k)
		}
	}
	return out
}

// toNothing is the growth to what a row leaves blank, which is -100%. What differs says nothing: the blank may be of an amount that
// was not read.
func toNothing(s *table.Table, code string, percent, before *arithmetic.Figure) *arithmetic.Check {
	if percent == nil || before == nil || percent.Record.Unit != "%" || !before.Money || !before.Value.IsPositive() {
		return nil
	}
	term := arithmetic.Term{Figure: before}
	c := &arithmetic.Check{Code: code, Table: s.Number, Actual: percent, Parts: []arithmetic.Term{{Figure: before, Minus: true}}, Base: []arithmetic.Term{term}}
	c.Evaluate()
	c.Moved = c.Outcome == normalize.Fail
	return c
}

// fromLessThanNothing says that a rate of change is of an amount below zero, which some print with its sign turned and others as not
// comparable.
func fromLessThanNothing(c *arithmetic.Check) bool {
	return c.Base != nil && c.Base[0].Value.IsNegative()
}
