package inside

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// A rowSum says that the figures of one item are the sums of those of others, in each column.
type rowSum struct {
	code  string
	total int // row numbers
	parts []int
	firm  bool // it was read from codes or from words that mean just this
	told  bool // the items' own hierarchy tells of it
	twice bool // some rows are parts of others, which only blank or zero columns bear out
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
		out = append(out, c)
	}
	return out
}

func (r rowSum) key() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(r.total))
	for _, p := range r.parts {
		b.WriteString("," + strconv.Itoa(p))
	}
	return b.String()
}
