package inside

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// A counting is a sum with the rows of its list that it counts. It finds out whether the sum fails because rows
// belong elsewhere.
type counting struct {
	rules
	rowSum
	counted map[int]bool    // rows
	codes   map[string]bool // of these rows
}

func (l rules) count(rule rowSum) *counting {
	n := &counting{l, rule, setOf(rule.parts), map[string]bool{}}
	for _, it := range l.Items {
		if code := it.Code(); code != "" && n.counted[it.Row] {
			n.codes[code] = true
		}
	}
	return n
}

// mostLooks is how many rows a list is searched for what explains its failing sums, so that the cost stays linear where
// nearly all of a long list fails: of such a list no rule is borne out.
const mostLooks = 2_000_000

// look says that so many rows more may be searched.
func (l rules) look(rows int) bool {
	*l.looks += rows
	return *l.looks <= mostLooks
}

// moved says that a failing sum would hold if rows that words or codes do not speak of counted there, or elsewhere.
func (n *counting) moved(col normalize.Column, c *arithmetic.Check) bool {
	return n.behindParts(col, c) || n.firm && n.uncounted(col, c)
}

// misplaced says that a sum is off by just what belongs elsewhere: a row, or its first or last rows, that were counted, or
// a row that was not.
func (n *counting) misplaced(col normalize.Column, c *arithmetic.Check) bool {
	var from, to decimal.Decimal
	without := tooMuch(c)
	for i := range n.parts {
		first, last := n.amount(n.parts[i], col), n.amount(n.parts[len(n.parts)-1-i], col)
		if i == 0 {
			from, to = first, last // nothing has other decimals, which every sum with it would have to be brought to
		} else {
			from, to = from.Add(first), to.Add(last)
		}
		if without.holds(from) || without.holds(to) {
			return true
		}
	}
	with := without.negated()
	return slices.ContainsFunc(n.Items, func(it table.Item) bool {
		if it.Row == n.total {
			return false
		}
		if n.counted[it.Row] {
			return without.holds(n.amount(it.Row, col))
		}
		return with.holds(n.amount(it.Row, col))
	})
}

// uncounted says that a total is more than the rows that were counted by just one row, or some rows that follow each
// other, that were not: it takes these in.
func (n *counting) uncounted(col normalize.Column, c *arithmetic.Check) bool {
	with := tooMuch(c).negated()
	sum := decimal.New(0, n.finest(col, with)) // of the rows up to this one; all sums have as many decimals, to be compared as they are
	var before []decimal.Decimal               // what it was before each row that the lacking ones may begin with
	for _, it := range n.Items {
		switch {
		case it.Row == n.total || n.counted[it.Row] || n.within(it):
			before = before[:0]
		case it.Counts() && !it.IsTotal():
			before = append(before, sum)
			if !n.look(len(before)) {
				return false
			}
			amount := n.amount(it.Row, col)
			if amount.IsZero() {
				continue // no sum that ends here is another than that which ended before it
			}
			sum = sum.Add(amount)
			least, most := sum.Sub(with.most), sum.Sub(with.least)
			if slices.ContainsFunc(before, func(b decimal.Decimal) bool {
				return b.GreaterThanOrEqual(least) && b.LessThanOrEqual(most) && !b.Equal(sum)
			}) {
				return true
			}
		}
	}
	return false
}

// finest is the power of ten of the last decimal that amounts of a column have, or bounds of them.
func (n *counting) finest(col normalize.Column, b bounds) int32 {
	out := min(b.least.Exponent(), b.most.Exponent())
	for _, it := range n.Items {
		out = min(out, n.amount(it.Row, col).Exponent())
	}
	return out
}

// within says that an item is a part of one of the counted rows, by its place or by its code.
func (n *counting) within(it table.Item) bool {
	if n.counted[it.Parent] {
		return true
	}
	code := it.Code()
	for end := 1; end <= len(code); end++ {
		if n.codes[code[:end]] {
			return true
		}
	}
	return false
}

// bounds are those of amounts by which a sum is off, within rounding.
type bounds struct{ least, most decimal.Decimal }

// tooMuch are the amounts without which a sum would hold.
func tooMuch(c *arithmetic.Check) bounds {
	off := c.Gap.Neg()
	return bounds{off.Sub(c.Tolerance), off.Add(c.Tolerance)}
}

// negated are the amounts with which it would, which lack in it.
func (b bounds) negated() bounds { return bounds{b.most.Neg(), b.least.Neg()} }

// holds says that an amount lies within, and is one.
func (b bounds) holds(amount decimal.Decimal) bool {
	return !amount.IsZero() && amount.GreaterThanOrEqual(b.least) && amount.LessThanOrEqual(b.most)
}

// behindParts says that a sum is off by just the rows that were counted and stand behind one that 其中 begins: they go
// on with its list.
func (n *counting) behindParts(col normalize.Column, c *arithmetic.Check) bool {
	var run decimal.Decimal
	behind, without := false, tooMuch(c)
	for _, it := range n.Items {
		switch {
		case it.Role == normalize.Memo:
			run, behind = decimal.Zero, true
		case behind && n.counted[it.Row]:
			if run = run.Add(n.amount(it.Row, col)); without.holds(run) {
				return true
			}
		default:
			behind = false
		}
	}
	return false
}
