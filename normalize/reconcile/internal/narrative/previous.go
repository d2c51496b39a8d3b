package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
)

// sinceLastYear compares a stated change with this year's amount less last year's document's; nil where
// one of the two is not known.
func (s *Story) sinceLastYear(c *normalize.Claim, last *ledger.Ledger) *arithmetic.Check {
	e, amount := s.figures[c.Number], s.figures[c.Of]
	q, known := s.quantity(c.Of)
	if e == nil && c.Kind != normalize.Unchanged || amount == nil || !known || onComparableBasis(c) {
		return nil
	}
	var first *arithmetic.Check
	for _, before := range lastYear(last, q) {
		var k *arithmetic.Check
		switch {
		case c.Kind == normalize.Change:
			k = &arithmetic.Check{Code: codes.PreviousChange, Actual: e, Parts: []arithmetic.Term{{Figure: amount}, {Figure: before, Minus: true}}}
		case c.Kind == normalize.PercentChange:
			k = &arithmetic.Check{Code: codes.PreviousChange, Actual: e, Parts: []arithmetic.Term{{Figure: amount}, {Figure: before, Minus: true}}, Base: []arithmetic.Term{{Figure: before}}}
		case c.Kind == normalize.Unchanged && !strings.Contains(c.Text, "基本"):
			k = &arithmetic.Check{Code: codes.PreviousAmount, Actual: amount, Parts: []arithmetic.Term{{Figure: before}}}
		default:
			return nil
		}
		k.Evaluate()
		if k.Holds() {
			return k
		}
		if first == nil && k.Outcome == normalize.Fail {
			first = k
		}
	}
	return first
}

// lastYear are the figures of last year's tables that a quantity of the next year may have had.
func lastYear(l *ledger.Ledger, q meaning.Quantity) []*arithmetic.Figure {
	q.Year, q.Stage = l.Doc.Year, string(l.Doc.Kind)
	var out []*arithmetic.Figure
	all, _ := l.Fitting(q)
	for _, p := range all {
		out = append(out, p.Figure)
	}
	return out
}

// AcrossYears compares the changes that sentences state with last year's documents.
func (s *Story) AcrossYears(last *ledger.Ledger) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, c := range s.claims {
		out = arithmetic.Append(out, s.sinceLastYear(c, last))
	}
	return out
}
