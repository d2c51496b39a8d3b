package dataset

import "context"

// inOrder makes n things, width at a time, and takes each when all before it are taken. No more than
// width are made or wait at any time. The first error in their order ends it, and so does ctx.
func inOrder[T any](ctx context.Context, n, width int, produce func(int) (T, error), take func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan chan result[T], max(1, width)-1)
	go func() {
		defer close(queue)
		for i := range n {
			one := make(chan result[T], 1)
			select {
			case queue <- one:
			case <-ctx.Done():
				return
			}
			go func() {
				v, err := produce(i)
				one <- result[T]{v, err}
			}()
		}
	}()
	var first error
	for one := range queue {
		r := <-one
		if first != nil {
			continue // it may be writing still: wait for it
		}
		if first = r.err; first == nil {
			first = take(r.value)
		}
		if first != nil {
			cancel()
		}
	}
	if first != nil {
		return first
	}
	return ctx.Err()
}

type result[T any] struct {
	value T
	err   error
}
