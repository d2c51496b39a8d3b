package archive

import (
	"math"
	"runtime"
	"syscall"
)

const (
	firstRoom = 64 << 20       // bytes of addresses: as far as reading most documents comes before memory is used again
	leastRoom = 12 * firstRoom // of memory that a process is given where there shall be a room: what is not reached of it counts, too
)

// spread asks the system to give this process its next memory in large pages, one for 512. Each page that is used for the first time
// stops a process for longer than the work on it takes, and a process that reads one document uses little else. The runtime takes memory from
// the system as it needs it, and asks for nothing then; so it is made to take a room at once, for which large pages are asked, and to have
// it back before anything is in use that would have to be looked through. It is filled from its lowest address on, and what is not reached is never
// there. Where a system has no large pages all is as it would be. A process with little memory, or whose addresses are limited at all, needs them for
// what it reads.
func spread() {
	var data, addresses syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_DATA, &data) != nil || data.Cur < leastRoom ||
		syscall.Getrlimit(syscall.RLIMIT_AS, &addresses) != nil || addresses.Cur != math.MaxUint64 {
		return
	}
	syscall.Madvise(make([]byte, firstRoom), syscall.MADV_HUGEPAGE)
	runtime.GC()
}
