package archive

import (
	"runtime"
	"syscall"
)

const firstRoom = 64 << 20 // bytes of addresses: as far as reading most documents comes before memory is used again

// spread asks the system to give this process its next memory in large pages, one for 512. Each page that is used for the first time
// stops a process for longer than the work on it takes, and a process that reads one document uses little else. The runtime takes memory from
// the system as it needs it, and asks for nothing then; so it is made to take a room at once, for which large pages are asked, and to have
// it back before anything is in use that would have to be looked through. It is filled from its lowest address on, and what is not reached is never
// there. Where a system has no large pages all is as it would be.
func spread() {
	syscall.Madvise(make([]byte, firstRoom), syscall.MADV_HUGEPAGE)
	runtime.GC()
}
