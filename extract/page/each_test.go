package page

import (
	"fmt"
	"runtime"
	"strings"
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

// A panic reaches the caller, who knows which file it is about, with the place where it was.
func TestEachPanics(t *testing.T) {
	for _, width := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(width))
		func() {
			defer func() {
				p := recover()
				if fmt.Sprint(p) != "broken" {
					t.Errorf("width %d: recovered %v", width, p)
				}
				if f, ok := p.(error); ok && !strings.Contains(f.Error(), "each_test.go") {
					t.Errorf("width %d: it does not say where: %s", width, f.Error())
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
