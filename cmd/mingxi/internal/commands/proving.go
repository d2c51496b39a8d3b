package commands

import (
	"fmt"
	"os"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/sandbox"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/pflag"
)

// failOn says from which severity on findings make the exit status 1.
var failOn = map[string][]normalize.Severity{
	"error":   {normalize.Error},
	"warning": {normalize.Error, normalize.Warning},
	"never":   {},
}

// A proving is what the flags of the commands say that read documents and reconcile them.
type proving struct {
	readFlags
	failOn string
	quiet  bool
	many   manyFlags
}

// flags are those of a command that fails, unless told otherwise, on findings of a severity.
func (x *proving) flags(f *pflag.FlagSet, failOn string) {
	x.readFlags.flags(f)
	x.bundleFlag(f)
	f.StringVar(&x.failOn, "fail-on", failOn, "exit with status 1 on findings of this `severity` or worse: error, warning, never")
	x.previous.flag(f)
	x.said.flag(f)
	f.BoolVarP(&x.quiet, "quiet", "q", false, "print nothing but errors")
	x.many.limits(f)
}

// An opened run has found its inputs and can begin to read.
type opened struct {
	*inputs
	flags   *readFlags
	options extract.Options
	bad     []normalize.Severity // of findings that make the exit status one of failure
	notes   []error              // what is to be said before the reading, and is no failure
}

// open refuses what makes no sense and finds what the arguments name. What it gives must
// be closed.
func (x *proving) open(args []string) (*opened, error) {
	bad, err := severities(x.failOn)
	if err != nil {
		return nil, err
	}
	if err := x.previous.open(); err != nil {
		return nil, err
	}
	if err := x.many.sensible(); err != nil {
		return nil, err
	}
	opt, err := x.options()
	if err != nil {
		return nil, err
	}
	o := &opened{inputs: expand(args, os.Stdin), options: opt, bad: bad, flags: &x.readFlags}
	if err := sandbox.Supported(); err != nil && x.many.sandbox == sandboxAuto && !x.quiet {
		o.notes = append(o.notes, fmt.Errorf("%w: documents are read by processes that are limited, but not confined", err))
	}
	if err := x.bundled(o.files); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// close ends a run.
func (o *opened) close() {
	o.inputs.close()
	o.flags.close()
}

// severities are those of the findings that --fail-on stands for.
func severities(name string) ([]normalize.Severity, error) {
	list, ok := failOn[name]
	if !ok {
		return nil, fmt.Errorf("unknown severity %q for --fail-on: use error, warning or never", name)
	}
	return list, nil
}
