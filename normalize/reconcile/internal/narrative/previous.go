package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
)

// sinceLastYear compares a stated change with this year's amount less last year's document's; nil where
// one of the two is not known.
func (s *Story) sinceLastYear(c *normalize.Claim, last *ledger.Ledger) *arithmetic.Check {
	e, amount := s.figures[c.Number], s.figures[c.Of]
	m, known := s.means[c.Of]
	if e == nil && c.Kind != normalize.Unchanged || amount == nil || !known || m.Set != 0 || onComparableBasis(c) {
		return nil
	}
	var first *arithmetic.Check
	for _, before := range lastYear(last, m) {
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

// lastYear are the figures that a meaning of the next year may have had.
func lastYear(l *ledger.Ledger, m meaning.Meaning) []*arithmetic.Figure {
	var out []*arithmetic.Figure
	for _, r := range m.Senses() {
		r = r.Settled()
		r.Year, r.Stage = l.Doc.Year, string(l.Doc.Kind)
		for _, p := range l.At(r.Quantity) {
			if p.Scope == r.Scope || p.Scope == meaning.Unsaid || r.Scope == meaning.Unsaid {
				out = append(out, p.Figure)
			}
		}
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
