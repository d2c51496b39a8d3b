package analysis

import (
	"fmt"
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"pgregory.net/rapid"
)

// A change of how a page is drawn must not change the table that is read from it.

func TestShiftedPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dx, dy := rapid.Float64Range(-45, 140).Draw(t, "dx"), rapid.Float64Range(-60, 500).Draw(t, "dy")
		same(t, budget(newSketch(1), dx, dy))
	})
}

func TestSplitRuling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := budget(newSketch(1), 0, 0)
		n := rapid.IntRange(0, len(s.Rulings)-1).Draw(t, "ruling")
		at := rapid.Float64Range(0.1, 0.9).Draw(t, "at")
		gap := rapid.Float64Range(0, 3.5).Draw(t, "gap")
		a, b := s.Rulings[n], s.Rulings[n]
		mid := page.Point{X: a.From.X + at*(a.To.X-a.From.X), Y: a.From.Y + at*(a.To.Y-a.From.Y)}
		a.To, b.From = mid, mid
		if a.Horizontal() {
			b.From.X += gap
		} else {
			b.From.Y += gap
		}
		s.Rulings[n] = a
		s.Rulings = append(s.Rulings, b)
		same(t, s)
	})
}

func TestDoubledRuling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := budget(newSketch(1), 0, 0)
		r := s.Rulings[rapid.IntRange(0, len(s.Rulings)-1).Draw(t, "ruling")]
		by := rapid.Float64Range(-2, 2).Draw(t, "by")
		if r.Horizontal() {
			r.From.Y, r.To.Y = r.From.Y+by, r.To.Y+by
		} else {
			r.From.X, r.To.X = r.From.X+by, r.To.X+by
		}
		s.Rulings = append(s.Rulings, r)
		same(t, s)
	})
}

func TestReorderedPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := budget(newSketch(1), 0, 0)
		s.Runs = rapid.Permutation(s.Runs).Draw(t, "runs")
		s.Rulings = rapid.Permutation(s.Rulings).Draw(t, "rulings")
		same(t, s)
	})
}

func same(t *rapid.T, s *sketch) {
	got := all(s)
	if len(got) != 1 || show(got[0]) != budgetCells || got[0].HeaderRows != 2 {
		for _, g := range got {
			t.Log(show(g))
		}
		t.Fatalf("got %d tables, want the same one", len(got))
	}
}

// TestPageCut prints one list of rows on one page, and on two with any cut, with and without the
// head repeated.
func TestPageCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 20).Draw(t, "rows")
		k := rapid.IntRange(1, n-1).Draw(t, "cut")
		repeat := rapid.Bool().Draw(t, "head repeated")
		var rows []string
		for i := range n {
			rows = append(rows, fmt.Sprintf("支出项目%d", i))
		}
		whole := all(listing(1, true, rows))
		cut := all(listing(1, true, rows[:k]), listing(2, repeat, rows[k:]))
		if len(whole) != 1 || len(cut) != 1 || show(whole[0]) != show(cut[0]) {
			t.Fatalf("cut after %d of %d rows: %d tables", k, n, len(cut))
		}
	})
}

// listing is a page with a table of names and amounts.
func listing(number int, head bool, names []string) *sketch {
	s := newSketch(number)
	if number == 1 {
		s.text(220, 40, "支出明细表")
	}
	ys, y := []float64{60}, 60.0
	line := func(name, amount string) {
		s.text(60, y+13, name).right(290, y+13, amount)
		y += 20
		ys = append(ys, y)
	}
	if head {
		line("项目", "金额")
	}
	for _, n := range names {
		line(n, fmt.Sprintf("%d.50", len(n)))
	}
	slices.Sort(ys)
	return s.grid([]float64{50, 200, 300}, ys)
}
