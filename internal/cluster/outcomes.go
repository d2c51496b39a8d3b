package cluster

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/nats-io/nats.go/jetstream"
)

// consumer names who hears what became of the run's items.
func (c *Coordinator) consumer() string { return "run-" + c.Run }

// listening makes that consumer where it is not there.
func (c *Coordinator) listening(ctx context.Context) (from jetstream.Consumer, err error) {
	err = c.link.insist(ctx, nil, func(ctx context.Context) (err error) {
		from, err = c.link.done.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
			Durable: c.consumer(), FilterSubject: doneSubject + c.Run + ".>", AckPolicy: jetstream.AckExplicitPolicy,
			AckWait: 2 * c.link.patience, MaxAckPending: 4 * hearing, InactiveThreshold: staleAfter,
		})
		return err
	})
	return from, err
}

// hearing is how many outcomes are in hand at a time.
const hearing = 16

// drain takes what was made while the run had no coordinator.
func (c *Coordinator) drain(ctx context.Context) error {
	for {
		from, err := c.listening(ctx)
		if err != nil {
			return err
		}
		for n := 1; n > 0 && err == nil; {
			n, err = c.some(ctx, from)
		}
		if err == nil {
			return nil
		}
		pause(ctx, pauseTime)
	}
}

// some takes outcomes that there are, and says how many.
func (c *Coordinator) some(ctx context.Context, from jetstream.Consumer) (n int, err error) {
	list, err := from.FetchNoWait(hearing)
	if err != nil {
		return 0, err
	}
	for m := range list.Messages() {
		c.take(ctx, m)
		n++
	}
	return n, list.Error()
}

// hear takes outcomes, until the end.
func (c *Coordinator) hear(ctx context.Context) {
	var from jetstream.Consumer
	slots := make(chan struct{}, hearing)
	var all sync.WaitGroup
	defer all.Wait()
	for ctx.Err() == nil {
		if from == nil {
			from, _ = c.listening(ctx)
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
			if c.parent.Err() != nil {
				return
			}
			if meta, e := m.Metadata(); e == nil && meta.NumDelivered < mostFetches || w == nil && !spoiled(err) {
				m.NakWithDelay(time.Second)
				return
			}
			o = Outcome{Name: o.Name, lost: true}
		}
	}
	o.stored = o.Part
	m.Ack() // where that is lost, the outcome is heard again, and nobody waits for it
	switch {
	case w != nil:
		c.settle(w, o)
	case o.Part && !o.Piece: // it is kept, and nobody comes for it
		c.forget([]string{c.Run + "." + o.Name}, func() {})
	}
}

// settle tells the one who waits for an item what became of it.
func (c *Coordinator) settle(w *waiter, o Outcome) {
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

// fetch keeps a part that is in the store, unless it is kept already.
func (c *Coordinator) fetch(ctx context.Context, o *Outcome) error {
	if c.keeper.Has(o.Key) {
		return nil
	}
	data, err := c.link.parts.get(ctx, c.Run+"."+o.Name, mostPart)
	if err != nil {
		return err
	}
	return c.keep(o.Key, data)
}

// keep keeps a part. Where the output folder does not take it, the run ends.
func (c *Coordinator) keep(key string, made []byte) error {
	p, err := unpack[Part](made)
	if err != nil {
		return errTorn
	}
	if err = c.keeper.Keep(key, &archive.Answer{Portion: p.Portion, Workbook: p.Workbook}); err != nil {
		err = fmt.Errorf("keep what was read elsewhere: %w", err)
		c.stop(err)
	}
	return err
}

// forget removes what is no longer needed from the store, and lets others have the room. What is left there is removed with the run.
func (c *Coordinator) forget(parts []string, release func()) {
	if len(parts) == 0 {
		release()
		return
	}
	c.tasks.Go(func() {
		defer release()
		ctx, stop := context.WithTimeout(c.parent, askTime)
		defer stop()
		for _, p := range parts {
			c.link.parts.drop(ctx, p)
		}
	})
}
