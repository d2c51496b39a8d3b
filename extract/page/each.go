package page

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// mostAtOnce bounds how many pages are in hand, on a machine of whatever size: one page of a hostile file
// can unpack to a hundred megabytes.
const mostAtOnce = 8

// Each calls do with 0 to n-1, on as many goroutines as there are processors to run on, and returns when
// all calls did. What stages do page by page goes through it. A panic of do becomes one of the caller's;
// what was not begun by then is left out.
func Each(n int, do func(i int)) { EachAtOnce(min(mostAtOnce, runtime.GOMAXPROCS(0)), n, do) }

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
	var fault atomic.Pointer[any]
	var all sync.WaitGroup
	for range width {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					fault.CompareAndSwap(nil, &p)
				}
			}()
			for fault.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	all.Wait()
	if p := fault.Load(); p != nil {
		panic(*p)
	}
}
