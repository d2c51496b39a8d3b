package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// ErrLed tells that a run has a coordinator.
var ErrLed = errors.New("this run has a coordinator")

// ErrLost tells that another coordinator has taken a run.
var ErrLost = errors.New("another coordinator has taken this run")

// A lease is held by the one coordinator of a run.
type lease struct {
	link     *Link
	run      string
	owner    string
	revision uint64
}

// take takes the run. One that was held by a coordinator that is gone can be had after a while: waiting is called once then.
func (l *lease) take(ctx context.Context, state *RunState, waiting func(RunState)) error {
	began := time.Now()
	seen := uint64(0)
	for {
		var other RunState
		err := l.link.insist(ctx, func(err error) bool { return errors.Is(err, jetstream.ErrKeyExists) }, func(ctx context.Context) (err error) {
			l.revision, err = l.link.runs.Create(ctx, l.run, encode(state))
			return err
		})
		if !errors.Is(err, jetstream.ErrKeyExists) {
			return err
		}
		entry, err := l.link.runs.Get(ctx, l.run)
		if err == nil && json.Unmarshal(entry.Value(), &other) == nil {
			switch {
			case other.Owner == l.owner: // it was taken, and the answer was lost
				l.revision = entry.Revision()
				return nil
			case seen == 0:
				seen = entry.Revision()
				waiting(other)
			case entry.Revision() != seen: // it was told anew: somebody is there
				return fmt.Errorf("%w: process %d on %s, since %s", ErrLed, other.PID, other.Host, other.Began.Format(time.RFC3339))
			}
		}
		if time.Since(began) > 3*l.link.patience {
			return fmt.Errorf("%w: process %d on %s", ErrLed, other.PID, other.Host)
		}
		select {
		case <-time.After(l.link.patience / 10):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// hold tells that the coordinator is there. The error is ErrLost where another is.
func (l *lease) hold(ctx context.Context, state *RunState) error {
	revision, err := l.link.runs.Update(ctx, l.run, encode(state), l.revision)
	if err == nil {
		l.revision = revision
		return nil
	}
	entry, at := l.link.runs.Get(ctx, l.run)
	switch {
	case errors.Is(at, jetstream.ErrKeyNotFound): // it was silent for too long, and nobody came
		l.revision, err = l.link.runs.Create(ctx, l.run, encode(state))
	case at == nil:
		var other RunState
		if json.Unmarshal(entry.Value(), &other) == nil && other.Owner != l.owner {
			return fmt.Errorf("%w: process %d on %s", ErrLost, other.PID, other.Host)
		}
		l.revision = entry.Revision() // what was written last was ours, and its answer was lost
	}
	return err
}

// drop lets others have the run at once.
func (l *lease) drop(ctx context.Context) { l.link.runs.Purge(ctx, l.run) }
