package cluster

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/nats-io/nats.go"
)

func TestDocumentsAndPiecesAreReadElsewhere(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	for range 3 {
		employ(t, linked(t, h), 2, spell)
	}
	list := errands(t, append(someTexts(20), "scan a", "scan b")...)
	for n := range list {
		list[n].Told.File = oddName
	}
	if f := mustReadAll(t, c, list); len(f) > 0 {
		t.Error(f)
	}
	for n, e := range list {
		want := fmt.Sprintf("read document %d", n)
		if n >= 20 {
			want = fmt.Sprintf("scan %c of 5 pieces", 'a'+n-20)
		}
		if got := s.parts[e.Key]; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	nothingLeft(t, c.link, c)
}

// A document at which every machine ends is given up, and holds up nothing.
func TestPoisonIsGivenUp(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	var mu sync.Mutex
	begun := 0
	poisoned := func(ctx context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
		if string(data) != "poison" {
			return spell(ctx, i, data, pieces)
		}
		mu.Lock()
		defer mu.Unlock()
		begun++
		return archive.Answer{}, &archive.Failure{Class: archive.Transient, Cause: archive.Killed, Reason: "killed"}
	}
	employ(t, linked(t, h), 2, poisoned)
	list := errands(t, append(someTexts(5), "poison")...)
	failures := mustReadAll(t, c, list)
	if f := failures[list[5].Key]; len(failures) != 1 || f == nil || f.Class != archive.Transient || begun != MostTries {
		t.Errorf("%v, begun %d times", failures, begun)
	}
	if len(s.parts) != 5 {
		t.Error(s.parts)
	}
}

// One that takes the whole machine with it, so that nobody says anything, is known by how often it was begun.
func TestItemsOfLostMachinesAreGivenUp(t *testing.T) {
	m := &Machine{Program: thisBuild}
	o, part := m.outcome(t.Context(), pupil(spell), &Item{Name: "a", Key: "a"}, MostTries+1)
	if part != nil || o.Failure == nil || !strings.Contains(o.Failure.Reason, "given up") {
		t.Errorf("%+v", o)
	}
}

// A machine that vanishes with an item in hand costs the time of patience.
func TestLostMachineIsReplaced(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	has, gone := make(chan struct{}), make(chan struct{})
	lost := linked(t, h)
	stop := employ(t, lost, 1, func(ctx context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
		close(has)
		<-gone
		return spell(ctx, i, data, pieces)
	})
	go func() {
		<-has
		lost.Close() // as if its cable was cut
		close(gone)
		stop()
		employ(t, linked(t, h), 1, spell)
	}()
	list := errands(t, "document")
	if f := mustReadAll(t, c, list); len(f) > 0 || !s.Has(list[0].Key) {
		t.Error(f)
	}
}

func TestSecondCoordinatorIsTold(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	first := led(t, linked(t, h), s, "run")
	_, err := Lead(t.Context(), linked(t, h), Way{Run: "run", Program: thisBuild}, s, func(Outcome) {}, func(error) {})
	if !errors.Is(err, ErrLed) {
		t.Fatal(err)
	}
	led(t, linked(t, h), s, "another")
	first.Close()
	led(t, linked(t, h), s, "run")
}

// A coordinator that was cut off, while another took the run, keeps nothing more.
func TestLostRunEnds(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	other := encode(RunState{Run: "run", Owner: "another", Host: "elsewhere"})
	if _, err := c.link.runs.Put(t.Context(), "run", other); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	if _, err := readAll(ctx, c, errands(t, "document")); !errors.Is(err, ErrLost) {
		t.Error(err)
	}
}

// What was read for a coordinator that ended is taken by the next, and not read again.
func TestNextCoordinatorGoesOn(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	first := led(t, linked(t, h), s, "run")
	list := errands(t, append(someTexts(6), "scan a")...)
	ctx, end := context.WithCancel(t.Context())
	go readAll(ctx, first, list)
	var mu sync.Mutex
	times, begun, left := map[string]int{}, make(chan struct{}, 2*len(list)), make(chan struct{})
	employ(t, linked(t, h), len(list), func(ctx context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
		mu.Lock()
		times[i.Name]++
		mu.Unlock()
		begun <- struct{}{}
		<-left
		return spell(ctx, i, data, pieces)
	})
	for range list {
		<-begun
	}
	end()
	first.Close()
	close(left)
	for ; ; time.Sleep(50 * time.Millisecond) { // all is read, and nobody has heard of it
		if state, err := first.link.work.Info(t.Context()); err == nil && state.State.Msgs == 0 {
			break
		}
	}
	second := led(t, linked(t, h), s, "run")
	for _, e := range list[:6] {
		if !s.Has(e.Key) {
			t.Errorf("%s is not kept", e.Key)
		}
	}
	mustReadAll(t, second, list[6:])
	for name, n := range times {
		if n > 1 && name != list[6].Key {
			t.Errorf("%s was read %d times", name, n)
		}
	}
}

// What the server loses, in hand or waiting, is given again.
func TestLostItemsAreGivenAgain(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	list := errands(t, someTexts(3)...)
	go func() {
		for ; ; time.Sleep(20 * time.Millisecond) {
			if info, err := c.link.work.Info(t.Context()); err == nil && info.State.Msgs == 3 {
				break
			}
		}
		c.link.work.Purge(t.Context())
		employ(t, linked(t, h), 1, spell)
	}()
	if f := mustReadAll(t, c, list); len(f) > 0 || len(s.parts) != 3 {
		t.Error(f, s.parts)
	}
}

// smallStore is two ways to a server with room for little, by which nothing goes with a message.
func smallStore(t *testing.T) (l, other *Link) {
	t.Helper()
	h := hosted(t, t.TempDir())
	l, err := Connect(t.Context(), Access{Name: t.Name(), Inside: h.Server, Token: h.Token, Patience: shortPatience, Make: true, Store: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	other = linked(t, h)
	l.most, other.most = 0, 0
	return l, other
}

// A store that is full is waited for.
func TestFullStoreIsWaitedFor(t *testing.T) {
	t.Parallel()
	l, other := smallStore(t)
	s := &shelf{parts: map[string]string{}}
	c := led(t, l, s, "run")
	if _, err := l.parts.PutBytes(t.Context(), "run.filler", make([]byte, 900<<10)); err != nil {
		t.Fatal(err)
	}
	employ(t, other, 2, func(_ context.Context, i *Item, data []byte, _ [][]byte) (archive.Answer, *archive.Failure) {
		return archive.Answer{Pages: 1, Portion: data}, nil
	})
	time.AfterFunc(time.Second, func() { l.parts.drop(t.Context(), "run.filler") })
	var texts []string
	for n := range 12 {
		texts = append(texts, strings.Repeat(fmt.Sprint(n%10), 300<<10)+fmt.Sprint(n))
	}
	list := errands(t, append(texts, strings.Repeat("large", 200<<10))...)
	f := mustReadAll(t, c, list)
	if large := f[list[12].Key]; len(f) != 1 || large == nil || !strings.Contains(large.Reason, "--nats-store") {
		t.Error(f)
	}
	for n, e := range list[:12] {
		if s.parts[e.Key] != texts[n] {
			t.Errorf("%d is not what it was", n)
		}
	}
}

// An output folder that takes no more ends the run, and what was read stays on the server.
func TestFullFolderEndsTheRun(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	full := errors.New("no space left")
	s := &shelf{parts: map[string]string{}, err: full}
	c := led(t, linked(t, h), s, "run")
	employ(t, linked(t, h), 2, spell)
	list := errands(t, someTexts(1)...)
	if _, err := readAll(t.Context(), c, list); !errors.Is(err, full) {
		t.Fatal(err)
	}
	c.Close()
	s.mu.Lock()
	s.err = nil
	s.mu.Unlock()
	second := led(t, linked(t, h), s, "run")
	if f := mustReadAll(t, second, list); len(f) > 0 || !s.Has(list[0].Key) {
		t.Error(f)
	}
}

func TestOtherProgramIsRefused(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	var mu sync.Mutex
	var said []string
	c, err := Lead(t.Context(), linked(t, h), Way{Run: "run", Program: thisBuild}, s, func(Outcome) {}, func(err error) {
		mu.Lock()
		defer mu.Unlock()
		said = append(said, err.Error())
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	m := &Machine{Program: otherBuild, Slots: 1, Say: func(error) {}, Seen: func(Outcome) {}, Reader: func() Reader { return pupil(spell) }}
	err = m.Work(t.Context(), t.Context(), linked(t, h))
	if !errors.Is(err, ErrStranger) || !strings.Contains(err.Error(), "v1 (abababababab)") || !strings.Contains(err.Error(), "v2 (cdcdcdcdcdcd)") {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go (&Machine{Program: otherBuild, Say: func(error) {}, link: c.link, hand: Hand{ID: "x", Host: "old", Program: otherBuild}}).beat(ctx)
	for ; ; time.Sleep(50 * time.Millisecond) {
		mu.Lock()
		told := strings.Join(said, "\n")
		mu.Unlock()
		if strings.Contains(told, "old has mingxi v2") {
			break
		}
		if t.Context().Err() != nil {
			t.Fatal(told)
		}
	}
}

func TestWithoutTheTokenNobodyGetsIn(t *testing.T) {
	h := hosted(t, t.TempDir())
	_, err := Connect(t.Context(), Access{URL: h.Address(), Name: t.Name()})
	if err == nil || !strings.Contains(err.Error(), "NATS_TOKEN_FILE") {
		t.Error(err)
	}
	_, err = Connect(t.Context(), Access{URL: h.Address(), Name: t.Name(), Wait: true})
	if !errors.Is(err, nats.ErrAuthorization) {
		t.Error(err)
	}
	t.Setenv("NATS_TOKEN_FILE", h.TokenFile)
	l, err := Connect(t.Context(), Access{URL: h.Address(), Name: t.Name(), Make: true, Store: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}

func TestPiecesHoldEveryPageOnce(t *testing.T) {
	for n := range 200 {
		pieces := Pieces(numbers(n))
		next := 1
		for _, p := range pieces {
			if len(p) < pieceLeast || len(p) >= 2*pieceLeast {
				t.Errorf("%d pages: a piece of %d", n, len(p))
			}
			for _, page := range p {
				if page != next {
					t.Errorf("%d pages: %d in place of %d", n, page, next)
				}
				next++
			}
		}
		if len(pieces) > 0 && next != n+1 || len(pieces) == 0 && n >= 2*pieceLeast {
			t.Errorf("%d pages: %d pieces", n, len(pieces))
		}
	}
}

// A message names no other document's key, nor a path.
func TestOutcomeKeepsNothingElsewhere(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	part := Part{Portion: []byte("read by a stranger")}
	made := packed(part)
	list := errands(t, "document", "other")
	whose := list[0].Key
	for _, o := range []Outcome{
		{Name: "a", Key: "../../elsewhere", Part: true},
		{Name: "b", Key: whose, Part: true},
		{Name: strings.ToUpper(list[1].Key), Key: strings.ToUpper(list[1].Key), Part: true},
		{Name: list[1].Key, Key: list[1].Key, Part: true}, // there is no part
		{Name: whose, Key: list[1].Key, Part: true},       // it is waited for, and counts as its own
	} {
		if o.Name == whose {
			c.mu.Lock()
			c.waiting[whose] = &waiter{item: Item{Key: whose}, outcome: make(chan Outcome, 1)}
			c.mu.Unlock()
		}
		if o.Name != list[1].Key {
			if _, err := c.link.parts.PutBytes(t.Context(), "run."+o.Name, made); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := c.link.js.Publish(t.Context(), doneSubject+"run."+o.Name, packed(o)); err != nil {
			t.Fatal(err)
		}
	}
	for t.Context().Err() == nil {
		if info, err := c.link.done.Info(t.Context()); err == nil && info.State.Msgs == 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if d := cmp.Diff(map[string]string{whose: string(part.Portion)}, s.parts); d != "" {
		t.Error(d)
	}
}
