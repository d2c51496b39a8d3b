package cluster

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// A store that others fill but for a few documents takes these, which are read, and then the next: documents that wait for room hold up none that
// is there.
func TestFewDocumentsFitAtATime(t *testing.T) {
	t.Parallel()
	l, other := smallStore(t)
	s := &shelf{parts: map[string]string{}}
	c := led(t, l, s, "run")
	if _, err := l.parts.PutBytes(t.Context(), "another.filler", make([]byte, 600<<10)); err != nil {
		t.Fatal(err)
	}
	employ(t, other, 2, func(_ context.Context, i *Item, data []byte, _ [][]byte) (archive.Answer, *archive.Failure) {
		return archive.Answer{Pages: 1, Portion: data}, nil
	})
	var texts []string
	for n := range 40 {
		texts = append(texts, strings.Repeat("x", 60<<10)+fmt.Sprintf("%02d", n))
	}
	ctx, stop := context.WithTimeout(t.Context(), 40*time.Second)
	defer stop()
	if f, err := readAll(ctx, c, errands(t, texts...)); err != nil || len(f) > 0 || len(s.parts) != len(texts) {
		t.Errorf("%d of %d: %v, %v", len(s.parts), len(texts), f, err)
	}
}

// A document whose file is gone when a machine asks for it is given up.
func TestDocumentsThatAreGoneAreGivenUp(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	l := linked(t, h)
	c := led(t, l, &shelf{parts: map[string]string{}}, "run")
	list := errands(t, "document")
	time.AfterFunc(time.Second, func() {
		if err := os.Remove(list[0].File); err != nil {
			t.Error(err)
		}
		employ(t, linked(t, h), 1, spell)
	})
	if f := mustReadAll(t, c, list)[list[0].Key]; f == nil || f.Class != archive.Transient {
		t.Errorf("%+v", f)
	}
}

// Items of a run that nobody leads, and those that nobody waits for, hold up no machine, and are given again by who leads the run next.
func TestItemsOfNobodyAreLetGo(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	gone := led(t, linked(t, h), s, "gone")
	list := errands(t, someTexts(3)...)
	ctx, end := context.WithCancel(t.Context())
	go readAll(ctx, gone, list)
	for ctx.Err() == nil {
		if info, err := gone.link.work.Info(ctx); err == nil && info.State.Msgs == 3 {
			break
		}
		pause(ctx, 50*time.Millisecond)
	}
	end()
	gone.Close()
	c := led(t, linked(t, h), s, "run")
	if err := c.give(t.Context(), &Item{Run: "run", Name: "done", Queue: textQueue}); err != nil {
		t.Fatal(err)
	}
	employ(t, linked(t, h), 1, spell)
	other := errands(t, "another")
	other[0].Key += "1"
	if f := mustReadAll(t, c, other); len(f) > 0 || len(s.parts) != 1 {
		t.Error(f, s.parts)
	}
	if f := mustReadAll(t, led(t, linked(t, h), s, "gone"), list); len(f) > 0 || len(s.parts) != 4 {
		t.Error(f, s.parts)
	}
	nothingLeft(t, c.link, c)
}

// A slowShelf is long about keeping.
type slowShelf struct {
	shelf
	begun, ready chan struct{}
}

func (s *slowShelf) Keep(key string, a *archive.Answer) error {
	s.begun <- struct{}{}
	<-s.ready
	return s.shelf.Keep(key, a)
}

// A coordinator that ends waits for what it is keeping: the folder is others' afterwards.
func TestCloseWaitsForWhatIsBeingKept(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &slowShelf{shelf{parts: map[string]string{}}, make(chan struct{}, 9), make(chan struct{})}
	c, err := Lead(t.Context(), linked(t, h), Way{Run: "run", Program: thisBuild}, s, func(Outcome) {}, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	employ(t, linked(t, h), 1, spell)
	go readAll(t.Context(), c, errands(t, "document"))
	<-s.begun
	closed := make(chan struct{})
	go func() {
		c.Close()
		close(closed)
	}()
	select {
	case <-closed:
		t.Error("it ended while something was being kept")
	case <-time.After(time.Second):
	}
	close(s.ready)
	<-closed
	if len(s.parts) != 1 {
		t.Error(s.parts)
	}
}
