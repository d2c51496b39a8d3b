package inside

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// twoSides compare the last totals of lists that stand side by side, where they stand on one row
// and say 总计 or 合计: what is received equals what is spent.
func twoSides(s *table.Table) []*arithmetic.Check {
	if !s.TwoSided || len(s.Rows) == 0 {
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
	c := arithmetic.Equality(codes.TwoSides, second, first)
	if c == nil {
		return nil
	}
	c.Moved = c.Outcome == normalize.Fail && balanceBelow(s, c)
	return []*arithmetic.Check{c}
}

// balanceBelow says that the sides differ by a row of the table, such as 年终结余 that stands below 支出总计, or that what stands there is
// printed for other columns alone: a budget beside what was spent may leave out what it leaves.
func balanceBelow(s *table.Table, c *arithmetic.Check) bool {
	here, elsewhere := false, false
	for _, e := range s.Figures {
		switch {
		case e.Record.Row <= c.Actual.Record.Row:
		case e.Record.Column == c.Actual.Record.Column && e.Value.Abs().Equal(c.Gap.Abs()):
			return true
		case e.Record.Column == c.Actual.Record.Column:
			here = true
		case e.Record.Side == c.Actual.Record.Side && e.Money:
			elsewhere = true
		}
	}
	return elsewhere && !here
}
