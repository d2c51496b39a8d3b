package cluster

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"
)

// A Keeper keeps what was made of documents: an archive.Work.
type Keeper interface {
	Keep(key string, a *archive.Answer) error
	Has(key string) bool
}

// A Way is how the documents of a run are read.
type Way struct {
	Run      string // names the run, whoever coordinates it
	Program  Program
	Setup    []byte // for the worker processes
	Timeout  time.Duration
	Scans    bool // pictures are recognised
	Workbook bool
	Files    int
}

// How much of a run is with the servers at a time: more than all machines have cores, and less than fills a disk.
const (
	MostItems   = 4096 // of each queue
	freeShare   = 8    // the part of what takes parts that is left free
	mostSending = 8    // items that are given at a time
)

// A Coordinator has the documents of one run read by others. Its Read is an archive.Plan's Elsewhere.
type Coordinator struct {
	Way
	link   *Link
	keeper Keeper
	lease  lease
	slots  map[string]chan struct{} // by queue
	store  int64                    // bytes of what is made of documents that may be with the servers, which are fewer than the documents have
	room   *room                    // for them
	gives  chan struct{}            // items on their way
	parent context.Context
	stop   context.CancelCauseFunc
	silent func() // no longer lends documents
	tasks  sync.WaitGroup
	closed sync.Once

	mu      sync.Mutex
	waiting map[string]*waiter // by the item's name
	state   RunState
	outcome func(Outcome) // is told of each that counts
}

// A waiter is an item that is not done.
type waiter struct {
	item    Item
	since   time.Time // it was given
	outcome chan Outcome
}

// fail ends what is waited for.
func (w *waiter) fail(f *archive.Failure) {
	select {
	case w.outcome <- Outcome{Name: w.item.Name, Failure: f}:
	default: // it has another
	}
}

// Lead begins to coordinate a run. seen is told of every outcome; say of what people should know. Close it.
func Lead(ctx context.Context, l *Link, w Way, keeper Keeper, seen func(Outcome), say func(error)) (*Coordinator, error) {
	host, _ := os.Hostname()
	c := &Coordinator{Way: w, link: l, keeper: keeper, waiting: map[string]*waiter{}, outcome: seen, slots: map[string]chan struct{}{}, gives: make(chan struct{}, mostSending)}
	for _, q := range queues {
		c.slots[q] = make(chan struct{}, MostItems)
	}
	c.lease = lease{link: l, run: w.Run, owner: nuid.Next()}
	now := time.Now()
	c.state = RunState{Run: w.Run, Program: w.Program, Host: host, PID: os.Getpid(), Owner: c.lease.owner, Began: now, Told: now, Files: w.Files, Waiting: map[string]int{}, Classes: map[string]int{}}
	err := c.lease.take(ctx, &c.state, func(o RunState) {
		say(fmt.Errorf("this run was coordinated by process %d on %s: waiting until it is gone", o.PID, o.Host))
	})
	if err != nil {
		return nil, err
	}
	c.store = l.parts.stream.CachedInfo().Config.MaxBytes
	c.store -= c.store / freeShare
	c.room = newRoom(c.store)
	c.parent, c.stop = context.WithCancelCause(context.WithoutCancel(ctx))
	c.silent = func() {}
	if err = c.drain(ctx); err == nil {
		c.silent, err = c.lend(ctx)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	c.tasks.Go(func() { c.hear(c.parent) })
	c.tasks.Go(func() { c.beat(c.parent, say) })
	c.tasks.Go(func() { c.watch(c.parent) })
	return c, nil
}

// Close ends the coordination. What is with the servers stays there, for the run to go on.
func (c *Coordinator) Close() {
	c.closed.Do(func() {
		lost := errors.Is(context.Cause(c.parent), ErrLost)
		c.silent()
		c.stop(context.Canceled)
		c.tasks.Wait()
		ctx, stop := context.WithTimeout(context.Background(), c.link.patience)
		defer stop()
		if !lost {
			c.lease.drop(ctx)
		}
	})
}

// Clear removes all of the run from the servers. It is called when the dataset is written.
func (c *Coordinator) Clear(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, askTime)
	defer stop()
	gone := func(err error) bool { return errors.Is(err, jetstream.ErrConsumerNotFound) }
	err := c.link.insist(ctx, gone, func(ctx context.Context) error { return c.link.done.DeleteConsumer(ctx, c.consumer()) })
	if gone(err) {
		err = nil // the answer to an earlier try was lost
	}
	return errors.Join(err,
		c.link.purge(ctx, c.link.work, workSubject+"*.*."+c.Run+".>"),
		c.link.purge(ctx, c.link.done, doneSubject+c.Run+".>"),
		c.link.parts.dropAll(ctx, c.Run))
}

