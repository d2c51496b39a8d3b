package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// A signal that is sent to all processes of a service leaves a worker what it has in hand: who started it says when it ends.
func TestWorkerOutlivesSignals(t *testing.T) {
	t.Parallel()
	worker := program("worker")
	stdin, err := worker.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := worker.Start(); err != nil {
		t.Fatal(err)
	}
	for !ignores(t, worker.Process.Pid, syscall.SIGTERM) {
		time.Sleep(time.Millisecond)
	}
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if err := worker.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
	}
	stdin.Close()
	if err := worker.Wait(); !worker.ProcessState.Exited() {
		t.Error(err)
	}
}

// ignores says whether a process ignores a signal.
func ignores(t *testing.T, pid int, s syscall.Signal) bool {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	m := regexp.MustCompile(`SigIgn:\s*(\w+)`).FindSubmatch(status)
	if err != nil || m == nil || t.Context().Err() != nil {
		t.Fatal(err, string(status))
	}
	ignored, err := strconv.ParseUint(string(m[1]), 16, 64)
	return err == nil && ignored&(1<<(s-1)) != 0
}
