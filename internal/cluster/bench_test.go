package cluster

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// What the queues and stores cost for each document of 600 KB, of which 200 KB are made: processor time of the
// server, the coordinator and the machine together.
func BenchmarkDocument(b *testing.B) {
	h, err := Host("embedded=127.0.0.1:0", b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer h.Stop()
	link := func() *Link {
		l, err := Connect(b.Context(), Access{URL: h.Address(), Name: b.Name(), Inside: h.Server, Token: h.Token, Make: true, Store: 2 << 30})
		if err != nil {
			b.Fatal(err)
		}
		return l
	}
	s := &shelf{parts: map[string]string{}}
	c, err := Lead(b.Context(), link(), Way{Run: "run", Program: thisBuild}, s, func(Outcome) {}, func(error) {})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	ctx, stop := context.WithCancel(b.Context())
	made := bytes.Repeat([]byte("made"), 50<<10)
	m := &Machine{Program: thisBuild, Slots: 2, Say: func(error) {}, Seen: func(Outcome) {}, Reader: func() Reader {
		return pupil(func(context.Context, *Item, []byte, [][]byte) (archive.Answer, *archive.Failure) {
			return archive.Answer{Portion: made}, nil
		})
	}}
	var working sync.WaitGroup
	working.Go(func() { m.Work(ctx, ctx, link()) })
	var texts []string
	for n := range b.N {
		texts = append(texts, string(bytes.Repeat(fmt.Appendf(nil, "%06d", n), 100<<10)))
	}
	list := errandsIn(b, b.TempDir(), texts...)
	b.ResetTimer()
	before := processorTime()
	if f, err := readAll(ctx, c, list); err != nil || len(f) > 0 {
		b.Fatal(f, err)
	}
	b.ReportMetric(float64((processorTime()-before).Microseconds())/float64(b.N)/1000, "cpu-ms/op")
	b.StopTimer()
	stop()
	working.Wait()
}

func processorTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
