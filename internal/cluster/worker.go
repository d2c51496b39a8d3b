package cluster

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"
)

// MostTries is how often an item is begun. One that took so many machines with it is given up.
const MostTries = 8

// Hands are the machines that are there.
func (l *Link) Hands(ctx context.Context) ([]Hand, error) { return list[Hand](ctx, l, l.hands) }

// Runs are the runs that have a coordinator.
func (l *Link) Runs(ctx context.Context) ([]RunState, error) { return list[RunState](ctx, l, l.runs) }

// list is what is noted in a bucket. Its keys are those of its stream: to have them listed as the library does costs the servers a consumer.
func list[T any](ctx context.Context, l *Link, kv jetstream.KeyValue) ([]T, error) {
	var all []T
	var stream jetstream.Stream
	err := l.insist(ctx, nil, func(ctx context.Context) (err error) {
		stream, err = l.js.Stream(ctx, "KV_"+kv.Bucket())
		return err
	})
	if err != nil {
		return nil, err
	}
	begin := "$KV." + kv.Bucket() + "."
	keys, err := l.subjects(ctx, stream, begin+">")
	for _, subject := range slices.Sorted(maps.Keys(keys)) {
		e, err := note(ctx, l, kv, strings.TrimPrefix(subject, begin))
		if err != nil {
			return nil, err
		}
		var v T
		if e != nil && json.Unmarshal(e.Value(), &v) == nil {
			all = append(all, v)
		}
	}
	return all, err
}

// note is one of a bucket; nil if it is gone.
func note(ctx context.Context, l *Link, kv jetstream.KeyValue, key string) (e jetstream.KeyValueEntry, err error) {
	gone := func(err error) bool { return errors.Is(err, jetstream.ErrKeyNotFound) }
	err = l.insist(ctx, gone, func(ctx context.Context) (err error) {
		e, err = kv.Get(ctx, key)
		return err
	})
	if gone(err) {
		return nil, nil
	}
	return e, err
}

// A Reader reads items, one at a time, in processes of its own.
type Reader interface {
	// Read makes what the item asks for. The failure is of the document, or of this machine.
	Read(ctx context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure)
	Close()
}

// A Machine takes items as it can read them.
type Machine struct {
	Program Program
	Slots   int
	Reader  func() Reader // makes that of a slot
	Seen    func(Outcome) // is told of each
	Say     func(error)   // tells people

	link *Link
	mu   sync.Mutex
	hand Hand
}

// ErrStranger tells that the runs that are there are read by another program.
var ErrStranger = errors.New("another version of the program")

// Work takes items until ctx ends; then what is in hand is finished, unless now ends.
func (m *Machine) Work(ctx, now context.Context, l *Link) error {
	m.link = l
	host, _ := os.Hostname()
	m.hand = Hand{ID: nuid.Next(), Host: host, PID: os.Getpid(), Program: m.Program, Slots: m.Slots, Began: time.Now(), Busy: map[string]float64{}}
	if err := m.known(ctx); err != nil {
		return err
	}
	beating, stop := context.WithCancel(now)
	var all sync.WaitGroup
	all.Go(func() { m.beat(beating) })
	m.serve(ctx, now)
	stop()
	all.Wait()
	return nil
}

// known refuses to wait for items that never come: where all runs are read by other programs.
func (m *Machine) known(ctx context.Context) error {
	runs, err := m.link.Runs(ctx)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.Program.Hash == m.Program.Hash {
			return nil
		}
	}
	if len(runs) > 0 {
		r := runs[0]
		return fmt.Errorf("%w: the run of %s is read by mingxi %s, and this is mingxi %s: start the same program here", ErrStranger, r.Host, r.Program, m.Program)
	}
	return nil
}

// serve takes items, one for each slot that is free.
func (m *Machine) serve(ctx, now context.Context) {
	readers := make(chan Reader, m.Slots)
	for range m.Slots {
		readers <- m.Reader()
	}
	var from map[string]jetstream.Consumer
	var all sync.WaitGroup
	for ctx.Err() == nil {
		var r Reader
		select {
		case r = <-readers:
		case <-ctx.Done():
			continue
		}
		var msg jetstream.Msg
		for msg == nil && ctx.Err() == nil {
			if from == nil {
				from = m.consumers(ctx)
				continue
			}
			var err error
			if msg, err = next(from); err != nil {
				from = nil
				pause(ctx, pauseTime)
			}
		}
		if msg == nil {
			readers <- r
			break
		}
		all.Go(func() {
			m.handle(now, r, msg)
			readers <- r
		})
	}
	all.Wait()
	for range m.Slots {
		(<-readers).Close()
	}
}

