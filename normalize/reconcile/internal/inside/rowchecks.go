package inside

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// instances are the checks of a sum down the rows of a list, one in each of its columns.
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
		if len(c.Parts) == 0 || l.unreadAmong(rule, col) {
			continue
		}
		c.Evaluate()
		if rule.cut && c.Outcome != normalize.Pass {
			continue
		}
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

// unreadAmong says that a row of a sum's own level may hold an amount that could not be read: the sum left it out as one that is blank.
func (l rules) unreadAmong(rule rowSum, col normalize.Column) bool {
	if !l.Table.AnyUnread() {
		return false
	}
	after, before := l.reach(rule)
	return slices.ContainsFunc(l.Items, func(it table.Item) bool {
		return after < it.Row && it.Row < before && l.Table.Unread(it.Row, col.Number) && slices.ContainsFunc(l.Items, func(part table.Item) bool {
			return slices.Contains(rule.parts, part.Row) && part.Parent == it.Parent && part.IsTotal() == it.IsTotal() && (part.Role == normalize.Memo) == (it.Role == normalize.Memo)
		})
	})
}

// reach is between which rows those stand that a sum may take in: from its total to the next one on the other side of its parts, or to the
// end of the list.
func (l rules) reach(rule rowSum) (after, before int) {
	first, last := slices.Min(rule.parts), slices.Max(rule.parts)
	after, before = min(rule.total, first), max(rule.total, last)
	if rule.total > last {
		after = 0
	}
	if rule.total < first {
		before = math.MaxInt
	}
	for _, it := range l.Items {
		switch {
		case !it.IsTotal():
		case it.Row < first:
			after = max(after, it.Row)
		case it.Row > last:
			before = min(before, it.Row)
		}
	}
	return after, before
}

// besideInstances are a sum's checks in each column beside the list's own.
func (l rules) besideInstances(rule rowSum) [][]*arithmetic.Check {
	var out [][]*arithmetic.Check
	for _, c := range l.beside {
		if checks := l.instancesIn(rule, []normalize.Column{c}); len(checks) > 0 {
			out = append(out, checks)
		}
	}
	return out
}
