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

// TestCompletes joins decimals that wrap only where they make exactly as many as the figures around have.
func TestCompletes(t *testing.T) {
	for _, tt := range []struct {
		lines    []string
		decimals int
		want     bool
	}{
		{[]string{"18,536.8", "8"}, 2, true},
		{[]string{"16,400.7500", "00"}, 6, true},
		{[]string{"-2667822.0", "5"}, 2, true},
		{[]string{"18,536.8", "80"}, 2, false},
		{[]string{"18,536.8", "8"}, 3, false},
		{[]string{"18,536.88", "8"}, 2, false},
		{[]string{"18,536", "88"}, 2, false},
		{[]string{"18,536.8", "8.00"}, 2, false},
		{[]string{"18,536.8", "-8"}, 2, false},
		{[]string{"8", "18,536.80"}, 2, false},
		{[]string{"18,536.8"}, 1, false},
	} {
		var ls []layout.Line
		for _, s := range tt.lines {
			ls = append(ls, layout.Line{Text: s, Box: page.Box{X1: float64(len(s)) * 5}})
		}
		if got := Completes(ls, tt.decimals); got != tt.want {
			t.Errorf("Completes(%q, %d) = %v", tt.lines, tt.decimals, got)
		}
	}
}
