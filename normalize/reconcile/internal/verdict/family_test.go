package verdict

import (
	"testing"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// TestRoundnessOfNearlyNothing holds a figure of many decimals against one whose last digit is worth far more.
func TestRoundnessOfNearlyNothing(t *testing.T) {
	actual := &arithmetic.Figure{Value: decimal.New(5, 9), Quantum: decimal.New(1, 8)}
	part := &arithmetic.Figure{Value: decimal.New(1, -10), Quantum: decimal.New(1, -10)}
	c := &arithmetic.Check{Actual: actual, Parts: []arithmetic.Term{{Figure: part}}}
	if got := roundness(c); got != 1 {
		t.Errorf("figures that are something end in %v zeros, want 1", got)
	}
}
