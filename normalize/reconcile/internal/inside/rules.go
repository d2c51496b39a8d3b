package inside

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// The rules of one list of a table are what its rows and columns must satisfy.
type rules struct {
	*table.List
	before *table.List        // the list left of it; nil if there is none
	after  *table.List        // the list right of it; likewise
	end    *table.Item        // its last item that has a figure; nil if none has
	beside []normalize.Column // that stand beside the list's own
	looks  *int               // how many of its rows were searched for what explains failing sums
	scans  *int               // how many were gone through for its totals
}

func rulesOf(s *table.Table) []rules {
	var out []rules
	lists := table.ListsOf(s)
	for i, l := range lists {
		r := rules{List: l, beside: besides(l), looks: new(int), scans: new(int)}
		for k := range l.Items {
			if l.Items[k].Filled {
				r.end = &l.Items[k]
			}
		}
		if i > 0 {
			r.before = lists[i-1]
		}
		if i+1 < len(lists) {
			r.after = lists[i+1]
		}
		out = append(out, r)
	}
	return out
}