// Count changes how far the run is said to be, for others to see.
func (c *Coordinator) Count(change func(*RunState)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(&c.state)
}

// Read has a document read by other machines. Where that cannot be, for what is no fault of the document, there is an error.
func (c *Coordinator) Read(ctx context.Context, e archive.Errand) (archive.Answer, *archive.Failure, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	defer context.AfterFunc(c.parent, func() { stop(context.Cause(c.parent)) })()
	a, failure, err := c.read(ctx, e)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return a, failure, err
}

func (c *Coordinator) read(ctx context.Context, e archive.Errand) (archive.Answer, *archive.Failure, error) {
	document := Item{
		Run: c.Run, Key: e.Key, SHA256: e.SHA256, File: e.File, ID: e.ID, Told: e.Told,
		Setup: c.Setup, Timeout: c.Timeout, Workbook: c.Workbook,
	}
	release, lost, err := c.admit(ctx, e.File)
	if err != nil || lost != nil {
		return archive.Answer{}, lost, err
	}
	defer func() { release() }()
	whole := document
	whole.Name, whole.Queue, whole.Scans, whole.Whole = e.Key, textQueue, c.Scans, e.Recognise
	if e.Recognise {
		whole.Name += wholeSuffix // it is another item than the reading of the text
		if whole.Pieces, err = c.pieces(ctx, document, e.Pictures); err != nil {
			return archive.Answer{}, nil, err
		}
		if len(whole.Pieces) == 0 {
			whole.Queue = scanQueue
		}
	}
	o, err := c.have(ctx, &whole)
	if err != nil {
		return archive.Answer{}, nil, err
	}
	made := whole.Pieces
	if o.stored {
		made = append(made, whole.part())
	}
	c.forget(made, release)
	release = func() {}
	return archive.Answer{Pages: o.Pages, Pictures: o.Pictures}, o.Failure, nil
}

// pieces has pages recognised by many machines, and gives the names of what they made. A piece that failed is left out: who reads the whole
// document recognises what is missing, and knows then what to say.
func (c *Coordinator) pieces(ctx context.Context, document Item, pictures []int) (made []string, err error) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, pages := range Pieces(pictures) {
		all.Go(func() {
			piece := document
			piece.Name, piece.Queue, piece.Pages = pieceName(document.Key, pages), scanQueue, pages
			there, e := c.link.parts.has(ctx, piece.part()) // made for a coordinator that is gone
			if e != nil || !there {
				var o Outcome
				o, e = c.have(ctx, &piece)
				there = o.Part
			}
			mu.Lock()
			defer mu.Unlock()
			if err = errors.Join(err, e); there {
				made = append(made, piece.part())
			}
		})
	}
	all.Wait()
	return made, err
}

// admit waits until there is room for what is made of a document. The failure tells that the file is not what it was.
func (c *Coordinator) admit(ctx context.Context, file string) (release func(), lost *archive.Failure, err error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, archive.Unreadable(file, err), nil
	}
	if info.Size() > c.store {
		return nil, &archive.Failure{Class: archive.Transient, Reason: fmt.Sprintf("it is larger than what the servers have room for, which is %d MiB: give more with --nats-store", c.store>>20)}, nil
	}
	if err := c.room.take(ctx, info.Size()); err != nil {
		return nil, nil, err
	}
	return func() { c.room.give(info.Size()) }, nil, nil
}

