package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/cluster/seen"
	"github.com/mingxi/mingxi/internal/freeport"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/sample"
)

// scanned is a document of so many pages that must be drawn and recognised.
func scanned(t *testing.T, pages int) string {
	t.Helper()
	var text strings.Builder
	for n := range pages {
		fmt.Fprintf(&text, "page-outlines\ntitle: 支出表\nunit: 单位：万元\ntable 300 200\n| 项目 | 预算数\n|-\n| 合计 | %d.10\n| 教育支出 | %d.10\n\n", n+1, n+1)
	}
	data, _, err := sample.Print(fstest.MapFS{"scan.txt": &fstest.MapFile{Data: []byte(text.String())}}, "scan")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Where a machine dies that has pages of a scan in hand, another is given them, and the dataset is that of one machine.
func TestPagesOfALostMachineAreRecognisedByAnother(t *testing.T) {
	if !networks.Available() {
		t.Skip("what must be drawn is read by networks")
	}
	t.Parallel()
	in, want, out := t.TempDir(), t.TempDir(), t.TempDir()
	put(t, in, "scan.pdf", scanned(t, 17))
	copies(t, in, 1)
	arguments := func(out string) []string {
		return []string{"extract", in, "-o", out, "--quiet", "--format", "csv,xlsx", "--fail-on", "never", "--nats-patience", "2s"}
	}
	ran(t, arguments(want)...)
	f := newField(t)
	killed := f.work()
	leader := f.command(arguments(out)...)
	leader.Stderr = f.t.Output()
	if err := leader.Start(); err != nil {
		t.Fatal(err)
	}
	f.scansInHand(1)
	metrics := fmt.Sprint("127.0.0.1:", freeport.Of(t))
	killed()
	f.work("--metrics", metrics)
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
	defer stop()
	context.AfterFunc(ctx, func() { leader.Process.Kill() })
	if err := leader.Wait(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(tree(t, want), tree(t, out)); d != "" {
		t.Error(d)
	}
	answer, err := http.Get("http://" + metrics + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	counts, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(counts), "\nmingxi_redeliveries_total 1\n") || !strings.Contains(string(counts), "\nmingxi_documents_total{result=\"read\"} 1\n") {
		t.Errorf("%v: %s", err, counts)
	}
}

// scansInHand waits until machines have so many items to recognise in hand.
func (f *field) scansInHand(n int) {
	for f.t.Context().Err() == nil {
		var s seen.Status
		if said, err := f.command("status", "--json").Output(); err == nil && json.Unmarshal(said, &s) == nil {
			for _, q := range s.Queues {
				if q.Name == "scan" && q.InHand >= n {
					return
				}
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
}
