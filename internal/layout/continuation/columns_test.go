package continuation

import (
	"slices"
	"testing"
)

// TestLaidOn moves the sides of a part onto those of the part before, but never over one of its own columns.
func TestLaidOn(t *testing.T) {
	for _, c := range []struct{ xs, on, want []float64 }{
		{[]float64{70, 100, 380}, []float64{50, 100, 400}, []float64{50, 100, 400}},
		{[]float64{0, 50, 400}, []float64{50, 100, 400}, []float64{0, 50, 400}},
		{[]float64{50, 360, 400}, []float64{50, 200, 350}, []float64{50, 360, 400}},
		{[]float64{50, 200, 480}, []float64{50, 200, 400}, []float64{50, 200, 480}},
	} {
		if got := laidOn(c.xs, c.on); !slices.Equal(got, c.want) {
			t.Errorf("%v laid on %v: %v, want %v", c.xs, c.on, got, c.want)
		}
	}
}

// TestColumnsOfTheirOwn gives the columns of two parts, where each line of one stands at another of the other: two cells stood in one place else.
func TestColumnsOfTheirOwn(t *testing.T) {
	for _, c := range []struct{ a, b, want []float64 }{
		{[]float64{50, 100, 400}, []float64{50, 103, 401}, []float64{50, 100, 400}},
		{[]float64{50, 100, 400}, []float64{50, 100, 200, 400}, []float64{50, 100, 200, 400}},
		{[]float64{50, 92}, []float64{50, 89, 92}, []float64{50, 89, 92}},
		{[]float64{50, 89, 95, 130}, []float64{50, 92, 128, 131}, nil},
	} {
		if got, _ := commonColumns(c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
