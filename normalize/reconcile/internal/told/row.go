package told

import (
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// CheckRow is a check as the dataset has it; money in the unit of the figure it is about.
func (t *Teller) CheckRow(c *arithmetic.Check, document string) normalize.Check {
	out := normalize.Check{Document: document, Number: c.Number, Code: c.Code, Table: c.Table, Outcome: c.Outcome,
		Unit: c.Actual.Unit(), Compared: c.Actual.Named(document), Relation: c.Relation(), Terms: c.Terms(document), Sentence: t.comparison(c)}
	in := func(v decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(arithmetic.AsStored(c, v)) }
	out.Expected, out.Actual, out.Difference, out.Tolerance = in(c.Expected()), in(c.Actual.Value), in(c.Gap), in(c.Tolerance)
	for _, e := range c.Figures() {
		if e.Record != nil {
			out.Records = append(out.Records, e.Ref(document))
		} else {
			out.Claims = append(out.Claims, e.ClaimRef(document))
		}
	}
	return out
}
