//go:build linux || darwin || freebsd || netbsd || openbsd

package file

import (
	"os"
	"syscall"
)

// Locks says whether this system has locks that end with the process.
const Locks = true

// Lock takes a folder or file for this process alone, until it closes what it is given or ends in
// whatever way. It says whether nobody else has it.
func Lock(name string) (*os.File, bool) {
	f, err := os.Open(name)
	if err != nil {
		return nil, false
	}
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		f.Close()
		return nil, false
	}
	return f, true
}
