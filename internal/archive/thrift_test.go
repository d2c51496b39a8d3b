package archive

import "testing"

// A worker with little in use collects seldom; the more is in use, the less it grows beyond that, down to two fifths.
func TestLargeDocumentsAreCollectedMoreOften(t *testing.T) {
	for _, c := range []struct {
		live uint64 // MiB
		want int
	}{{0, 200}, {10, 200}, {16, 125}, {32, 62}, {50, 40}, {80, 40}, {2000, 40}} {
		if got := ofWorkers.percent(c.live << 20); got != c.want {
			t.Errorf("%d MiB in use: %d per cent, not %d", c.live, got, c.want)
		}
	}
}
