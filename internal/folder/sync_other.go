//go:build !linux

package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// syncTree has all files and folders in a folder on the disk.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := os.O_RDWR
		if e.IsDir() {
			mode = os.O_RDONLY
		}
		f, err := os.OpenFile(name, mode, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		if e.IsDir() {
			return syncNames(f)
		}
		return f.Sync()
	})
}

// syncNames has the names in a folder on the disk; Windows has no call for it.
func syncNames(dir *os.File) error {
	if err := dir.Sync(); err != nil && !errors.Is(err, fs.ErrPermission) && runtime.GOOS != "windows" {
		return err
	}
	return nil
}
