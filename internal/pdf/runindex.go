package pdf

import (
	"math"

	"github.com/mingxi/mingxi/extract/page"
)

// squareSide is the size of the squares, in points, by which runs are found again.
const squareSide = 4.0

// runBuckets is how many lists the runs of a page are spread over; a power of two.
const runBuckets = 2048

// A runIndex finds the runs that start near a point: a hash table of squares whose lists are
// chained through next. Entries count from 1, so that the zero index is empty.
type runIndex struct {
	heads []int32
	next  []int32 // by run
}

func bucket(x, y int) uint32 {
	return (uint32(x)*73856093 ^ uint32(y)*19349663) & (runBuckets - 1)
}

// add notes run i at a point; runs are added in order.
func (t *runIndex) add(i int, at page.Point) {
	if t.heads == nil {
		t.heads = make([]int32, runBuckets)
	}
	for len(t.next) < i {
		t.next = append(t.next, 0)
	}
	b := bucket(square(at.X), square(at.Y))
	t.next = append(t.next, t.heads[b])
	t.heads[b] = int32(i + 1)
}

func square(x float64) int { return int(math.Floor(max(-1e6, min(1e6, x)) / squareSide)) }
