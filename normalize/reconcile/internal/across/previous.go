package across

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
)

// PreviousAmounts compares the figures of last year that tables print with those of last year's ledger.
func PreviousAmounts(l, last *ledger.Ledger) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, at := range l.Order {
		if at.Set != 0 || at.Year != last.Doc.Year || at.Stage != string(last.Doc.Kind) {
			continue
		}
		for _, p := range l.At(at) {
			q := at.Quantity
			q.Scope = p.Scope
			out = arithmetic.Append(out, arithmetic.Equality(codes.PreviousAmount, p.Figure, last.Find(q, 0)))
		}
	}
	return out
}
