//go:build unix

package cluster

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// benchServer names the folder of the server that TestServe is.
const benchServer = "MINGXI_BENCH_SERVER"

// TestServe is the server of BenchmarkDocument in a process of its own. Asked by a line, it says where it is and what processor time it took.
func TestServe(t *testing.T) {
	dir := os.Getenv(benchServer)
	if dir == "" {
		t.Skip("no benchmark asks for it")
	}
	h := hosted(t, dir)
	for asked := bufio.NewScanner(os.Stdin); asked.Scan(); {
		fmt.Printf("\n%s%s %d\n", benchServer, h.Address(), processorTime())
	}
}

// serving is a server in a process of its own, and asks it.
func serving(b *testing.B) (ask func() (address string, took time.Duration)) {
	b.Helper()
	dir := b.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestServe$", "-test.cpuprofile="+os.Getenv("MINGXI_BENCH_PROFILE"))
	cmd.Env = append(os.Environ(), benchServer+"="+dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	b.Setenv("NATS_TOKEN_FILE", filepath.Join(dir, tokenFile))
	lines := bufio.NewScanner(out)
	return func() (address string, took time.Duration) {
		fmt.Fprintln(in)
		for lines.Scan() {
			if said, of := strings.CutPrefix(lines.Text(), benchServer); of {
				if _, err := fmt.Sscan(said, &address, (*int64)(&took)); err != nil {
					b.Fatal(err)
				}
				return address, took
			}
		}
		b.Fatal("the server ended")
		return "", 0
	}
}

// What the queues and stores cost for each document of 600 KB, of which 200 KB are made: processor time of the server, and of the coordinator and the
// machine together.
func BenchmarkDocument(b *testing.B) {
	ask := serving(b)
	address, _ := ask()
	link := func() *Link {
		l, err := Connect(b.Context(), Access{URL: address, Name: b.Name(), Make: true, Store: 2 << 30})
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
	_, served := ask()
	if f, err := readAll(ctx, c, list); err != nil || len(f) > 0 {
		b.Fatal(f, err)
	}
	took := processorTime() - before
	_, now := ask()
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(b.N) / 1000 }
	b.ReportMetric(each(now-served), "server-ms/op")
	b.ReportMetric(each(took), "ours-ms/op")
	b.StopTimer()
	stop()
	working.Wait()
}

func processorTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
