package commands

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/mingxi/mingxi/internal/bilingual"
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