// consumers are what items are taken from, by queue. Where the server does not answer, it is asked until it does.
func (m *Machine) consumers(ctx context.Context) map[string]jetstream.Consumer {
	from := map[string]jetstream.Consumer{}
	err := m.link.insist(ctx, nil, func(ctx context.Context) error {
		for _, q := range queues {
			c, err := m.link.consumer(ctx, m.Program, q)
			if err != nil {
				return err
			}
			from[q] = c
		}
		return nil
	})
	if err != nil {
		return nil
	}
	return from
}

// mostAsking is how many machines may ask for an item at a time.
const mostAsking = 16_384

func (l *Link) consumer(ctx context.Context, p Program, queue string) (jetstream.Consumer, error) {
	return l.work.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: token(p) + "-" + queue, FilterSubject: workSubject + token(p) + "." + queue + ".>", AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: l.patience, MaxAckPending: -1, MaxWaiting: mostAsking, InactiveThreshold: staleAfter,
	})
}

// idleWait is how long text is waited for before scans are looked for again.
const idleWait = 250 * time.Millisecond

// next is an item, text before scans; nil if there is none yet.
func next(from map[string]jetstream.Consumer) (jetstream.Msg, error) {
	for _, q := range queues {
		list, err := from[q].FetchNoWait(1)
		if err != nil {
			return nil, err
		}
		if msg := <-list.Messages(); msg != nil {
			return msg, nil
		}
		if list.Error() != nil {
			return nil, list.Error()
		}
	}
	list, err := from[textQueue].Fetch(1, jetstream.FetchMaxWait(idleWait))
	if err != nil {
		return nil, err
	}
	return <-list.Messages(), list.Error()
}

// handle has an item made, puts what comes of it into the store, and says so. Until then the server is told that it is in hand. Where that
// cannot be said, or this process ends, another machine is given the item.
func (m *Machine) handle(ctx context.Context, r Reader, msg jetstream.Msg) {
	meta, err := msg.Metadata()
	i, torn := unpack[Item](msg.Data())
	if err != nil || torn != nil {
		msg.Term()
		return
	}
	held, stop := context.WithCancel(ctx)
	defer stop()
	go m.hold(held, msg)
	m.count(func(h *Hand) { h.InHand++ })
	defer m.count(func(h *Hand) { h.InHand-- })
	o, part := m.outcome(ctx, r, &i, int(meta.NumDelivered))
	if ctx.Err() != nil {
		msg.NakWithDelay(0) // others have it at once
		return
	}
	if o.lost {
		m.letGo(msg, o.Tries)
		return
	}
	if o.Failure != nil && elsewhere(o.Failure) && o.Tries < MostTries {
		msg.NakWithDelay(m.link.patience / 10)
		return
	}
	if m.deliver(ctx, &i, o, part) == nil {
		stop()
		msg.Ack() // where that is lost, the item is read again, and told twice
		m.count(func(h *Hand) {
			h.Done++
			h.Pages += o.Pages
			h.Busy[i.Queue] += o.Seconds
			if o.Failure != nil {
				h.Failed++
			}
		})
		m.Seen(o)
	}
}

// mostUnwanted is how often an item is looked at that nobody waits for: a coordinator that was begun again does not wait for all of its items at once.
const mostUnwanted = 3

// letGo removes an item that nobody waits for. Whoever comes to lead its run gives it again.
func (m *Machine) letGo(msg jetstream.Msg, tries int) {
	if tries < mostUnwanted {
		msg.NakWithDelay(m.link.patience / 3)
		return
	}
	msg.Term()
}

// elsewhere says that another machine may make what this one could not.
func elsewhere(f *archive.Failure) bool {
	return f.Class == archive.Transient && f.Cause != archive.TimeLimit && f.Cause != archive.MemoryLimit
}

