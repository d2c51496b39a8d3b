package cluster

import (
	"context"
	"slices"
	"strings"
)

// A Status is what is known on the servers.
type Status struct {
	Runs     []RunState
	Machines []Hand
	Queues   []QueueState
}

// A QueueState is one queue of one program.
type QueueState struct {
	Name    string
	Program string // its token
	Waiting uint64 // items
	InHand  int
	Again   int // of those in hand, begun more than once
}

// Status asks the servers how it goes.
func (l *Link) Status(ctx context.Context) (*Status, error) {
	var s Status
	var err error
	if s.Runs, err = l.Runs(ctx); err != nil {
		return nil, err
	}
	if s.Machines, err = l.Hands(ctx); err != nil {
		return nil, err
	}
	list := l.work.ListConsumers(ctx)
	for c := range list.Info() {
		program, queue, _ := strings.Cut(c.Name, "-")
		s.Queues = append(s.Queues, QueueState{queue, program, c.NumPending, c.NumAckPending, c.NumRedelivered})
	}
	slices.SortFunc(s.Queues, func(a, b QueueState) int { return strings.Compare(a.Program+a.Name, b.Program+b.Name) })
	slices.SortFunc(s.Machines, func(a, b Hand) int { return strings.Compare(a.Host+a.ID, b.Host+b.ID) })
	return &s, list.Err()
}
