package across

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
)

// PreviousAmounts compares the figures of last year that tables print with those of last year's ledger.
func PreviousAmounts(l, last *ledger.Ledger) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, q := range l.Order {
		if q.Set != 0 || q.Year != last.Doc.Year || q.Stage != string(last.Doc.Kind) {
			continue
		}
		for _, p := range l.At(q) {
			out = arithmetic.Append(out, arithmetic.Equality(codes.PreviousAmount, p.Figure, last.Find(meaning.Meaning{Quantity: q, Scope: p.Scope})))
		}
	}
	return out
}
