package arithmetic

import (
	"fmt"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// sumOf is a sum of so many figures, each in a unit of so many 元, that comes out to one unit of the last digit.
func sumOf(n int, yuan int64, unit string) *Check {
	figure := func(text string) *Figure {
		value := decimal.RequireFromString(text)
		return OfRecord(&normalize.Record{Text: text, Value: decimal.NewNullDecimal(value), Yuan: decimal.NewNullDecimal(value.Mul(decimal.NewFromInt(yuan))), Unit: unit})
	}
	c := &Check{Actual: figure(fmt.Sprintf("%d.01", 100*n))}
	for range n {
		c.Parts = append(c.Parts, Term{Figure: figure("100.00")})
	}
	c.Evaluate()
	return c
}

// A sum that rounding explains proves each of its figures while they are few, none when they are so many that ten in a last digit are no
// more than rounding brings; and what that takes grows as they do. One of amounts to the cent proves none, since nobody rounds these.
func TestProvenByRounding(t *testing.T) {
	for _, one := range []struct{ figures, proven int }{{5, 6}, {500, 0}} {
		c := sumOf(one.figures, 10000, "万元")
		if n := len(c.Proven()); c.Outcome != normalize.Rounding || n != one.proven {
			t.Errorf("%s of %d proves %d", c.Outcome, one.figures, n)
		}
	}
	if n := len(sumOf(5, 1, "元").Proven()); n != 0 {
		t.Errorf("a sum that is a cent off proves %d figures", n)
	}
	few, many := sumOf(25, 10000, "万元"), sumOf(50, 10000, "万元")
	if a, b := testing.AllocsPerRun(5, func() { few.Proven() }), testing.AllocsPerRun(5, func() { many.Proven() }); b > 3*a {
		t.Errorf("twice the figures allocate %v times in place of %v", b, a)
	}
}
