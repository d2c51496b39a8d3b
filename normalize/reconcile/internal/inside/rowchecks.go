package inside

import (
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
		if len(c.Parts) == 0 {
			continue
		}
		c.Evaluate()
		if l.unreadAmong(rule, col, c.Outcome == normalize.Fail) {
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

// unreadAmong says that a row among those of a sum may hold an amount that could not be read: the sum left it out as one that is blank. One
// that fails may lack a row of any level, one that comes out a row beside its parts.
func (l rules) unreadAmong(rule rowSum, col normalize.Column, anyLevel bool) bool {
	first, last := min(rule.total, slices.Min(rule.parts)), max(rule.total, slices.Max(rule.parts))
	beside := func(parent int) bool {
		return slices.ContainsFunc(l.Items, func(it table.Item) bool { return it.Parent == parent && slices.Contains(rule.parts, it.Row) })
	}
	return slices.ContainsFunc(l.Items, func(it table.Item) bool {
		return first < it.Row && it.Row < last && l.Table.Unread(it.Row, col.Number) && (anyLevel || beside(it.Parent))
	})
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
