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

// A Cause is a kind of failure that whoever runs the program can do something about.
type Cause string

const (
	TimeLimit   Cause = "time"   // the limit of time was reached
	MemoryLimit Cause = "memory" // the limit of memory was reached
	Killed      Cause = "killed" // the worker was ended from outside
)

// A Failure is why a file could not be read.
type Failure struct {
	File   string
	Class  Class
	Cause  Cause // empty where there is nothing more to be said than the reason
	Reason string
	Took   time.Duration
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
