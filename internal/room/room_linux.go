package room

import (
	"runtime"
	"syscall"
)

func init() {
	if asked, _ := syscall.Getenv(Variable); asked == yes {
		syscall.Unsetenv(Variable) // processes that this one starts may have less memory, and are told by themselves
		Take()
	}
}

// Take asks the system to give this process its next memory in large pages, one for 512. Each page that is used for the first time
// stops a process for longer than the work on it takes, and a process that reads one document uses little else. The runtime takes memory from
// the system as it needs it, and asks for nothing then; so it is made to take a room at once, for which large pages are asked, and to have
// it back before anything is in use that would have to be looked through. It is filled from its lowest address on, and what is not reached is never
// there. Where a system has no large pages all is as it would be. A process with little memory, or whose addresses are limited at all, needs them for
// what it reads. It is taken once.
func Take() {
	var data, addresses syscall.Rlimit
	if taken || syscall.Getrlimit(syscall.RLIMIT_DATA, &data) != nil || data.Cur < Least ||
		syscall.Getrlimit(syscall.RLIMIT_AS, &addresses) != nil || addresses.Cur != unlimited {
		return
	}
	taken = true
	syscall.Madvise(make([]byte, size), syscall.MADV_HUGEPAGE)
	runtime.GC()
}

const unlimited = ^uint64(0)

var taken bool
