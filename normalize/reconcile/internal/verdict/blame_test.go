package verdict

import (
	"testing"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// A sentence that differs from a table is no witness against it: only another sentence is.
func TestSentenceIsNoWitnessForItself(t *testing.T) {
	said := func(number int) *arithmetic.Figure {
		return arithmetic.OfClaim(&normalize.Claim{Number: number, Kind: normalize.Amount, Subject: "公务接待费", Text: "1230.45", Unit: "万元",
			Value: decimal.NewNullDecimal(decimal.RequireFromString("1230.45")), Yuan: decimal.NewNullDecimal(decimal.New(12304500, 0))})
	}
	printed := arithmetic.OfRecord(&normalize.Record{Table: 1, Row: 1, Column: 2, Label: "公务接待费", Text: "1280.45", Unit: "万元",
		Value: decimal.NewNullDecimal(decimal.RequireFromString("1280.45")), Yuan: decimal.NewNullDecimal(decimal.New(12804500, 0))})
	sentence, other := said(1), said(2)
	for _, one := range []struct {
		said []*arithmetic.Figure
		want *arithmetic.Figure
	}{{nil, sentence}, {[]*arithmetic.Figure{sentence}, sentence}, {[]*arithmetic.Figure{sentence, other}, printed}} {
		sentence.Checks, printed.Checks = nil, nil
		c := arithmetic.Equality(codes.SameAmount, sentence, printed)
		c.Outcome = normalize.Fail
		sentence.Checks, printed.Checks = []*arithmetic.Check{c}, []*arithmetic.Check{c}
		found := Judge([]*arithmetic.Check{c}, NewPrint(nil, one.said), func(string) bool { return true })
		if len(found) != 1 || found[0].Figure != one.want {
			t.Errorf("%d sentences: %+v", len(one.said), found)
		}
	}
}

// What has no name is not printed under its name elsewhere.
func TestNothingIsCalledNothing(t *testing.T) {
	if called := namesOf(arithmetic.OfClaim(&normalize.Claim{Value: decimal.NewNullDecimal(decimal.New(5, 0))})); len(called) > 0 {
		t.Error(called)
	}
}

// What it takes to blame a figure of a sum grows as its figures do.
func TestBlameOfLongSums(t *testing.T) {
	blaming := func(n int) float64 {
		figure := func(text string) *arithmetic.Figure {
			value := decimal.NewNullDecimal(decimal.RequireFromString(text))
			return arithmetic.OfRecord(&normalize.Record{Text: text, Value: value, Yuan: value, Unit: "元"})
		}
		c := &arithmetic.Check{Code: codes.RowTotal, Actual: figure("1234567.89")}
		for range n {
			c.Parts = append(c.Parts, arithmetic.Term{Figure: figure("31.70")})
		}
		c.Evaluate()
		for _, e := range c.Figures() {
			e.Checks = []*arithmetic.Check{c}
		}
		return testing.AllocsPerRun(3, func() { Judge([]*arithmetic.Check{c}, NewPrint(nil, nil), func(string) bool { return true }) })
	}
	if a, b := blaming(100), blaming(200); b > 3*a {
		t.Errorf("twice the figures allocate %v times in place of %v", b, a)
	}
}
