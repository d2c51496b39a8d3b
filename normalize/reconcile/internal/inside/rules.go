package inside

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// The rules of one list of a table are what its rows and columns must satisfy.
type rules struct {
	*table.List
	before *table.List        // the list left of it; nil if there is none
	beside []normalize.Column // that stand beside the list's own
	looks  *int               // how many of its rows were searched for what explains failing sums
	scans  *int               // how many were gone through for its totals
}

func rulesOf(s *table.Table) []rules {
	var out []rules
	var before *table.List
	for _, l := range table.ListsOf(s) {
		out = append(out, rules{l, before, besides(l), new(int), new(int)})
		before = l
	}
	return out
}
