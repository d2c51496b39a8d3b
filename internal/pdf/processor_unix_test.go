//go:build unix

package pdf

import (
	"syscall"
	"time"
)

// processorTime is the time that this process has computed.
func processorTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
