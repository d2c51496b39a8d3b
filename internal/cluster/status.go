package cluster

import (
	"context"
	"slices"
	"strings"
)

// Status asks the servers how it goes.
func (l *Link) Status(ctx context.Context) (*Status, error) {
	ctx, stop := context.WithTimeout(ctx, askTime)
	defer stop()
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
		s.Queues = append(s.Queues, QueueState{Name: queue, Program: program, Waiting: c.NumPending, InHand: c.NumAckPending, Again: c.NumRedelivered})
	}
	slices.SortFunc(s.Queues, func(a, b QueueState) int { return strings.Compare(a.Program+a.Name, b.Program+b.Name) })
	slices.SortFunc(s.Machines, func(a, b Hand) int { return strings.Compare(a.Host+a.ID, b.Host+b.ID) })
	return &s, list.Err()
}
