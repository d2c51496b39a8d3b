//go:build linux || darwin

package archive

import (
	"os/exec"
	"runtime/debug"
	"syscall"
	"time"
)

// limitMemory bounds the memory of this process: the collector works harder when three quarters are
// in use, and beyond all of it the system refuses more, which ends the process. 0 is no limit.
func limitMemory(bytes int64) {
	if bytes <= 0 {
		return
	}
	debug.SetMaxStack(int(bytes / 4))
	debug.SetMemoryLimit(bytes / 4 * 3)
	syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: uint64(bytes), Max: uint64(bytes)})
}

// limitTime bounds the processor time of this process for all documents that it may read, beyond which the system ends
// it, also where nobody watches it any more. The limit for one document is kept by who gives it.
func limitTime(each time.Duration, cores int) {
	if each <= 0 {
		return
	}
	seconds := uint64(each.Seconds()+1) * uint64(max(1, cores)) * mostTasks
	syscall.Setrlimit(syscall.RLIMIT_CPU, &syscall.Rlimit{Cur: seconds, Max: seconds})
}

// killAll ends a started command and what it has started.
func killAll(cmd *exec.Cmd) { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
