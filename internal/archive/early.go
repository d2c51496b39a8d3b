package archive

import (
	"cmp"
	"context"
	"os"
	"slices"
	"sync"

	"github.com/mingxi/mingxi/normalize"
)

// An early run begins the largest files before the others: where hundreds of cores read, a long document that is begun last holds up the end.
// All else stays in the order of the files, which says whose document has the usual ID and which of two equal files is the first: what was begun
// early counts when its turn comes, if it has the ID then under which it is read. How far a run is told to be does not wait for that.
type early struct {
	sums    map[int]string // of the files that were looked at, by their places
	jobs    map[int]job    // that were begun and had no turn yet
	waiting sync.WaitGroup // for their turns
}

// underWay says that a job was begun early, and tells it that it counts.
func (e *early) underWay(j *job) bool {
	begun, ok := e.jobs[j.at]
	if !ok || begun.fate.id != j.fate.id || begun.fate.Document != j.fate.Document {
		return false
	}
	delete(e.jobs, j.at)
	begun.turn <- true
	return true
}

// end tells those that had no turn that they do not count.
func (e *early) end() {
	for _, j := range e.jobs {
		j.turn <- false
	}
}

// finish hands a finished job on, at its turn.
func (r *run) finish(j job) {
	if j.turn == nil {
		r.done <- j
		return
	}
	r.early.waiting.Go(func() {
		ahead := j
		ahead.ahead = true
		r.done <- ahead
		if <-j.turn {
			r.done <- j
		}
	})
}

// begin hands on what is large and still to be read, where other machines read.
func (r *run) begin(ctx context.Context) {
	if r.plan.Elsewhere == nil {
		return
	}
	large := Large(r.sizes())
	hashes := r.hashes(ctx, large, nil)
	r.early.sums, r.early.jobs = map[int]string{}, map[int]job{}
	begun := map[string]bool{}
	for _, at := range large {
		next, ok := <-hashes
		if !ok {
			return
		}
		h := <-next
		if h.err != nil {
			continue // it is told of at its turn
		}
		r.early.sums[at] = h.sum
		j := job{at: at, fate: Fate{File: r.plan.Files[at], Document: h.sum, id: normalize.DocumentID(h.sum, idDigits)}, turn: make(chan bool, 1)}
		if looked := j.fate; begun[h.sum] || r.settled(&looked) {
			begun[h.sum] = true
			continue
		}
		begun[h.sum], r.early.jobs[at] = true, j
		if !r.hand(ctx, j) {
			return
		}
	}
}

// sizesAtOnce is how many files are asked for their sizes at a time: a server of files takes a millisecond to answer.
const sizesAtOnce = 16

// sizes are those of the files; 0 where that is not known.
func (r *run) sizes() []int64 {
	sizes := make([]int64, len(r.plan.Files))
	var all sync.WaitGroup
	for first := range min(sizesAtOnce, len(sizes)) {
		all.Go(func() {
			for i := first; i < len(sizes); i += sizesAtOnce {
				if info, err := os.Stat(r.plan.Files[i]); err == nil {
					sizes[i] = info.Size()
				}
			}
		})
	}
	all.Wait()
	return sizes
}

// largeShare is how many times the mean a large file has. The largest of the others then take about a second.
const largeShare = 3

// Large are the places of files that are begun before all others, of all whose sizes are given: the largest first, and equal ones in their
// order.
func Large(sizes []int64) []int {
	var sum int64
	for _, size := range sizes {
		sum += size
	}
	var at []int
	for i, size := range sizes {
		if size > largeShare*sum/int64(len(sizes)) {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(sizes[b], sizes[a]) })
	return at
}
