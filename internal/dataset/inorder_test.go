package dataset

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"
)

// Things come in their order, and never are more than width in hand.
func TestInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, width := rapid.IntRange(0, 40).Draw(t, "n"), rapid.IntRange(0, 5).Draw(t, "width")
		failAt := rapid.IntRange(0, 60).Draw(t, "fail at")
		broken := errors.New("broken")
		var inHand, most atomic.Int64
		taken := 0
		err := inOrder(context.Background(), n, width, func(i int) (int, error) {
			now := inHand.Add(1)
			for was := most.Load(); now > was && !most.CompareAndSwap(was, now); was = most.Load() {
			}
			if i == failAt {
				return 0, broken
			}
			return i, nil
		}, func(i int) error {
			if i != taken {
				t.Fatalf("%d came after %d", i, taken-1)
			}
			taken++
			inHand.Add(-1)
			return nil
		})
		if want := min(n, failAt); taken != want {
			t.Fatalf("%d were taken, want %d", taken, want)
		}
		if (err != nil) != (failAt < n) {
			t.Fatalf("error %v", err)
		}
		if failAt >= n && most.Load() > int64(max(1, width)) {
			t.Fatalf("%d in hand at a time, width %d", most.Load(), width)
		}
	})
}

// What ends the context ends the work.
func TestInOrderEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	err := inOrder(ctx, 1000, 2, func(i int) (int, error) { return i, nil }, func(i int) error {
		if i == 3 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
