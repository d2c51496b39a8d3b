package column

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of texts that stand on columns, in points.
const (
	valleyWidth = 1.5 // by which a phrase reaches into a column it stands on at least
	leastValley = 0.3 // blank between two columns: spreadsheets print an amount set right 1.4 before a name set left
)

// A Span is a stretch of the x axis.
type Span struct{ X0, X1 float64 }

// Mid is the middle of the stretch.
func (s Span) Mid() float64 { return (s.X0 + s.X1) / 2 }

// touches says whether a phrase stands on a column by more than an overhang.
func touches(p text.Phrase, s Span) bool {
	overlap := math.Min(p.Box.X1, s.X1) - math.Max(p.Box.X0, s.X0)
	return overlap > 0 && (overlap > valleyWidth || overlap > 0.5*p.Box.Width())
}

// Covers is the first and the last column a phrase stands on; the nearest if it stands on none.
func Covers(p text.Phrase, cols []Span) (from, to int) {
	from = -1
	for i, c := range cols {
		if touches(p, c) {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	if from >= 0 {
		return from, to
	}
	best, mid := math.Inf(1), p.Box.Center().X
	for i, c := range cols {
		if d := math.Max(c.X0-mid, mid-c.X1); d < best {
			best, from = d, i
		}
	}
	return from, from
}

// Lines is the column lines between columns, in the middle of the blanks. No two stand in one place, as text without width would have it.
func Lines(cols []Span, left, right float64) []float64 {
	xs := []float64{math.Min(left, cols[0].X0)}
	add := func(x float64) { xs = append(xs, math.Max(x, math.Nextafter(xs[len(xs)-1], math.Inf(1)))) }
	for i := 1; i < len(cols); i++ {
		add((cols[i-1].X1 + cols[i].X0) / 2)
	}
	add(math.Max(right, cols[len(cols)-1].X1))
	return xs
}

// Unite joins stretches that overlap or nearly touch.
func Unite(ss []Span) []Span {
	slices.SortFunc(ss, func(a, b Span) int { return cmp.Or(cmp.Compare(a.X0, b.X0), cmp.Compare(a.X1, b.X1)) })
	var out []Span
	for _, s := range ss {
		if n := len(out); n > 0 && s.X0 <= out[n-1].X1+leastValley {
			out[n-1].X1 = math.Max(out[n-1].X1, s.X1)
			continue
		}
		out = append(out, s)
	}
	return out
}
