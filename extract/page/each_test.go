package page

import (
	"runtime"
	"testing"
)

func TestEach(t *testing.T) {
	for _, width := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(width))
		calls := make([]int, 1000)
		Each(len(calls), func(i int) { calls[i]++ })
		for i, n := range calls {
			if n != 1 {
				t.Fatalf("width %d: %d calls with %d", width, n, i)
			}
		}
		Each(0, func(int) { t.Error("called without anything to do") })
	}
}

// A panic reaches the caller, who knows which file it is about.
func TestEachPanics(t *testing.T) {
	for _, width := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(width))
		func() {
			defer func() {
				if p := recover(); p != "broken" {
					t.Errorf("width %d: recovered %v", width, p)
				}
			}()
			Each(100, func(i int) {
				if i == 7 {
					panic("broken")
				}
			})
		}()
	}
}
