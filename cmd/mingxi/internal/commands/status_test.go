package commands

import (
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/cluster/seen"
)

// What an earlier run read tells nothing of how long the rest takes, and failures are told by their class.
func TestStatusOfARun(t *testing.T) {
	began := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	run := func(done, kept, failed int) seen.RunState {
		classes := map[string]int{}
		if failed > 0 {
			classes["transient"] = failed
		}
		return seen.RunState{Run: "run", Host: "here", PID: 7, Began: began, Told: began.Add(100 * time.Second), Files: 1000, Done: done, Kept: kept, Failed: failed,
			Pages: 500, Waiting: map[string]int{"text": 9, "scan": 2}, Classes: classes}
	}
	for _, c := range []struct {
		run  seen.RunState
		want string
	}{
		{run(0, 0, 0), "  0 of 1000 documents, 500 pages, 5.0 a second, time left unknown, 0 failed\n  handed out: 9 text, 2 scan; last heard of 5 s ago\n"},
		{run(500, 500, 0), "time left unknown"},
		{run(600, 500, 3), "600 of 1000 documents, 500 pages, 5.0 a second, 6 min 40 s left, 3 failed (3 transient)\n"},
		{run(1000, 500, 0), "0 s left"},
	} {
		var out strings.Builder
		if err := printStatus(&out, &seen.Status{Runs: []seen.RunState{c.run}}, began.Add(105*time.Second)); err != nil || !strings.Contains(out.String(), c.want) {
			t.Errorf("%v: %s, want %s", err, out.String(), c.want)
		}
	}
}
