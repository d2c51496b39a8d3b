package figure

import (
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// TestFullWidthFigures knows figures of full-width digits for what they are, and counts their decimals.
func TestFullWidthFigures(t *testing.T) {
	lines := func(texts ...string) []layout.Line {
		var out []layout.Line
		for i, s := range texts {
			w := float64(len([]rune(s))) * 10
			out = append(out, layout.Line{Text: s, Box: page.Box{X0: 50, Y0: float64(20 * i), X1: 50 + w, Y1: float64(20*i + 10)}})
		}
		return out
	}
	cell := page.Box{X0: 48, X1: 142, Y1: 40}
	if got := WrapOf(lines("７８，７０６．７", "２"), cell, 2); got != LikelyOne {
		t.Errorf("an amount that wraps within its decimals: %v", got)
	}
	if got := WrapOf(lines("１，７７５，２８", "２．４５"), cell, 2); got != One {
		t.Errorf("an amount that wraps within its thousands: %v", got)
	}
	if got := Decimals("６３９，９２１．７３"); got != 2 {
		t.Errorf("%d decimals, want 2", got)
	}
	if !Is("－１２．００") || !IsWhole("△12.50") {
		t.Error("a negative figure is none")
	}
}
