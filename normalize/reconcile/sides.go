package reconcile

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// operatingCosts compare 机关运行经费 with the public costs (公用经费) that they are in most
// disclosures. Where a department has institutions that are no authorities they differ, so that only
// agreement and misprints count.
func operatingCosts(l *ledger) []*check {
	var out []*check
	for _, q := range l.order {
		if q.item != "operating" {
			continue
		}
		public := q
		public.item, public.flow, public.fund, public.use = "", "out", "gpb", "public"
		c := equality(codes.OperatingCosts, reference(l.places[q]), reference(l.places[public]))
		if c = c.certain(); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// twoSides compare the last totals of lists that stand side by side, where they stand on one row
// and say 总计 or 合计: what is received equals what is spent.
func twoSides(s *sheet) []*check {
	if !subjectOf(s.table.Title, &normalize.Disclosure{}).twoSided || len(s.table.Rows) == 0 {
		return nil
	}
	var first, second *entry
	for _, r := range s.table.Rows {
		var found []*entry
		for _, it := range r.Items {
			if e := s.firstFigure(r.Number, it.Side); e != nil && it.Side > 0 && grandTotal.MatchString(it.Label) {
				found = append(found, e)
			}
		}
		if len(found) >= 2 {
			first, second = found[0], found[len(found)-1]
		}
	}
	if c := equality(codes.TwoSides, second, first); c != nil {
		return []*check{c}
	}
	return nil
}

func (s *sheet) firstFigure(row, side int) *entry {
	for _, c := range s.table.Columns {
		if c.Side == side {
			if e := s.at(row, c.Number); e != nil {
				return e
			}
		}
	}
	return nil
}
