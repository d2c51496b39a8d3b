package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/dataset"
)

// Exit statuses.
const (
	ExitFindings    = 1   // everything was read; there are findings of the severity asked for
	ExitUsage       = 2   // the command line could not be understood
	ExitUnread      = 3   // an input could not be read
	exitNoOCR       = 4   // recognition is needed and this build or machine has none
	ExitUnwritten   = 5   // the output could not be written
	exitInterrupted = 130 // stopped by Ctrl-C, as shells count it
)

// A failure ends the program with a status. Its error is nil where everything was said already.
type failure struct {
	status int
	err    error
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit status %d", f.status)
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// report says what went wrong and gives the exit status. What is no failure of ours comes from the
// reading of the command line of the command that ran.
func report(stderr io.Writer, ran string, err error) int {
	var f *failure
	switch {
	case err == nil:
		return 0
	case errors.As(err, &f) && f.status == exitInterrupted:
		complain(stderr, f.err)
		return f.status
	case errors.Is(err, context.Canceled):
		complain(stderr, errors.New("interrupted; nothing was written"))
		return exitInterrupted
	case !errors.As(err, &f):
		complain(stderr, err)
		fmt.Fprintln(stderr, say("Try '{command} --help'.", ran))
		return ExitUsage
	case f.err != nil:
		complain(stderr, f.err)
	}
	return f.status
}

// complain says on stderr what went wrong. Names of files are in it, which can hold anything.
func complain(stderr io.Writer, err error) { fmt.Fprintf(stderr, "mingxi: %s\n", inWords(err.Error())) }

// inWords is what an error says to a person.
func inWords(said string) string { return visible(bilingual.OfError(said).In(spoken)) }

// inputStatus is the exit status that the inputs ask for: unread are those that could not be read, or not all of them.
func inputStatus(unread int, noOCR bool) error {
	switch {
	case unread > 0:
		return &failure{status: ExitUnread}
	case noOCR:
		return &failure{status: exitNoOCR}
	}
	return nil
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return &failure{ExitUnwritten, err}
}

// cannotWrite says that a folder cannot be written to, and why.
func cannotWrite(dir string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	why := err.Error()
	var p *fs.PathError
	if errors.As(err, &p) {
		why = p.Err.Error()
	}
	hint := "choose another folder with -o"
	switch {
	case errors.Is(err, archive.ErrHeld):
		hint = "wait for its end, or " + hint
	case errors.Is(err, dataset.ErrForeign):
		hint = "choose an empty folder with -o; --force overwrites them"
	case errors.Is(err, syscall.ENOSPC):
		hint = "what was there is as it was; make room and give the same command again, or " + hint
	}
	return &failure{ExitUnwritten, fmt.Errorf("%s: cannot write the dataset there: %s; %s", dir, why, hint)}
}

// cannotRead says why a dataset cannot be read, and what helps.
func cannotRead(dir string, err error) error {
	if errors.Is(err, dataset.ErrNoCSV) {
		return fmt.Errorf("%s: %w: extract the documents again with --format csv", dir, err)
	}
	return fmt.Errorf("%s: %w", dir, err)
}
