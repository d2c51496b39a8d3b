package cluster

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// What is given back while the coordinator is busy waits in bounded memory; what is dropped beyond that is given once more.
func TestWhatIsGivenBackFasterThanItIsKeptIsGivenAgain(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &slowShelf{shelf{parts: map[string]string{}}, make(chan struct{}, 1000), make(chan struct{})}
	c, err := Lead(t.Context(), linked(t, h), Way{Run: "run", Program: thisBuild}, s, func(Outcome) {}, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	const documents = 2 * mostHeld / mostWithin
	large := bytes.Repeat([]byte("x"), mostWithin-headRoom)
	employ(t, linked(t, h), documents, func(_ context.Context, _ *Item, data []byte, _ [][]byte) (archive.Answer, *archive.Failure) {
		return archive.Answer{Pages: 1, Portion: append(bytes.Clone(large), data...)}, nil
	})
	time.AfterFunc(3*time.Second, func() { close(s.ready) })
	list := errands(t, someTexts(documents)...)
	if f := mustReadAll(t, c, list); len(f) > 0 {
		t.Error(f)
	}
	for n, e := range list {
		if !strings.HasSuffix(s.parts[e.Key], fmt.Sprintf("xdocument %d", n)) {
			t.Errorf("%d is not what was made of it", n)
		}
	}
	nothingLeft(t, c.link, c)
}

// What is told twice was heard where what was made is kept, so that nobody puts it anywhere; of what else nobody waits for, the servers are told.
func TestWhatIsKeptIsNotStored(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	c := led(t, linked(t, h), s, "run")
	list := errands(t, "document")
	employ(t, linked(t, h), 1, spell)
	mustReadAll(t, c, list)
	other := linked(t, h)
	for key, heard := range map[string]bool{list[0].Key: true, strings.Repeat("0", 40): false, "../elsewhere": false} {
		o := &Outcome{Name: key, Key: key, Part: true}
		if got := other.giveBack(t.Context(), &Item{Run: "run", Name: key}, o, packed(Part{Portion: []byte("read once more")})); got != heard {
			t.Errorf("%s: heard %v, want %v", key, got, heard)
		}
	}
	if got := s.parts[list[0].Key]; len(s.parts) != 1 || got != "read document" {
		t.Error(s.parts)
	}
}

// What was put into the store for a coordinator that was away is no longer there when the next has kept it.
func TestWhatTheNextCoordinatorKeepsLeavesTheStore(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	l := linked(t, h)
	key := errands(t, "document")[0].Key
	m := &Machine{Program: thisBuild, link: l}
	i := &Item{Run: "run", Name: key, Key: key}
	if err := m.deliver(t.Context(), i, Outcome{Name: key, Key: key, Part: true}, &Part{Portion: []byte("read document")}); err != nil {
		t.Fatal(err)
	}
	led(t, linked(t, h), s, "run")
	for s.Has(key) && t.Context().Err() == nil {
		if there, err := l.parts.has(t.Context(), i.part()); err == nil && !there {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("it is not kept: ", s.parts)
}