// have has an item made, and waits for that.
func (c *Coordinator) have(ctx context.Context, i *Item) (Outcome, error) {
	if err := begin(ctx, c.slots[i.Queue]); err != nil {
		return Outcome{}, err
	}
	defer func() { <-c.slots[i.Queue] }()
	w := &waiter{item: *i, since: time.Now(), outcome: make(chan Outcome, 1)}
	c.mu.Lock()
	c.waiting[i.Name] = w
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.waiting, i.Name)
		c.mu.Unlock()
	}()
	for {
		if err := c.give(ctx, i); err != nil {
			return Outcome{}, err
		}
		select {
		case o := <-w.outcome:
			if !o.lost {
				return o, nil
			}
		case <-ctx.Done():
			return Outcome{}, context.Cause(ctx)
		}
	}
}

// begin waits for a place among those that may be under way at a time.
func begin(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// give puts an item onto its queue. One that is there already stays there once.
func (c *Coordinator) give(ctx context.Context, i *Item) error {
	if err := begin(ctx, c.gives); err != nil {
		return err
	}
	defer func() { <-c.gives }()
	said := packed(i)
	return c.link.insist(ctx, nil, func(ctx context.Context) error {
		_, err := c.link.js.Publish(ctx, i.subject(c.Program), said)
		var api *jetstream.APIError
		if errors.As(err, &api) && strings.Contains(api.Description, "per subject") {
			return nil
		}
		return err
	})
}

// changed is the failure of a document that is not what was hashed.
func changed() *archive.Failure {
	return &archive.Failure{Class: archive.Permanent, Reason: "it changed while it was read: run again"}
}

// beat tells that the coordinator is there, and how far the run is.
func (c *Coordinator) beat(ctx context.Context, say func(error)) {
	warned := map[string]bool{}
	for ctx.Err() == nil {
		pause(ctx, c.link.patience/6)
		c.mu.Lock()
		c.state.Told = time.Now()
		c.state.Waiting = map[string]int{}
		for _, w := range c.waiting {
			c.state.Waiting[w.item.Queue]++
		}
		state := c.state
		state.Classes = maps.Clone(c.state.Classes)
		c.mu.Unlock()
		once, stop := context.WithTimeout(ctx, c.link.patience/2)
		err := c.lease.hold(once, &state)
		if errors.Is(err, ErrLost) {
			c.stop(err)
		}
		if err == nil {
			c.strangers(once, warned, say)
		}
		stop()
	}
}

// strangers tells once of each machine that is there with another program.
func (c *Coordinator) strangers(ctx context.Context, told map[string]bool, say func(error)) {
	list, err := c.link.Hands(ctx)
	if err != nil {
		return
	}
	for _, h := range list {
		if h.Program.Hash != c.Program.Hash && !told[h.Host] {
			told[h.Host] = true
			say(fmt.Errorf("%s has mingxi %s and is given nothing: this run is read by %s; start the same program there", h.Host, h.Program, c.Program))
		}
	}
}

// watch gives items again that are neither waiting nor done: what servers lost.
func (c *Coordinator) watch(ctx context.Context) {
	for ctx.Err() == nil {
		pause(ctx, 2*c.link.patience)
		c.again(ctx)
	}
}

func (c *Coordinator) again(ctx context.Context) {
	old := time.Now().Add(-2 * c.link.patience)
	c.mu.Lock()
	var late []*waiter
	for _, w := range c.waiting {
		if w.since.Before(old) {
			late = append(late, w)
		}
	}
	c.mu.Unlock()
	if len(late) == 0 {
		return
	}
	waits, err := c.link.subjects(ctx, c.link.work, workSubject+token(c.Program)+".*."+c.Run+".>")
	if err != nil {
		return
	}
	told, err := c.link.subjects(ctx, c.link.done, doneSubject+c.Run+".>")
	if err != nil || len(told) > 0 {
		return // something is still to be heard
	}
	for _, w := range late {
		if _, there := waits[w.item.subject(c.Program)]; !there {
			c.give(ctx, &w.item)
		}
	}
}