// outcome has an item made.
func (m *Machine) outcome(ctx context.Context, r Reader, i *Item, tries int) (Outcome, *Part) {
	o := Outcome{Name: i.Name, Key: i.Key, Queue: i.Queue, Worker: m.hand.Host, Tries: tries, Piece: len(i.Pages) > 0}
	if tries > MostTries {
		o.Failure = &archive.Failure{Class: archive.Transient, Reason: fmt.Sprintf("given up after %d tries: each machine that read it ended, or was cut off", MostTries)}
		return o, nil
	}
	data, pieces, err := m.inputs(ctx, i)
	if err != nil {
		if o.lost = errors.Is(err, errUnwanted); !o.lost {
			o.Failure = &archive.Failure{Class: archive.Transient, Reason: "its bytes could not be had: " + err.Error()}
		}
		return o, nil
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != i.SHA256 {
		o.Failure = changed()
		return o, nil
	}
	began := time.Now()
	a, failure := r.Read(ctx, i, data, pieces)
	o.Seconds = time.Since(began).Seconds()
	o.Failure, o.Pages = failure, a.Pages
	switch {
	case failure != nil:
		failure.Took = time.Since(began)
		return o, nil
	case i.Scans && !i.Whole && !o.Piece && len(a.Pictures) > 0:
		o.Pictures, o.Pages = a.Pictures, 0
		return o, nil
	case o.Piece:
		o.Pages = len(i.Pages)
	}
	o.Part = true
	return o, &Part{Portion: a.Portion, Workbook: a.Workbook, Piece: a.Made}
}

// inputs are the bytes of an item's document, and of its pieces; a piece that is gone, or is no piece, is made again.
func (m *Machine) inputs(ctx context.Context, i *Item) (data []byte, pieces [][]byte, err error) {
	if data, err = m.link.borrow(ctx, i); err != nil {
		return nil, nil, err
	}
	room := uint64(mostPart)
	for _, name := range i.Pieces {
		made, err := m.link.parts.get(ctx, name, room)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil {
			continue
		}
		room -= uint64(len(made))
		if p, err := unpack[Part](made); err == nil {
			pieces = append(pieces, p.Piece)
		}
	}
	return data, pieces, nil
}

// deliver says what became of an item and gives what was made of it: to the coordinator itself, or by the servers where there is none, where it is large and
// where it is a piece, which others take from the store.
func (m *Machine) deliver(ctx context.Context, i *Item, o Outcome, part *Part) error {
	var made []byte
	if part != nil {
		made = packed(part)
		if len(made) > mostPart {
			o.Part, o.Pages = false, 0
			o.Failure = &archive.Failure{Class: archive.Permanent, Reason: fmt.Sprintf("what was made of it is larger than %d MiB", mostPart>>20)}
			return m.deliver(ctx, i, o, nil)
		}
	}
	if !o.Piece && len(made) <= m.link.within() && m.link.giveBack(ctx, i, &o, made) {
		return nil
	}
	if part != nil {
		err := m.link.parts.put(ctx, i.Run, i.part(), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(made)), nil })
		if err != nil {
			return err
		}
	}
	return m.publish(ctx, i, &o)
}

func (m *Machine) publish(ctx context.Context, i *Item, o *Outcome) error {
	said := packed(o)
	return m.link.insist(ctx, nil, func(ctx context.Context) error {
		_, err := m.link.js.Publish(ctx, doneSubject+i.Run+"."+i.Name, said)
		return err
	})
}

// hold tells the server now and then that an item is in hand.
func (m *Machine) hold(ctx context.Context, msg jetstream.Msg) {
	for {
		pause(ctx, m.link.patience/4)
		if ctx.Err() != nil {
			return
		}
		msg.InProgress()
	}
}

func (m *Machine) count(change func(*Hand)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.hand)
}

// beat tells that the machine is there, and looks for runs of other programs.
func (m *Machine) beat(ctx context.Context) {
	told := map[string]bool{}
	for ctx.Err() == nil {
		m.mu.Lock()
		m.hand.Told = time.Now()
		note := encode(m.hand)
		m.mu.Unlock()
		once, stop := context.WithTimeout(ctx, m.link.patience/2)
		m.link.hands.Put(once, m.hand.ID, note)
		runs, _ := m.link.Runs(once)
		stop()
		for _, r := range runs {
			if r.Program.Hash != m.Program.Hash && !told[r.Owner] {
				told[r.Owner] = true
				m.Say(fmt.Errorf("the run of %s is read by mingxi %s, and this is mingxi %s: nothing of it is taken", r.Host, r.Program, m.Program))
			}
		}
		pause(ctx, m.link.patience/6)
	}
	once, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer stop()
	m.link.hands.Purge(once, m.hand.ID)
}
