package inside

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// overLists ask of each total whose name stands over several lists side by side whether it is the sum of the outermost rows of all
// of them (公用经费合计 over two of classes), or of those of each (当年支出小计 over what is spent by function and by use).
func overLists(s *table.Table) []verdict.Question {
	lists := table.ListsOf(s)
	var out []verdict.Question
	for k := 1; k < len(lists); k++ {
		for _, it := range lists[k].Items {
			first := firstUnder(lists[:k+1], it)
			if !it.Filled || first == k {
				continue
			}
			under := lists[first : k+1]
			q := verdict.Question{{Kind: "total over lists", Told: verdict.ByForm, Full: true, Checks: sumsOver(s, lists[k], it.Row, under)}}
			for i := range under {
				q = append(q, verdict.Family{Kind: "total of each list", Told: verdict.ByForm, Full: true, Whole: true, Checks: sumsOver(s, lists[k], it.Row, under[i:i+1])})
			}
			out = append(out, q)
		}
		out = append(out, verdict.Question{{Kind: byCodes, Told: verdict.ByWords, Apart: true, Checks: overTheBreak(s, lists[k-1], lists[k])}})
	}
	return out
}

// overTheBreak compare a class near the foot of a list with its divisions there and at the head of the next list, on which they go
// on: 302 with 30201 to 30218 and, beside them, 30224 to 30299.
func overTheBreak(s *table.Table, left, right *table.List) []*arithmetic.Check {
	var out []*arithmetic.Check
	for i, it := range left.Items {
		rest := goingOn(right, it.Code())
		if len(rest) == 0 {
			continue
		}
		for n, col := range left.Columns {
			whole := s.At(it.Row, col.Number)
			if whole == nil || n >= len(right.Columns) {
				continue
			}
			c := &arithmetic.Check{Code: codes.ParentChildren, Table: s.Number, Actual: whole}
			c.Parts = append(divisions(s, left.Items[i+1:], it.Code(), col.Number), divisions(s, rest, it.Code(), right.Columns[n].Number)...)
			out = appendSum(out, c)
		}
	}
	return out
}

// goingOn are the first items of a list whose codes are below one that stands on the list left of it.
func goingOn(l *table.List, code string) []table.Item {
	if l == nil || code == "" {
		return nil
	}
	n := 0
	for n < len(l.Items) && len(l.Items[n].Code()) > len(code) && strings.HasPrefix(l.Items[n].Code(), code) {
		n++
	}
	return l.Items[:n]
}

// cut says that the list of a numbered row's parts ends where the table does, and that the next table of its heads begins with a row without
// a number: the list may go on there, behind a page of other tables.
func (l rules) cut(whole table.Item, parts []int) bool {
	if l.Table.Next == nil || l.end == nil || l.end.Row != parts[len(parts)-1] || !opens(whole) || opens(*l.end) {
		return false
	}
	for _, next := range table.ListsOf(l.Table.Next) {
		if at := slices.IndexFunc(next.Items, func(it table.Item) bool { return it.Filled }); next.Side == l.Side && at >= 0 {
			first := next.Items[at]
			return !opens(first) && !first.IsTotal() && first.Code() == ""
		}
	}
	return false
}

// opens says that a row has a number before its name, also one that nothing parts from it: 10需用費.
func opens(it table.Item) bool {
	return hasNumber(it) || strings.IndexAny(words.Fold(it.Label), "0123456789") == 0
}

// divisions are the figures of items that are the next level below a code.
func divisions(s *table.Table, items []table.Item, code string, column int) []arithmetic.Term {
	var out []arithmetic.Term
	for _, it := range items {
		if e := s.At(it.Row, column); e != nil && len(it.Code()) == len(code)+levelDigits && strings.HasPrefix(it.Code(), code) {
			out = append(out, arithmetic.Term{Figure: e})
		}
	}
	return out
}

// levelDigits is how many digits a level of a classification adds to its code.
const levelDigits = 2

// sumsOver compare the total in a row of a list with the outermost rows of some lists, column by column.
func sumsOver(s *table.Table, of *table.List, row int, lists []*table.List) []*arithmetic.Check {
	var out []*arithmetic.Check
	above := codesOf(lists)
	for n, col := range of.Columns {
		total := s.At(row, col.Number)
		if total == nil || !total.Adds() {
			continue
		}
		c := &arithmetic.Check{Code: codes.RowTotal, Table: s.Number, Actual: total}
		for _, l := range lists {
			if n < len(l.Columns) {
				c.Parts = append(c.Parts, outermost(l, above, row, l.Columns[n].Number)...)
			}
		}
		out = appendSum(out, c)
	}
	return out
}

// firstUnder is the index of the first of the lists that a total's name stands over, the last of which is its own.
func firstUnder(lists []*table.List, total table.Item) int {
	first := len(lists) - 1
	for first > 0 && total.IsTotal() && slices.ContainsFunc(lists[first-1].Items, func(it table.Item) bool {
		return it.Row == total.Row && it.Label == total.Label && !it.Filled
	}) {
		first--
	}
	return first
}

// outermost are the figures of a list's rows above a total that are part of no other row, by the table's hierarchy or by the
// codes of all lists.
func outermost(l *table.List, codes map[string]bool, until, column int) []arithmetic.Term {
	var out []arithmetic.Term
	for _, it := range l.Items {
		e := l.Table.At(it.Row, column)
		if it.Row >= until || e == nil || !it.Counts() || it.IsTotal() || it.Parent > 0 || belowAny(it, codes) {
			continue
		}
		out = append(out, arithmetic.Term{Figure: e})
	}
	return out
}

// belowAny says that the code of an item begins with one of some codes.
func belowAny(it table.Item, codes map[string]bool) bool {
	c := it.Code()
	for n := 1; n < len(c); n++ {
		if codes[c[:n]] {
			return true
		}
	}
	return false
}

// codesOf are the codes of the items of lists.
func codesOf(lists []*table.List) map[string]bool {
	out := map[string]bool{}
	for _, l := range lists {
		for _, it := range l.Items {
			if c := it.Code(); c != "" {
				out[c] = true
			}
		}
	}
	return out
}
