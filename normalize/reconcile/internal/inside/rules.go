package inside

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// The rules of one list of a table are what its rows and columns must satisfy.
type rules struct {
	*table.List
	beside []normalize.Column // that stand beside the list's own
	looks  *int               // how many of its rows were searched for what explains failing sums
	scans  *int               // how many were gone through for its totals
}

func rulesOf(s *table.Table) []rules {
	var out []rules
	for _, l := range table.ListsOf(s) {
		out = append(out, rules{l, besides(l), new(int), new(int)})
	}
	return out
}
