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
	if _, err := l.inputs.PutBytes(t.Context(), "another.filler", make([]byte, 600<<10)); err != nil {
		t.Fatal(err)
	}
	employ(t, other, 2, func(_ context.Context, i *Item, data []byte, _ [][]byte) (archive.Answer, *archive.Failure) {
		return archive.Answer{Pages: 1, Portion: data[len(data)-2:]}, nil
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

// A document that fits into no message with what is known of it, or into none that servers take by now, goes by way of the store.
func TestDocumentsThatFitNoLongerAreStored(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	l := linked(t, h)
	s := &shelf{parts: map[string]string{}}
	c := led(t, l, s, "run")
	employ(t, linked(t, h), 1, spell)
	list := errands(t, strings.Repeat("long ", l.within()/5), "less")
	list[0].Told.URL = strings.Repeat("a", int(l.nc.MaxPayload())-l.within())
	if f := mustReadAll(t, c, list[:1]); len(f) > 0 || !s.Has(list[0].Key) {
		t.Error(f)
	}
	l.most = 3
	i := Item{Run: "run", Name: list[1].Key, Key: list[1].Key, SHA256: list[1].SHA256, File: list[1].File, Queue: textQueue, within: true}
	if o, err := c.have(t.Context(), &i); err != nil || o.Failure != nil || i.within || s.parts[i.Key] != "read less" {
		t.Errorf("%+v, %v, %q", o, err, s.parts[i.Key])
	}
	if there, err := l.inputs.has(t.Context(), "run."+list[0].SHA256); err != nil || there {
		t.Errorf("the first is left: %v, %v", there, err)
	}
}

// A document that servers lost, and whose file is gone, is given up, with its item or by way of the store.
func TestDocumentsThatAreGoneAreGivenUp(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	l := linked(t, h)
	c := led(t, l, &shelf{parts: map[string]string{}}, "run")
	list := errands(t, "with its item", "by way of the store")
	ended := make(chan *archive.Failure, len(list))
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	for n, e := range list {
		i := Item{Run: "run", Name: e.Key, Key: e.Key, SHA256: e.SHA256, File: e.File, Queue: textQueue, within: n == 0}
		go func() {
			o, _ := c.have(ctx, &i)
			ended <- o.Failure
		}()
		for waits := map[string]uint64{}; waits[i.subject(thisBuild)] == 0 && ctx.Err() == nil; pause(ctx, pauseTime) {
			waits, _ = l.subjects(ctx, l.work, workSubject+">")
		}
		if err := os.Remove(e.File); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.purge(ctx, l.work, workSubject+"*.*.run."+list[0].Key); err != nil {
		t.Fatal(err)
	}
	employ(t, linked(t, h), 1, spell)
	for range list {
		if f := <-ended; f == nil {
			t.Error("one is not given up")
		}
	}
}
