package facts

import (
	"fmt"
	"testing"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// spent is a fact of expenditure by function.
func spent(function string, yuan int64) normalize.Fact {
	return normalize.Fact{Quantity: normalize.Quantity(meaning.Quantity{Function: function}), Yuan: decimal.NewFromInt(yuan)}
}

// leavesOf are the codes of the facts that are marked.
func leavesOf(all []normalize.Fact) (codes []string) {
	for i := range all {
		if all[i].Leaf {
			codes = append(codes, all[i].Quantity.Function)
		}
	}
	return codes
}

// A fact counts in place of its parts where these do not add up, and its parts where they do, also below one that is told twice.
func TestLeaves(t *testing.T) {
	all := []normalize.Fact{
		spent("201", 30), spent("20101", 10), spent("20102", 20), spent("2010201", 20), // all add up
		spent("205", 50), spent("20501", 10), // a part is missing
		spent("208", 7), spent("208", 7), spent("20801", 7), // told twice
	}
	markLeaves(all)
	if got, want := fmt.Sprint(leavesOf(all)), "[20101 2010201 205 20801]"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

// Finding the leaves takes looks in proportion to the facts, also where half of them are divided by one other each and nothing stands
// over all, so that each of these would look through all others.
func TestLeavesGrowInProportion(t *testing.T) {
	looks := func(n int) int {
		var all []*normalize.Fact
		for i := range n / 2 {
			whole, part := spent(fmt.Sprintf("%05d", i), 1), spent(fmt.Sprintf("%05d01", i), 1)
			all = append(all, &whole, &part)
		}
		d := dividedFrom(all)
		d.mark()
		for i, f := range all {
			if f.Leaf != (i%2 == 1) {
				t.Fatalf("%d facts: %s: %v", n, f.Quantity.Function, f.Leaf)
			}
		}
		return d.looked
	}
	if few, many := looks(1000), looks(8000); many > 8*few {
		t.Errorf("%d looks at 1,000 facts, %d at 8,000", few, many)
	}
}
