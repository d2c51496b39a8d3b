package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A shape says how a rule's figures make up its comparison, in the order in which a stored check lists
// them; nil if they are too few.
type shape func(e []*entry) *check

// shapes of the rules that do not say that the first figure is the sum of the others.
var shapes = map[string]shape{
	"column-change":        changeShape,
	"claim-change":         changeShape,
	"claim-percent-change": growthShape,
	"claim-share":          shareShape,
}

func sumShape(e []*entry) *check {
	if len(e) < 2 {
		return nil
	}
	c := &check{actual: e[0]}
	for _, part := range e[1:] {
		c.parts = append(c.parts, term{entry: part})
	}
	return c
}

// changeShape: a change is the later figure less the earlier one; one in per cent is of the earlier.
func changeShape(e []*entry) *check {
	if len(e) != 3 {
		return nil
	}
	c := &check{actual: e[0], parts: []term{{entry: e[1]}, {entry: e[2], minus: true}}}
	if e[0].unit() == "%" {
		c.base = []term{{entry: e[2]}}
	}
	return c
}

// growthShape: a percentage of a change, of the amount less the change.
func growthShape(e []*entry) *check {
	if len(e) != 3 {
		return nil
	}
	return &check{actual: e[0], parts: []term{{entry: e[1]}}, base: []term{{entry: e[2]}, {entry: e[1], minus: true}}}
}

// shareShape: a percentage, its part and its whole, which may be the same figure.
func shareShape(e []*entry) *check {
	if len(e) != 2 && len(e) != 3 {
		return nil
	}
	return &check{actual: e[0], parts: []term{{entry: e[1]}}, base: []term{{entry: e[len(e)-1]}}}
}

// remake makes a stored check again from its figures. A stored row lists records and claims apart, so
// that their common order is not known where it has both: then the one is meant that comes out as stored.
// The second result says that one does.
func remake(row *normalize.Check, figures operands) (*check, bool) {
	build, ok := shapes[row.Code]
	if !ok {
		build = sumShape
	}
	var nearest *check
	for _, order := range orders(figures, !ok) {
		c := build(order)
		if c == nil {
			continue
		}
		expected := inScale(c, c.expected()).Equal(row.Expected.Decimal)
		actual := c.actualIn(row.Actual.Decimal)
		if expected && actual {
			return c, true
		}
		if nearest == nil || expected || actual {
			nearest = c
		}
	}
	if nearest == nil { // a row without figures that this program would have written
		first := slices.Concat(figures.records, figures.claims, []*entry{{scale: oneYuan, claim: &normalize.Claim{}}})[0]
		nearest = &check{actual: first}
	}
	return nearest, false
}

// inScale is a value in the unit of the check's figure, to the digits that are stored.
func inScale(c *check, v decimal.Decimal) decimal.Decimal { return v.DivRound(c.actual.scale, 10) }

// orders are the orders in which a check's records and claims may have stood. Of a sum only the first
// figure counts.
func orders(f operands, sum bool) [][]*entry {
	switch {
	case len(f.claims) == 0:
		return [][]*entry{f.records}
	case len(f.records) == 0:
		return [][]*entry{f.claims}
	case sum:
		return [][]*entry{slices.Concat(f.claims[:1], f.records, f.claims[1:]), slices.Concat(f.records, f.claims)}
	}
	return merges(f.claims, f.records)
}

// mostMerged is how many figures the rules have whose order counts.
const mostMerged = 3

// merges are the ways in which two short lists can be put together that keep the order of each.
func merges(a, b []*entry) [][]*entry {
	if len(a) == 0 || len(b) == 0 || len(a)+len(b) > mostMerged {
		return [][]*entry{slices.Concat(a, b)}
	}
	var out [][]*entry
	for _, rest := range merges(a[1:], b) {
		out = append(out, slices.Concat(a[:1], rest))
	}
	for _, rest := range merges(a, b[1:]) {
		out = append(out, slices.Concat(b[:1], rest))
	}
	return out
}
