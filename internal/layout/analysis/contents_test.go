package analysis

import "testing"

// TestContentsWithoutLeaders finds no table in a table of contents, and one where the figures fall.
func TestContentsWithoutLeaders(t *testing.T) {
	for _, pages := range [][]string{{"1", "4", "4", "9", "12", "30"}, {"1", "4", "2", "9", "12", "30"}} {
		s := newSketch(1)
		for i, n := range pages {
			s.text(50, 100+16*float64(i), []string{"Summary", "Prices", "Imports and exports", "Health insurance", "Outlays", "Index"}[i]).right(500, 100+16*float64(i), n)
		}
		want := 0
		if pages[2] == "2" {
			want = 1
		}
		if got := len(all(s)); got != want {
			t.Errorf("%v: %d tables, want %d", pages, got, want)
		}
	}
}
