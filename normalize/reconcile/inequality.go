package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// partsWithin compare 其中 columns and rows with what they are a part of: they may be as much, not
// more. Such a check proves no figure.
func partsWithin(s *sheet) []*check {
	var out []*check
	for _, l := range lists(s) {
		out = append(out, keptPromises(l.memoColumns(), 0)...)
		out = append(out, keptPromises(l.memoRows(), 0)...)
	}
	return out
}

func (l *list) memoColumns() []*check {
	var out []*check
	for i, c := range l.columns {
		if !c.Part || i == 0 || l.columns[i-1].Part || !sameGroup(c, l.columns[i-1]) {
			continue
		}
		if whole := l.columns[i-1].Number; l.whollyIn(c.Number, whole) || l.oneRowApart(c.Number, whole) {
			out = append(out, l.equalColumns(c.Number, l.columns[i-1].Number)...)
			continue
		}
		whole := l.wholeOf(i)
		for _, it := range l.items {
			out = appendCheck(out, within(l.sheet.at(it.row, c.Number), l.sheet.at(it.row, whole)))
		}
	}
	return out
}

// wholeOf is the number of the column that the 其中 column i is a part of: the one before it, or the total
// of their group where some row has more than that one. Both are printed so: 项目支出 其中：政府采购, and
// 合计 一般公共预算 单位资金 其中：政府采购.
func (l *list) wholeOf(i int) int {
	before := l.columns[i-1]
	if l.holdsPart(l.columns[i].Number, before.Number) {
		return before.Number
	}
	for k := i - 2; k >= 0; k-- {
		if c := l.columns[k]; isTotalHead(c) && sameGroup(l.columns[i], c) {
			return c.Number
		}
	}
	return before.Number
}

// holdsPart says that no row has more of a part than of its whole, nor some where the whole has none.
func (l *list) holdsPart(part, whole int) bool {
	for _, it := range l.items {
		a, b := l.sheet.at(it.row, part), l.sheet.at(it.row, whole)
		if a != nil && a.value.IsPositive() && (b == nil || within(a, b) != nil && !within(a, b).holds()) {
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
func (l *list) whollyIn(part, whole int) bool {
	found := false
	for _, it := range l.items {
		a, b := l.sheet.at(it.row, part), l.sheet.at(it.row, whole)
		if !it.isTotal() || b == nil {
			continue
		}
		if a == nil || !a.value.Equal(b.value) {
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
func (l *list) oneRowApart(part, whole int) bool {
	alike, apart := 0, 0
	for _, it := range l.items {
		a, b := l.sheet.at(it.row, part), l.sheet.at(it.row, whole)
		switch {
		case a == nil && b == nil:
		case a == nil || b == nil:
			return false
		case a.value.Equal(b.value):
			alike++
		case misprint(a, b.value):
			apart++
		default:
			return false
		}
	}
	return apart == 1 && alike >= rowsAlike
}

func (l *list) equalColumns(part, whole int) []*check {
	var out []*check
	for _, it := range l.items {
		out = appendCheck(out, equality(codes.PartIsWhole, l.sheet.at(it.row, part), l.sheet.at(it.row, whole)))
	}
	return out
}

func (l *list) memoRows() []*check {
	var out []*check
	for i, it := range l.items {
		if it.Role != normalize.Memo || i == 0 || l.items[i-1].Role == normalize.Memo {
			continue
		}
		for _, c := range l.columns {
			out = appendCheck(out, within(l.sheet.at(it.row, c.Number), l.sheet.at(l.items[i-1].row, c.Number)))
		}
	}
	return out
}

// within is the check that a part is no more than its whole; nil where one is missing or negative.
func within(part, whole *entry) *check {
	if part == nil || whole == nil || part.value.IsNegative() || whole.value.IsNegative() {
		return nil
	}
	c := &check{code: codes.PartWithin, table: part.record.Table, actual: part, parts: []term{{entry: whole}}, atMost: true}
	c.evaluate()
	return c
}
