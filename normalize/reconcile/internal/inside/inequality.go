package inside

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// memoColumns hold 其中 columns against the column that they are parts of: they may be as much, not more. Such
// a comparison proves no figure.
func (l rules) memoColumns() []*arithmetic.Check {
	var out []*arithmetic.Check
	for i, c := range l.Columns {
		if !c.Part || i == 0 || l.Columns[i-1].Part || !sameGroup(c, l.Columns[i-1]) {
			continue
		}
		if whole := l.Columns[i-1].Number; l.whollyIn(c.Number, whole) || l.oneRowApart(c.Number, whole) {
			out = append(out, l.equalColumns(c.Number, l.Columns[i-1].Number)...)
			continue
		}
		whole := l.wholeOf(i)
		for _, it := range l.Items {
			out = arithmetic.Append(out, within(l.Table.At(it.Row, c.Number), l.Table.At(it.Row, whole)))
		}
	}
	return out
}

// wholeOf is the number of the column that the 其中 column i is a part of: the one before it, or the total
// of their group where some row has more than that one. Both are printed so: 项目支出 其中：政府采购, and
// 合计 一般公共预算 单位资金 其中：政府采购.
func (l rules) wholeOf(i int) int {
	before := l.Columns[i-1]
	if l.holdsPart(l.Columns[i].Number, before.Number) {
		return before.Number
	}
	for k := i - 2; k >= 0; k-- {
		if c := l.Columns[k]; table.IsTotalHead(c) && sameGroup(l.Columns[i], c) {
			return c.Number
		}
	}
	return before.Number
}

// holdsPart says that no row has more of a part than of its whole, nor some where the whole has none.
func (l rules) holdsPart(part, whole int) bool {
	for _, it := range l.Items {
		a, b := l.Table.At(it.Row, part), l.Table.At(it.Row, whole)
		if a != nil && a.Value.IsPositive() && (b == nil || within(a, b) != nil && !within(a, b).Holds()) {
			return false
		}
	}
	return true
}

// sameGroup says that two columns stand side by side under the same heads, or one is the head of the other.
func sameGroup(a, b normalize.Column) bool {
	k := len(a.Path) - 1
	return k >= 0 && (len(b.Path) == k+1 || len(b.Path) == k) && slices.Equal(a.Path[:k], b.Path[:k])
}

// whollyIn says that a 其中 column is as much as its whole in each total row: then it is the whole of
// it in every row.
func (l rules) whollyIn(part, whole int) bool {
	found := false
	for _, it := range l.Items {
		a, b := l.Table.At(it.Row, part), l.Table.At(it.Row, whole)
		if !it.IsTotal() || b == nil {
			continue
		}
		if a == nil || !a.Value.Equal(b.Value) {
			return false
		}
		found = true
	}
	return found
}

// rowsAlike is how many rows must be the same in a part and its whole for a single other one to be a
// misprint.
const rowsAlike = 4

// oneRowApart says that a 其中 column is its whole in all rows but one, and there nearly: an item that
// was less would make its totals less too.
func (l rules) oneRowApart(part, whole int) bool {
	alike, apart := 0, 0
	for _, it := range l.Items {
		a, b := l.Table.At(it.Row, part), l.Table.At(it.Row, whole)
		switch {
		case a == nil && b == nil:
		case a == nil || b == nil:
			return false
		case a.Value.Equal(b.Value):
			alike++
		case arithmetic.Misprint(a, b.Value):
			apart++
		default:
			return false
		}
	}
	return apart == 1 && alike >= rowsAlike
}

func (l rules) equalColumns(part, whole int) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, it := range l.Items {
		out = arithmetic.Append(out, arithmetic.Equality(codes.PartIsWhole, l.Table.At(it.Row, part), l.Table.At(it.Row, whole)))
	}
	return out
}

func (l rules) memoRows() []*arithmetic.Check {
	var out []*arithmetic.Check
	for i, it := range l.Items {
		if it.Role != normalize.Memo || i == 0 || l.Items[i-1].Role == normalize.Memo {
			continue
		}
		for _, c := range l.Columns {
			out = arithmetic.Append(out, within(l.Table.At(it.Row, c.Number), l.Table.At(l.Items[i-1].Row, c.Number)))
		}
	}
	return out
}

// within is the check that a part is no more than its whole; nil where one is missing or negative.
func within(part, whole *arithmetic.Figure) *arithmetic.Check {
	if part == nil || whole == nil || part.Value.IsNegative() || whole.Value.IsNegative() {
		return nil
	}
	c := &arithmetic.Check{Code: codes.PartWithin, Table: part.Record.Table, Actual: part, Parts: []arithmetic.Term{{Figure: whole}}, AtMost: true}
	c.Evaluate()
	return c
}
