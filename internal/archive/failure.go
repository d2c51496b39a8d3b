package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/mingxi/mingxi/internal/file"
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
	Gone        Cause = "gone"   // the file of a document that was read before is no longer there
)

// A Failure is why a file could not be read.
type Failure struct {
	File   string
	Class  Class
	Cause  Cause // empty where there is nothing more to be said than the reason
	Reason string
	Took   time.Duration

	Timeout time.Duration // that it was given; 0: no limit
	Memory  int64         // likewise, bytes
}

func (f *Failure) Error() string { return f.Reason }

// advise puts to the reason what can be done about it.
func (f *Failure) advise(p *Plan) {
	if what := p.Advice[f.Cause]; what != "" {
		f.Reason += ": " + what
	}
}

// muchMore is how many times the memory of before is more. What the machine has free is never quite the same.
const muchMore = 1.25

// mayHeal says that what failed in an earlier run may be read in this one: it is given more of what it was short of, or
// failed for something that passes.
func (f *Failure) mayHeal(p *Plan) bool {
	switch f.Cause {
	case TimeLimit:
		return f.Timeout > 0 && (p.Timeout == 0 || p.Timeout > f.Timeout)
	case MemoryLimit:
		return f.Memory > 0 && (p.Memory == 0 || float64(p.Memory) >= muchMore*float64(f.Memory))
	}
	return f.Class == Transient
}

// open opens one of the files to be read.
func (p *Plan) open(name string) (*os.File, error) {
	f, err := file.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || p.MostBytes > 0 && info.Size() > p.MostBytes {
		f.Close()
		return nil, errors.Join(err, fmt.Errorf("larger than %d MiB: no disclosure is", p.MostBytes>>20))
	}
	return f, nil
}

// file is one of the files to be read, as a source.
func (p *Plan) file(name string) source {
	return func() (io.ReadCloser, int64, error) {
		f, err := p.open(name)
		if err != nil {
			return nil, 0, err
		}
		info, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, 0, err
		}
		return f, info.Size(), nil
	}
}

// hash is the SHA-256 of one of the files to be read.
func (p *Plan) hash(name string) (string, error) {
	f, err := p.open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return file.HashOf(f)
}

// plainReason says what a file system error means.
func plainReason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file or folder; check the name"
	case errors.Is(err, file.ErrOdd):
		return file.ErrOdd.Error()
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it; change its permissions or run as its owner"
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return number.Error()
	}
	return err.Error()
}

// Unreadable is the failure of a file that the system does not give.
func Unreadable(name string, err error) *Failure {
	return &Failure{File: name, Class: Transient, Reason: plainReason(err)}
}
