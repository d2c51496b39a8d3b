package inside

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// byCodes is the kind of sums that the codes of a classification tell of.
const byCodes = "codes"

// A rowSum says that the figures of one item are the sums of those of others, in each column.
type rowSum struct {
	code    string
	total   int // row numbers
	parts   []int
	kind    string // of the reading: codes, hierarchy, or what a total is taken to be of
	firm    bool   // words or codes say that it is a sum
	unnamed bool   // nothing says that it is a sum
	twice   bool   // some rows are parts of others, which only blank or zero columns bear out
}

func (l rules) instances(rule rowSum) []*arithmetic.Check { return l.instancesIn(rule, l.Columns) }

// instancesIn are a sum's checks in some columns.
func (l rules) instancesIn(rule rowSum, columns []normalize.Column) []*arithmetic.Check {
	var out []*arithmetic.Check
	var count *counting
	for _, col := range columns {
		total := l.Table.At(rule.total, col.Number)
		if total == nil || !total.Adds() || slices.ContainsFunc(rule.parts, func(row int) bool { return l.Table.Unread(row, col.Number) }) {
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
		if c.Outcome == normalize.Fail && l.look(len(l.Items)+len(rule.parts)) {
			if count == nil {
				count = l.count(rule)
			}
			misplaced := count.misplaced(col, c)
			c.Moved = misplaced && (!count.told() || rule.code == codes.YearAndCarried) || count.moved(col, c)
			c.ByPlace = misplaced || c.Moved
		}
		out = append(out, c)
	}
	return out
}

// all says that a sum takes in every row of its list that counts.
func (l rules) all(rule rowSum) bool {
	counted := setOf(rule.parts)
	return !slices.ContainsFunc(l.Items, func(it table.Item) bool {
		return it.Row != rule.total && it.Counts() && !counted[it.Row]
	})
}

func setOf(rows []int) map[int]bool {
	out := make(map[int]bool, len(rows))
	for _, r := range rows {
		out[r] = true
	}
	return out
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
