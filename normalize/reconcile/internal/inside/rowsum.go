package inside

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
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
	cut     bool   // its rows may go on in another table: where they do not come out, that says nothing
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

// told says that words or codes tell of a sum, not the place of its rows alone.
func (r rowSum) told() bool {
	return r.kind == byCodes || r.kind == "total by outermost code" || r.firm && len(r.parts) > 1
}
