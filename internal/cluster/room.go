package cluster

import (
	"context"
	"sync"
)

// A room bounds the bytes of what is in the store. What is larger than all of it may be in it alone.
type room struct {
	mu   sync.Mutex
	most int64
	used int64
	free chan struct{} // closed when some became free
}

func newRoom(most int64) *room { return &room{most: most, free: make(chan struct{})} }

// take waits until there is room.
func (r *room) take(ctx context.Context, size int64) error {
	for {
		r.mu.Lock()
		if r.used == 0 || r.used+size <= r.most {
			r.used += size
			r.mu.Unlock()
			return nil
		}
		free := r.free
		r.mu.Unlock()
		select {
		case <-free:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (r *room) give(size int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used -= size
	close(r.free)
	r.free = make(chan struct{})
}
