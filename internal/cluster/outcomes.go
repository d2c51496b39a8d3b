package cluster

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/nats-io/nats.go/jetstream"
)

// consumer names who hears what became of the run's items.
func (c *Coordinator) consumer() string { return "run-" + c.Run }

func (c *Coordinator) listen(ctx context.Context) (jetstream.Consumer, error) {
	return c.link.done.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: c.consumer(), FilterSubject: doneSubject + c.Run + ".>", AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: 2 * c.link.patience, MaxAckPending: 4 * hearing, InactiveThreshold: staleAfter,
	})
}

// hearing is how many outcomes are in hand at a time.
const hearing = 16

// drain takes what was made while the run had no coordinator.
func (c *Coordinator) drain(ctx context.Context) error {
	return c.link.insist(ctx, nil, func(ctx context.Context) error {
		from, err := c.listen(ctx)
		for err == nil {
			var list jetstream.MessageBatch
			if list, err = from.FetchNoWait(hearing); err != nil {
				break
			}
			n := 0
			for m := range list.Messages() {
				c.take(ctx, m)
				n++
			}
			if n == 0 {
				return list.Error()
			}
		}
		return err
	})
}

// hear takes outcomes, until the end.
func (c *Coordinator) hear(ctx context.Context) {
	var from jetstream.Consumer
	slots := make(chan struct{}, hearing)
	var all sync.WaitGroup
	defer all.Wait()
	for ctx.Err() == nil {
		if from == nil {
			c.link.insist(ctx, nil, func(ctx context.Context) (err error) {
				from, err = c.listen(ctx)
				return err
			})
			continue
		}
		list, err := from.Fetch(hearing, jetstream.FetchMaxWait(time.Second))
		if err != nil {
			from = nil
			pause(ctx, pauseTime)
			continue
		}
		for m := range list.Messages() {
			slots <- struct{}{}
			all.Go(func() {
				c.take(ctx, m)
				<-slots
			})
		}
		if err := list.Error(); err != nil {
			from = nil
			pause(ctx, pauseTime)
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// mostFetches is how often a part is asked for that is said to be there, before it is made again.
const mostFetches = 4

// take keeps what an outcome tells of, and then lets the server forget it.
func (c *Coordinator) take(ctx context.Context, m jetstream.Msg) {
	o, err := unpack[Outcome](m.Data())
	if err != nil || o.Name == "" {
		m.Term()
		return
	}
	c.mu.Lock()
	w := c.waiting[o.Name]
	c.mu.Unlock()
	if !o.of(w) {
		m.Term()
		return
	}
	if o.Part && !o.Piece {
		if err := c.fetch(ctx, &o); err != nil {
			var full *keepError
			if errors.As(err, &full) {
				c.stop(full.err)
				return
			}
			if meta, e := m.Metadata(); e == nil && meta.NumDelivered < mostFetches || w == nil && !spoiled(err) {
				m.NakWithDelay(time.Second)
				return
			}
			o = Outcome{Name: o.Name, Lost: true}
		}
	}
	if m.DoubleAck(ctx) != nil && w == nil {
		return
	}
	if w == nil {
		return
	}
	select {
	case w.outcome <- o:
		c.outcome(o)
	default: // told twice
	}
}

// of takes from an item what an outcome is of, since a message may say anything. Of one that nobody waits for, it says that it can be
// that of a document.
func (o *Outcome) of(w *waiter) bool {
	if w != nil {
		o.Key, o.Piece = w.item.Key, len(w.item.Pages) > 0
		return true
	}
	return o.Piece || archive.IsKey(o.Key) && strings.TrimSuffix(o.Name, wholeSuffix) == o.Key
}

// A keepError tells that the output folder does not take what was made.
type keepError struct{ err error }

func (e *keepError) Error() string { return e.err.Error() }

// fetch keeps a part, unless it is kept already.
func (c *Coordinator) fetch(ctx context.Context, o *Outcome) error {
	name := c.Run + "." + o.Name
	ctx, stop := context.WithTimeout(ctx, askTime)
	defer stop()
	if c.keeper.Has(o.Key) {
		return nil
	}
	data, err := c.link.parts.get(ctx, name, mostPart)
	if err != nil {
		return err
	}
	p, err := unpack[Part](data)
	if err != nil {
		return errTorn
	}
	if err := c.keeper.Keep(o.Key, &archive.Answer{Portion: p.Portion, Workbook: p.Workbook}); err != nil {
		return &keepError{fmt.Errorf("keep what was read elsewhere: %w", err)}
	}
	return nil
}

// forget removes what is no longer needed from the store. What is left there is removed with the run.
func (c *Coordinator) forget(ctx context.Context, parts []string, input string) {
	ctx, stop := context.WithTimeout(ctx, askTime)
	defer stop()
	c.link.inputs.drop(ctx, input)
	for _, p := range parts {
		c.link.parts.drop(ctx, p)
	}
}
