package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/nats-io/nats.go"
)

// The bytes of documents are on no server, and what is made of them only while there is no coordinator. A machine that has an item asks the coordinator for
// those of its document, is given them from the file, and says what became of it with what it made, by messages that the servers carry and do not keep: what
// they keep they write to disk, read, and let go of by blocks that hold a dozen documents.
const (
	lendSubject = prefix + ".bytes." // mingxi.bytes.RUN
	lendSize    = "Size"             // the head that tells how many bytes a document has; none where nobody waits for the item
	lendHeard   = "Heard"            // the head that tells that what became of an item counts, and that what was made is kept
)

// A wish is what a machine asks for: the bytes of an item's document from one on, or that what became of it be heard.
type wish struct {
	Name string // of the item
	From int64
	Said *Outcome // nil: bytes are asked for
	Made []byte   // a Part, packed; nil if the outcome has none
}

// errUnwanted tells that nobody waits for an item: its run is led by nobody, or it is done. Who leads the run next gives it again.
var errUnwanted = errors.New("nobody waits for it")

// errSilent tells that a run's coordinator is there and does not answer.
var errSilent = errors.New("the coordinator of the run does not answer")

// lend answers what machines ask for, several at a time, until stop is called, which waits for what is being kept.
func (c *Coordinator) lend(ctx context.Context) (stop func(), err error) {
	subject := lendSubject + c.Run
	asked, err := c.link.nc.QueueSubscribeSync(subject, c.Run)
	if err != nil {
		return func() {}, err
	}
	answering, end := context.WithCancel(c.parent)
	var all sync.WaitGroup
	stop = func() {
		asked.Unsubscribe()
		end()
		all.Wait()
	}
	err = errors.Join(asked.SetPendingLimits(mostAsked, mostHeld), c.link.insist(ctx, nil, c.link.nc.FlushWithContext))
	if denied := c.link.denied(subject); err == nil && denied != nil {
		err = fmt.Errorf("the NATS servers do not let the coordinator answer at %s: %w", subject, denied)
	}
	if err != nil {
		return stop, err
	}
	for range hearing {
		all.Go(func() {
			for answering.Err() == nil {
				m, err := asked.NextMsgWithContext(answering)
				if err != nil { // some was dropped, or the connection is closed
					pause(answering, pauseTime)
					continue
				}
				m.RespondMsg(c.granted(m.Data))
			}
		})
	}
	return stop, nil
}

// What machines ask for waits in memory while others are answered. What goes beyond these is dropped, and asked for again.
const (
	mostAsked = 4 * MostItems // each item that is under way is asked for by one machine at a time, or by two after one was silent
	mostHeld  = 64 << 20      // bytes, which is what was made of three hundred documents
)

// denied is the word of the servers that a subject may not be listened to; nil if their last word is of something else. What they denied
// before stays their last word until they are reached anew.
func (l *Link) denied(subject string) error {
	err := l.nc.LastError()
	if errors.Is(err, nats.ErrPermissionViolation) && strings.Contains(err.Error(), strconv.Quote(subject)) {
		return err
	}
	return nil
}

// granted is the answer to a wish. A file that cannot be read is the end of the item.
func (c *Coordinator) granted(data []byte) *nats.Msg {
	m := nats.NewMsg("")
	wanted, err := unpack[wish](data)
	c.mu.Lock()
	w := c.waiting[wanted.Name]
	c.mu.Unlock()
	switch {
	case err != nil:
		return m
	case wanted.Said != nil:
		if c.heard(w, *wanted.Said, wanted.Made) {
			m.Header.Set(lendHeard, "1")
		}
		return m
	case w == nil:
		return m
	}
	size, data, err := part(w.item.File, wanted.From, int(c.link.cut().ChunkSize))
	if err != nil {
		w.fail(archive.Unreadable(w.item.File, err))
		return m
	}
	m.Header.Set(lendSize, strconv.FormatInt(size, 10))
	m.Data = data
	return m
}

// part is at most so many bytes of a file from one on, and how many it has in all.
func part(name string, from int64, most int) (size int64, data []byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, nil, err
	}
	from = min(max(0, from), info.Size())
	data = make([]byte, min(int64(most), info.Size()-from))
	n, err := f.ReadAt(data, from)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return info.Size(), data[:n], err
}

// borrow has the bytes of an item's document from its coordinator. One that changes meanwhile has another hash.
func (l *Link) borrow(ctx context.Context, i *Item) (data []byte, err error) {
	for {
		m, err := l.ask(ctx, i.Run, wish{Name: i.Name, From: int64(len(data))})
		if err != nil {
			return nil, err
		}
		size, err := strconv.ParseInt(m.Header.Get(lendSize), 10, 64)
		if err != nil {
			return nil, errUnwanted
		}
		if size > pdf.MaxFileBytes {
			return nil, errLarge
		}
		if data == nil && int64(len(m.Data)) == size {
			return m.Data, nil // it is all
		}
		data = append(data, m.Data...)
		if len(m.Data) == 0 || int64(len(data)) >= size {
			return data, nil
		}
	}
}

// heard takes what became of an item that is no piece, and says whether that is all there is to it. One that is told twice was heard where what was made of
// it is kept.
func (c *Coordinator) heard(w *waiter, o Outcome, made []byte) bool {
	if w == nil {
		return o.Part && c.keeper.Has(o.Key)
	}
	if o.of(w); o.Piece || o.Part && c.keep(o.Key, made) != nil {
		return false
	}
	c.settle(w, o)
	return true
}

// giveBack says whether the coordinator has heard what became of an item, and has kept what was made of it.
func (l *Link) giveBack(ctx context.Context, i *Item, o *Outcome, made []byte) bool {
	m, err := l.ask(ctx, i.Run, wish{Name: i.Name, Said: o, Made: made})
	return err == nil && m.Header.Get(lendHeard) != ""
}

// ask asks the coordinator of a run until it answers, ctx ends or there has been none for the time of patience.
func (l *Link) ask(ctx context.Context, run string, w wish) (*nats.Msg, error) {
	for began := time.Now(); ; pause(ctx, pauseTime) {
		once, stop := context.WithTimeout(ctx, max(tryTime, l.patience/3))
		m, err := l.nc.RequestWithContext(once, lendSubject+run, packed(w))
		stop()
		if err == nil || ctx.Err() != nil {
			return m, also(err, ctx.Err())
		}
		if led, unknown := note(ctx, l, l.runs, run); unknown == nil && led == nil {
			return nil, errUnwanted
		}
		l.complain(errSilent, time.Since(began))
	}
}
