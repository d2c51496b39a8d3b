package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// A shelf keeps parts in memory.
type shelf struct {
	mu    sync.Mutex
	parts map[string]string
	err   error
}

func (s *shelf) Keep(key string, a *archive.Answer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	s.parts[key] = string(a.Portion)
	return nil
}

func (s *shelf) Has(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.parts[key] != ""
}

// A pupil reads as a test says.
type pupil func(ctx context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure)

func (p pupil) Read(ctx context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
	return p(ctx, i, data, pieces)
}

func (pupil) Close() {}

// oddName is that of a file on a system whose names need be no text.
const oddName = "\xd4\xa4\xcb\xe3.pdf"

// spell reads a document: it takes its letters for what is in it.
func spell(_ context.Context, i *Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
	text := string(data)
	switch {
	case i.Told.File != "" && i.Told.File != oddName:
		return archive.Answer{}, &archive.Failure{Class: archive.Permanent, Reason: fmt.Sprintf("the name came as %q", i.Told.File)}
	case len(i.Pages) > 0:
		return archive.Answer{Made: fmt.Append(nil, i.Pages)}, nil
	case strings.HasPrefix(text, "scan") && !i.Whole:
		return archive.Answer{Pages: 40, Pictures: numbers(40), Portion: []byte("half")}, nil
	case strings.HasPrefix(text, "scan"):
		return archive.Answer{Pages: 40, Portion: fmt.Appendf(nil, "%s of %d pieces", text, len(pieces))}, nil
	}
	return archive.Answer{Pages: 1, Portion: []byte("read " + text)}, nil
}

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i + 1
	}
	return list
}

var (
	thisBuild  = Program{Name: "v1", Hash: strings.Repeat("ab", 32)}
	otherBuild = Program{Name: "v2", Hash: strings.Repeat("cd", 32)}
)

func TestMain(m *testing.M) {
	for _, name := range []string{"NATS_TOKEN", "NATS_TOKEN_FILE", "NATS_CREDS", "NATS_USER"} {
		os.Unsetenv(name)
	}
	os.Exit(m.Run())
}

const shortPatience = 2 * time.Second

// hosted is a server of its own.
func hosted(t *testing.T, dir string) *Hosted {
	t.Helper()
	h, err := Host("embedded=127.0.0.1:0", dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Stop)
	return h
}

func linked(t *testing.T, h *Hosted) *Link {
	t.Helper()
	l, err := Connect(t.Context(), Access{Name: t.Name(), Inside: h.Server, Token: h.Token, Patience: shortPatience, Make: true, Store: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// errands are documents to be read, by what is in them.
func errands(t *testing.T, texts ...string) []archive.Errand {
	t.Helper()
	return errandsIn(t, t.TempDir(), texts...)
}

func errandsIn(t testing.TB, dir string, texts ...string) []archive.Errand {
	t.Helper()
	var list []archive.Errand
	for n, text := range texts {
		name := filepath.Join(dir, fmt.Sprint(n))
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(text))
		e := archive.Errand{Key: fmt.Sprintf("%08d%x", n, sum[:16]), SHA256: hex.EncodeToString(sum[:])}
		e.File = name
		list = append(list, e)
	}
	return list
}

func led(t *testing.T, l *Link, s *shelf, run string) *Coordinator {
	t.Helper()
	c, err := Lead(t.Context(), l, Way{Run: run, Program: thisBuild, Scans: true}, s, func(Outcome) {}, func(err error) { t.Log(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// employ has a machine work until the test, or what it gives, ends.
func employ(t *testing.T, l *Link, slots int, p pupil) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	m := &Machine{Program: thisBuild, Slots: slots, Reader: func() Reader { return p }, Seen: func(Outcome) {}, Say: func(err error) { t.Log(err) }}
	go func() { ended <- m.Work(ctx, ctx, l) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// readAll has errands read beside each other, as a run does: what has pictures is read once more.
func readAll(ctx context.Context, c *Coordinator, list []archive.Errand) (failures map[string]*archive.Failure, err error) {
	var mu sync.Mutex
	var all sync.WaitGroup
	failures = map[string]*archive.Failure{}
	for _, e := range list {
		all.Go(func() {
			a, f, one := c.Read(ctx, e)
			if len(a.Pictures) > 0 {
				e.Pictures, e.Recognise = a.Pictures, true
				_, f, one = c.Read(ctx, e)
			}
			mu.Lock()
			defer mu.Unlock()
			err = errors.Join(err, one)
			if f != nil {
				failures[e.Key] = f
			}
		})
	}
	all.Wait()
	return failures, err
}

func mustReadAll(t *testing.T, c *Coordinator, list []archive.Errand) map[string]*archive.Failure {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	failures, err := readAll(ctx, c, list)
	if err != nil {
		t.Fatal(err)
	}
	return failures
}

func someTexts(n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("document %d", i))
	}
	return list
}

// nothingLeft says that a run has left nothing on the server.
func nothingLeft(t *testing.T, l *Link, c *Coordinator) {
	t.Helper()
	if err := c.Clear(t.Context()); err != nil {
		t.Error(err)
	}
	for _, name := range []string{workStream, doneStream, "OBJ_" + partStore} {
		left := uint64(1)
		for range 100 { // the word that a machine is done with an item of another run may come behind what it made
			s, err := l.js.Stream(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			if left = s.CachedInfo().State.Msgs; left == 0 {
				break
			}
			pause(t.Context(), 50*time.Millisecond)
		}
		if left > 0 {
			t.Errorf("%s has %d messages", name, left)
		}
	}
}
