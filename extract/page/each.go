package page

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// mostAtOnce bounds how many pages are in hand, on a machine of whatever size: one page of a hostile file
// can unpack to a hundred megabytes.
const mostAtOnce = 8

// Each calls do with 0 to n-1, on as many goroutines as there are processors to run on, and returns when
// all calls did. What stages do page by page goes through it. A panic of do becomes one of the caller's;
// what was not begun by then is left out.
func Each(n int, do func(i int)) { EachAtOnce(AtOnce(), n, do) }

// AtOnce is how many calls Each makes at a time.
func AtOnce() int { return min(mostAtOnce, runtime.GOMAXPROCS(0)) }

// EachAtOnce is Each on so many goroutines.
func EachAtOnce(width, n int, do func(i int)) {
	width = min(n, width)
	if width <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var broken atomic.Pointer[fault]
	var all sync.WaitGroup
	for range width {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					broken.CompareAndSwap(nil, &fault{p, debug.Stack()})
				}
			}()
			for broken.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	all.Wait()
	if f := broken.Load(); f != nil {
		panic(f)
	}
}

// A fault is a panic of another goroutine. Who says it in a sentence says what it was; Go, where nobody recovers it, also
// where.
type fault struct {
	value any
	stack []byte
}

func (f *fault) Error() string { return fmt.Sprintf("%v\n\n%s", f.value, f.stack) }

// Format writes what it was.
func (f *fault) Format(s fmt.State, _ rune) { fmt.Fprint(s, f.value) }
