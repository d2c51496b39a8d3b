package inside

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// twoSides compare the last totals of lists that stand side by side, where they stand on one row
// and say 总计 or 合计: what is received equals what is spent.
func twoSides(s *table.Table) []*arithmetic.Check {
	if !meaning.OfTitle(s.Title, &normalize.Disclosure{}).TwoSided || len(s.Rows) == 0 {
		return nil
	}
	var first, second *arithmetic.Figure
	for _, r := range s.Rows {
		var found []*arithmetic.Figure
		for _, it := range r.Items {
			if e := s.FirstFigure(r.Number, it.Side); e != nil && it.Side > 0 && words.IsGrandTotal(it.Label) {
				found = append(found, e)
			}
		}
		if len(found) >= 2 {
			first, second = found[0], found[len(found)-1]
		}
	}
	if c := arithmetic.Equality(codes.TwoSides, second, first); c != nil {
		return []*arithmetic.Check{c}
	}
	return nil
}
