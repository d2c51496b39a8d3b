package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Times of what is asked of the servers.
const (
	tryTime = 2 * time.Second  // one request at first; servers that choose a leader lose it without a word
	askTime = 20 * time.Second // one request at most
	lagTime = 4                // a try may take longer by this part of what was waited already: lines are slow, servers busy

	pauseTime = 300 * time.Millisecond // between tries at first
	mostPause = 5 * time.Second
)

// insist asks something of the servers until it is answered, ctx ends or the error is one that stays. Servers that are gone come back, disks
// that are full are cleared. What is asked must be one request, or few small ones, that can be made again.
func (l *Link) insist(ctx context.Context, stays func(error) bool, do func(context.Context) error) error {
	began := time.Now()
	for {
		waited := time.Since(began)
		once, stop := context.WithTimeout(ctx, min(tryTime+waited/lagTime, askTime))
		err := do(once)
		stop()
		if err == nil || ctx.Err() != nil {
			return also(err, ctx.Err())
		}
		if stays != nil && stays(err) {
			return err
		}
		waited = time.Since(began)
		l.complain(err, waited)
		pause(ctx, max(pauseTime, min(waited/lagTime, mostPause)))
	}
}

// subjects are those of the messages that a stream has.
func (l *Link) subjects(ctx context.Context, from jetstream.Stream, filter string) (list map[string]uint64, err error) {
	err = l.insist(ctx, nil, func(ctx context.Context) error {
		info, err := from.Info(ctx, jetstream.WithSubjectFilter(filter))
		if err == nil {
			list = info.State.Subjects
		}
		return err
	})
	return list, err
}

// purge removes messages from a stream.
func (l *Link) purge(ctx context.Context, from jetstream.Stream, filter string) error {
	return l.insist(ctx, nil, func(ctx context.Context) error {
		return from.Purge(ctx, jetstream.WithPurgeSubject(filter))
	})
}

// also is two errors as one, which says once what both say.
func also(err, other error) error {
	if errors.Is(err, other) {
		return err
	}
	return errors.Join(err, other)
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// complainAfter is how long something is tried before people are told; complainEvery, how often they are.
const (
	complainAfter = 5 * time.Second
	complainEvery = time.Minute
)

// complain tells people what is waited for, now and then.
func (l *Link) complain(err error, waited time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.say == nil || waited < complainAfter || time.Since(l.said) < complainEvery {
		return
	}
	l.said = time.Now()
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		l.say(errors.New("no run is at the NATS servers yet: waiting for one"))
		return
	}
	if errors.Is(err, errSilent) {
		l.say(fmt.Errorf("%w; asking again", err))
		return
	}
	l.say(fmt.Errorf("the NATS servers do not take or give anything: %w; trying again", err))
}

// tell tells people something.
func (l *Link) tell(err error) {
	if l.say != nil {
		l.say(err)
	}
}
