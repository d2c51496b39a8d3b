package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/freeport"
	"github.com/nats-io/nats-server/v2/server"
)

// three are the options of three servers that belong together, and their addresses.
func three(t *testing.T) (list []*server.Options, address string) {
	t.Helper()
	var routes []*url.URL
	var clients []string
	var ports [3]int
	for n := range ports {
		ports[n] = freeport.Of(t)
		routes = append(routes, &url.URL{Scheme: "nats", Host: fmt.Sprint("127.0.0.1:", ports[n])})
	}
	for n := range ports {
		o := &server.Options{ServerName: fmt.Sprint("n", n), Host: "127.0.0.1", Port: freeport.Of(t), JetStream: true, StoreDir: t.TempDir(), NoLog: true, NoSigs: true, Routes: routes}
		o.Cluster.Name, o.Cluster.Host, o.Cluster.Port = "three", "127.0.0.1", ports[n]
		clients = append(clients, fmt.Sprint("nats://127.0.0.1:", o.Port))
		list = append(list, o)
	}
	return list, strings.Join(clients, ",")
}

// Of three servers that are begun one is late: all keep what a run has. Then two are gone for longer than one request waits, and nobody answers: a machine
// that begins meanwhile waits, and what is to be read is read.
func TestServersThatChooseALeaderAreWaitedFor(t *testing.T) {
	t.Parallel()
	list, address := three(t)
	var servers []*server.Server
	for _, o := range list[:2] {
		servers = append(servers, run(t, o))
	}
	late := time.AfterFunc(3*time.Second, func() { run(t, list[2]) })
	defer late.Stop()
	connect := func() *Link {
		l, err := Connect(t.Context(), Access{URL: address, Name: t.Name(), Make: true, Store: 1 << 30, Patience: shortPatience})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(l.Close)
		return l
	}
	l, other := connect(), connect()
	for _, name := range []string{workStream, doneStream, "OBJ_" + partStore, "KV_" + runBucket, "KV_" + handBucket} {
		s, err := l.js.Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if n := s.CachedInfo().Config.Replicas; n != 3 {
			t.Errorf("%s is kept %d times", name, n)
		}
	}
	s := &shelf{parts: map[string]string{}}
	c := led(t, l, s, "run")
	for _, one := range servers {
		one.Shutdown()
		one.WaitForShutdown()
	}
	employ(t, other, 1, spell)
	time.AfterFunc(6*time.Second, func() {
		for _, o := range list[:2] {
			run(t, o)
		}
	})
	if f := mustReadAll(t, c, errands(t, someTexts(2)...)); len(f) > 0 || len(s.parts) != 2 {
		t.Errorf("%v, %d parts", f, len(s.parts))
	}
}

// What is said several times is told once.
func TestErrorsSayThingsOnce(t *testing.T) {
	t.Parallel()
	l := linked(t, hosted(t, t.TempDir()))
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	err := l.insist(ctx, nil, func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	})
	if err == nil || err.Error() != context.DeadlineExceeded.Error() {
		t.Errorf("%q", err)
	}
	l.Close()
	if err := l.find(t.Context()); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("%q", err)
	}
}

// A message of an object whose answer was lost is there once.
func TestMessagesOfObjectsAreStoredOnce(t *testing.T) {
	t.Parallel()
	l := linked(t, hosted(t, t.TempDir()))
	subject := l.parts.chunks("run.a")
	last := uint64(0)
	for n, text := range []string{"first", "second"} {
		stored, err := l.parts.append(t.Context(), subject, []byte(text), last)
		if err != nil {
			t.Fatal(err)
		}
		again, err := l.parts.append(t.Context(), subject, []byte(text), last)
		if err != nil || again != stored {
			t.Errorf("%d: %d after %d, %v", n, again, stored, err)
		}
		last = stored
	}
	if list, err := l.subjects(t.Context(), l.parts.stream, subject); err != nil || list[subject] != 2 {
		t.Error(list, err)
	}
	if _, err := l.parts.append(t.Context(), subject, []byte("another"), last-1); !errors.Is(err, errTorn) {
		t.Error(err)
	}
}

// A run that was taken by a request whose answer was lost is taken.
func TestRunIsTakenOnce(t *testing.T) {
	t.Parallel()
	l := linked(t, hosted(t, t.TempDir()))
	mine := lease{link: l, run: "run", owner: "me"}
	state := RunState{Run: "run", Owner: "me"}
	if _, err := l.runs.Create(t.Context(), "run", encode(state)); err != nil {
		t.Fatal(err)
	}
	if err := mine.take(t.Context(), &state, func(o RunState) { t.Errorf("%s is waited for", o.Owner) }); err != nil {
		t.Error(err)
	}
	if err := mine.hold(t.Context(), &state); err != nil {
		t.Error(err)
	}
}

// What is made of a small document goes with its outcome; that of a large one, which itself takes several messages, is an object. An empty one, and one that
// changes on the way, are told of.
func TestSmallPartsAreNoObjects(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	s := &shelf{parts: map[string]string{}}
	l := linked(t, h)
	seen := make(chan Outcome, 10)
	c, err := Lead(t.Context(), l, Way{Run: "run", Program: thisBuild}, s, func(o Outcome) { seen <- o }, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	large := strings.Repeat("large ", mostWithin/6+1)
	list := errands(t, "small", large, "")
	employ(t, linked(t, h), 1, spell)
	for n, e := range list {
		if f := mustReadAll(t, c, []archive.Errand{e}); len(f) > 0 {
			t.Error(f)
		}
		o, text := <-seen, s.parts[e.Key]
		if o.stored != (n == 1) || !strings.HasPrefix(text, "read ") || n == 1 && text != "read "+large {
			t.Errorf("%d: an object: %v, %.20q", n, o.stored, text)
		}
	}
	if err := os.WriteFile(list[0].File, []byte("other"), 0o666); err != nil {
		t.Fatal(err)
	}
	list[0].Key += "0"
	if f := mustReadAll(t, c, list[:1])[list[0].Key]; f == nil || f.Class != archive.Permanent {
		t.Errorf("%+v", f)
	}
	nothingLeft(t, l, c)
}
