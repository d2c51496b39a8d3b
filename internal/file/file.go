// Package file has what is done with files as wholes: they are hashed, held, and given their names.
package file

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"syscall"
)

// ErrOdd tells that a name is that of a folder, a device, a pipe or a socket.
var ErrOdd = errors.New("it is no ordinary file; give what a pipe holds on stdin, named -")

// Open opens a regular file to be read. The error is or wraps ErrOdd where it is none: what others may never write
// to is not waited for, and what never ends not begun.
func Open(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &os.PathError{Op: "open", Path: name, Err: ErrOdd}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Hash is the SHA-256 of a regular file's bytes, hexadecimal.
func Hash(name string) (string, error) {
	f, err := Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return HashOf(f)
}

// HashOf is the SHA-256 of all that is read, hexadecimal.
func HashOf(r io.Reader) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Write writes a file under the name temp, on the same disk, and gives it its own name when all of it is
// there: what has its name is whole. Where that fails nothing is left.
func Write(name, temp string, write func(io.Writer) error) error {
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	err = errors.Join(write(out), out.Flush(), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}
