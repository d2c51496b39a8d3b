//go:build linux || darwin

package archive

import (
	"os/exec"
	"runtime/debug"
	"syscall"
)

// limitMemory bounds the memory of this process: the collector works harder when three quarters are
// in use, and beyond all of it the system refuses more, which ends the process. 0 is no limit.
func limitMemory(bytes int64) {
	if bytes <= 0 {
		return
	}
	debug.SetMaxStack(int(bytes / 4))
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(bytes / 4 * 3)
	syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: uint64(bytes), Max: uint64(bytes)})
}

// apart puts a command and what it starts into a group of its own, which Ctrl-C does not reach.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killAll ends a started command and what it has started.
func killAll(cmd *exec.Cmd) { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
