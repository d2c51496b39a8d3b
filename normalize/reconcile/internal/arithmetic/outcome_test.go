package arithmetic

import (
	"fmt"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// sumOf is a sum of so many figures that comes out to one unit of the last digit.
func sumOf(n int) *Check {
	figure := func(text string) *Figure {
		value := decimal.NewNullDecimal(decimal.RequireFromString(text))
		return OfRecord(&normalize.Record{Text: text, Value: value, Yuan: value, Unit: "元"})
	}
	c := &Check{Actual: figure(fmt.Sprintf("%d.01", 100*n))}
	for range n {
		c.Parts = append(c.Parts, Term{Figure: figure("100.00")})
	}
	c.Evaluate()
	return c
}

// A sum that rounding explains proves each of its figures while they are few, none when they are so many that ten in a last digit are no
// more than rounding brings; and what that takes grows as they do.
func TestProvenByRounding(t *testing.T) {
	for _, one := range []struct{ figures, proven int }{{5, 6}, {500, 0}} {
		c := sumOf(one.figures)
		if n := len(c.Proven()); c.Outcome != normalize.Rounding || n != one.proven {
			t.Errorf("%s of %d proves %d", c.Outcome, one.figures, n)
		}
	}
	few, many := sumOf(25), sumOf(50)
	if a, b := testing.AllocsPerRun(5, func() { few.Proven() }), testing.AllocsPerRun(5, func() { many.Proven() }); b > 3*a {
		t.Errorf("twice the figures allocate %v times in place of %v", b, a)
	}
}
