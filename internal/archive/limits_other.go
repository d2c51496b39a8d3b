//go:build !(linux || darwin)

package archive

import (
	"os/exec"
	"runtime/debug"
	"time"
)

// limitMemory makes the collector work harder when three quarters of the memory are in use. Nothing
// here refuses more.
func limitMemory(bytes int64) {
	if bytes <= 0 {
		return
	}
	debug.SetMaxStack(int(bytes / 4))
	debug.SetMemoryLimit(bytes / 4 * 3)
}

func limitTime(time.Duration, int) {}

func apart(*exec.Cmd) {}

func killAll(cmd *exec.Cmd) { cmd.Process.Kill() }
