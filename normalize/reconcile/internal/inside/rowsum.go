package inside

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// byCodes is the kind of sums that the codes of a classification tell of.
const byCodes = "codes"

// A rowSum says that the figures of one item are the sums of those of others, in each column.
type rowSum struct {
	code  string
	total int // row numbers
	parts []int
	kind  string // of the reading: codes, hierarchy, or what a total is taken to be of
	firm  bool   // words or codes say that it is a sum
	twice bool   // some rows are parts of others, which only blank or zero columns bear out
}

func (l rules) instances(rule rowSum) []*arithmetic.Check { return l.instancesIn(rule, l.Columns) }

// instancesIn are a sum's checks in some columns.
func (l rules) instancesIn(rule rowSum, columns []normalize.Column) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, col := range columns {
		total := l.Table.At(rule.total, col.Number)
		if total == nil || !total.Adds() {
			continue
		}
		c := &arithmetic.Check{Code: rule.code, Table: l.Table.Number, Actual: total}
		for _, row := range rule.parts {
			if e := l.Table.At(row, col.Number); e != nil {
				c.Parts = append(c.Parts, arithmetic.Term{Figure: e})
			}
		}
		if len(c.Parts) == 0 {
			continue
		}
		c.Evaluate()
		c.Moved = c.Outcome == normalize.Fail && (!rule.told() && l.misplaced(rule, col, c) || l.behindParts(rule, col, c) || rule.firm && l.uncounted(rule, col, c))
		out = append(out, c)
	}
	return out
}

// misplaced says that a sum is off by just what belongs elsewhere: a row, or its first or last rows, that were counted, or
// a row that was not.
func (l rules) misplaced(rule rowSum, col normalize.Column, c *arithmetic.Check) bool {
	var from, to decimal.Decimal
	for i := range rule.parts {
		from = from.Add(l.amount(rule.parts[i], col))
		to = to.Add(l.amount(rule.parts[len(rule.parts)-1-i], col))
		if tooMuch(c, from) || tooMuch(c, to) {
			return true
		}
	}
	return slices.ContainsFunc(l.Items, func(it table.Item) bool {
		if it.Row == rule.total {
			return false
		}
		if slices.Contains(rule.parts, it.Row) {
			return tooMuch(c, l.amount(it.Row, col))
		}
		return tooMuch(c, l.amount(it.Row, col).Neg())
	})
}

// uncounted says that a total is more than the rows that were counted by just one row, or some rows that follow each
// other, that were not: it takes these in.
func (l rules) uncounted(rule rowSum, col normalize.Column, c *arithmetic.Check) bool {
	var run []decimal.Decimal // of the rows up to this one, from each that it may begin with
	for _, it := range l.Items {
		switch {
		case it.Row == rule.total || slices.Contains(rule.parts, it.Row) || l.within(it, rule.parts):
			run = run[:0]
		case it.Counts() && !it.IsTotal():
			run = append(run, decimal.Zero)
			for i := range run {
				if run[i] = run[i].Add(l.amount(it.Row, col)); tooMuch(c, run[i].Neg()) {
					return true
				}
			}
		}
	}
	return false
}

// within says that an item is a part of one of these rows, by its place or by its code.
func (l rules) within(it table.Item, rows []int) bool {
	return slices.ContainsFunc(l.Items, func(whole table.Item) bool {
		return slices.Contains(rows, whole.Row) && (it.Parent == whole.Row || whole.Code() != "" && strings.HasPrefix(it.Code(), whole.Code()))
	})
}

// tooMuch says that a sum would hold, within rounding, without this much of it.
func tooMuch(c *arithmetic.Check, amount decimal.Decimal) bool {
	return !amount.IsZero() && c.Gap.Add(amount).Abs().LessThanOrEqual(c.Tolerance)
}

// behindParts says that a sum is off by just the rows that were counted and stand behind one that 其中 begins: they go
// on with its list.
func (l rules) behindParts(rule rowSum, col normalize.Column, c *arithmetic.Check) bool {
	var run decimal.Decimal
	behind := false
	for _, it := range l.Items {
		switch {
		case it.Role == normalize.Memo:
			run, behind = decimal.Zero, true
		case behind && slices.Contains(rule.parts, it.Row):
			if run = run.Add(l.amount(it.Row, col)); tooMuch(c, run) {
				return true
			}
		default:
			behind = false
		}
	}
	return false
}

// all says that a sum takes in every row of its list that counts.
func (l rules) all(rule rowSum) bool {
	return !slices.ContainsFunc(l.Items, func(it table.Item) bool {
		return it.Row != rule.total && it.Counts() && !slices.Contains(rule.parts, it.Row)
	})
}

// alike says that two rows print the same amounts in all columns.
func (l rules) alike(a, b int) bool {
	return !slices.ContainsFunc(l.Columns, func(c normalize.Column) bool { return !l.amount(a, c).Equal(l.amount(b, c)) })
}

// amount is what a row prints in a column; nothing where it prints nothing.
func (l rules) amount(row int, col normalize.Column) decimal.Decimal {
	if e := l.Table.At(row, col.Number); e != nil {
		return e.Value
	}
	return decimal.Zero
}

func (r rowSum) key() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(r.total))
	for _, p := range r.parts {
		b.WriteString("," + strconv.Itoa(p))
	}
	return b.String()
}
