package cluster

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// sayOf puts an object into a store that is nothing but what is said of it.
func sayOf(t *testing.T, l *Link, o objects, info jetstream.ObjectInfo) {
	t.Helper()
	if _, err := l.js.Publish(t.Context(), "$O."+o.name+".M."+base64.URLEncoding.EncodeToString([]byte(info.Name)), encode(info)); err != nil {
		t.Fatal(err)
	}
}

func TestObjectsThatAreNot(t *testing.T) {
	t.Parallel()
	l := linked(t, hosted(t, t.TempDir()))
	for size, want := range map[uint64]error{math.MaxUint64: errLarge, 101: errLarge, 100: errTorn, 0: errTorn} {
		sayOf(t, l, l.parts, jetstream.ObjectInfo{ObjectMeta: jetstream.ObjectMeta{Name: "a"}, NUID: "none", Size: size, Chunks: 1})
		if data, err := l.parts.get(t.Context(), "a", 100); !errors.Is(err, want) {
			t.Errorf("%d: %q, %v, want %v", size, data, err, want)
		}
	}
	whole, err := l.parts.PutBytes(t.Context(), "b", make([]byte, 1000))
	if err != nil {
		t.Fatal(err)
	}
	whole.Size = 10 // less than there is
	sayOf(t, l, l.parts, *whole)
	if _, err := l.parts.get(t.Context(), "b", 100); !errors.Is(err, errTorn) {
		t.Error(err)
	}
}

// Pieces that are none cost time; nothing is waited for without end.
func TestTornPiecesAreLeftOut(t *testing.T) {
	t.Parallel()
	l := linked(t, hosted(t, t.TempDir()))
	c := led(t, l, &shelf{parts: map[string]string{}}, "run")
	e := errands(t, "scan")[0]
	i := &Item{Run: "run", Name: "a", SHA256: e.SHA256, File: e.File, Whole: true, Pieces: []string{"none", "gone", "torn"}}
	c.mu.Lock()
	c.waiting[i.Name] = &waiter{item: *i, since: time.Now(), outcome: make(chan Outcome, 1)}
	c.mu.Unlock()
	if _, err := l.parts.PutBytes(t.Context(), "none", []byte("no piece")); err != nil {
		t.Fatal(err)
	}
	sayOf(t, l, l.parts, jetstream.ObjectInfo{ObjectMeta: jetstream.ObjectMeta{Name: "torn"}, NUID: "none", Size: 4, Chunks: 1})
	m := &Machine{Program: thisBuild, link: l}
	o, part := m.outcome(t.Context(), pupil(spell), i, 1)
	if o.Failure != nil || part == nil || string(part.Portion) != "scan of 0 pieces" {
		t.Errorf("%+v", o)
	}
}

// The objects of a run are removed while what is left of it is still being removed one by one.
func TestRunIsClearedWhileObjectsGo(t *testing.T) {
	t.Parallel()
	l := linked(t, hosted(t, t.TempDir()))
	var names []string
	for n := range 100 {
		names = append(names, fmt.Sprintf("run.%d", n))
		sayOf(t, l, l.parts, jetstream.ObjectInfo{ObjectMeta: jetstream.ObjectMeta{Name: names[n]}, NUID: fmt.Sprintf("run.x%d", n)})
	}
	sayOf(t, l, l.parts, jetstream.ObjectInfo{ObjectMeta: jetstream.ObjectMeta{Name: "other.0"}, NUID: "other.x"})
	var going sync.WaitGroup
	for part := range slices.Chunk(names, 25) {
		going.Go(func() {
			for _, name := range part {
				l.parts.drop(t.Context(), name)
			}
		})
	}
	ctx, stop := context.WithTimeout(t.Context(), askTime)
	defer stop()
	if err := l.parts.dropAll(ctx, "run"); err != nil {
		t.Error(err)
	}
	going.Wait()
	if list, err := l.subjects(t.Context(), l.parts.stream, l.parts.description("")+">"); err != nil || len(list) != 1 {
		t.Errorf("%d objects are left, %v", len(list), err)
	}
}
