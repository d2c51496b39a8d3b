package across

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// OperatingCosts compare 机关运行经费 with the public costs (公用经费) that they are in most
// disclosures. Where a department has institutions that are no authorities they differ, so that only
// agreement and misprints count. One that says it has no 机关运行经费 is such an institution: its 公用经费 are
// something else, and the two prove nothing of each other.
func OperatingCosts(l *ledger.Ledger) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, q := range l.Order {
		if q.Item != "operating" {
			continue
		}
		costs := ledger.Reference(l.At(q))
		if costs == nil || costs.Value.IsZero() {
			continue
		}
		public := q
		public.Item, public.Flow, public.Fund, public.Use = "", "out", "gpb", "public"
		c := arithmetic.Equality(codes.OperatingCosts, costs, ledger.Reference(l.At(public)))
		if c = verdict.Certain(c); c != nil {
			out = append(out, c)
		}
	}
	return out
}
