package archive

import (
	"errors"
	"io/fs"
	"syscall"
	"time"
)

// A Class says whether trying again may help.
type Class string

const (
	Transient Class = "transient" // it may: a limit was reached, the file was gone, somebody killed it
	Permanent Class = "permanent" // it will not: the file is what it is
)

// A Failure is why a file could not be read.
type Failure struct {
	File   string
	Class  Class
	Reason string
	Took   time.Duration

	late bool // a limit of time was reached
}

// plainReason says what a file system error means.
func plainReason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file or folder; check the name"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it; change its permissions or run as its owner"
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return number.Error()
	}
	return err.Error()
}
