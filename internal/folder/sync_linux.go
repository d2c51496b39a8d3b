package folder

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncTree has all that was written to the disk of a folder on it. One call for thousands of files takes a
// fraction of what one for each takes.
func syncTree(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return os.NewSyscallError("syncfs", unix.Syncfs(int(d.Fd())))
}

func syncNames(dir *os.File) error { return dir.Sync() }
