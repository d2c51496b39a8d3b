package column

import "testing"

// TestManyLonelyColumns joins thousands of columns, the narrowest blank first, and asks of few pairs of
// neighbours whether they are apart.
func TestManyLonelyColumns(t *testing.T) {
	const n = 5000
	var cols []Span
	for x, i := 0.0, 0; i < n; i++ {
		cols = append(cols, Span{x, x + 10})
		x += 10 + float64(n-i)/100
	}
	all, asked := Span{0, cols[n-1].X1}, 0
	got := mergeLonely(cols, func(a, b Span) bool { asked++; return false })
	if len(got) != 1 || got[0] != all || asked > 3*n {
		t.Errorf("%d columns, the first %v, after %d questions", len(got), got[0], asked)
	}
}
