package main

import (
	"os/exec"
	"syscall"
	"testing"
)

// mostResident fails where one of the processes of a run had more than so many MiB. What this process had when it started the run counts
// as the run's: what is no more than that says nothing.
func mostResident(t *testing.T, cmd *exec.Cmd, limit int64) {
	t.Helper()
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		t.Fatal(err)
	}
	u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if ok && u.Maxrss>>10 > limit+64 && u.Maxrss > own.Maxrss {
		t.Errorf("a process had %d MiB, and a worker is given %d", u.Maxrss>>10, limit)
	}
}
