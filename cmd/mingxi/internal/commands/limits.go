package commands

import (
	"fmt"
	"time"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"
	"github.com/mingxi/mingxi/internal/sandbox"
	"github.com/spf13/pflag"
)

// manyFlags are the flags about the workers that read documents.
type manyFlags struct {
	jobs        int
	timeout     time.Duration
	memory      int
	retryFailed bool
	logFormat   string
	sandbox     string
}

// limits are the flags about how much of the machine is used.
func (m *manyFlags) limits(f *pflag.FlagSet) {
	f.IntVarP(&m.jobs, "jobs", "j", 0, "`number` of documents at a time, and of cores to use; 0: as cores and memory allow")
	f.DurationVar(&m.timeout, "timeout", shortcut.Usual, "`time` for one document, such as 90s or 30m; 0: no limit")
	f.IntVar(&m.memory, "memory", 0, "`MiB` for each of the workers that read documents; 0: as the machine allows")
	m.sandboxFlag(f)
}

// sensible refuses numbers that mean nothing.
func (m *manyFlags) sensible() error {
	switch {
	case m.jobs < 0:
		return fmt.Errorf("--jobs %d: give a number of documents, or 0", m.jobs)
	case m.timeout < 0:
		return fmt.Errorf("--timeout %v: give a time such as 90s or 30m, or 0", m.timeout)
	case m.memory < 0:
		return fmt.Errorf("--memory %d: give a number of MiB, or 0", m.memory)
	}
	return m.confinable()
}

// goOnFlags are the flags of runs that go on where an earlier one ended.
func (m *manyFlags) goOnFlags(f *pflag.FlagSet) {
	f.BoolVar(&m.retryFailed, "retry-failed", false, "try again what failed in an earlier run")
	f.StringVar(&m.logFormat, "log-format", "text", "`how` progress on several documents is told on stderr: text, json")
}

// Whether workers are confined (--sandbox).
const (
	sandboxAuto    = "auto"
	sandboxRequire = "require"
	sandboxOff     = "off"
)

func (m *manyFlags) sandboxFlag(f *pflag.FlagSet) {
	f.StringVar(&m.sandbox, "sandbox", sandboxAuto, "`whether` the processes that read documents are confined: auto (where the system can), require, off")
}

// confinable refuses what is no choice, and to go on where workers must be confined and cannot be.
func (m *manyFlags) confinable() error {
	switch m.sandbox {
	case sandboxAuto, sandboxOff:
		return nil
	case sandboxRequire:
		if err := sandbox.Supported(); err != nil {
			return &failure{ExitUnread, fmt.Errorf("--sandbox require: %w; nothing was read", err)}
		}
		return nil
	}
	return fmt.Errorf("unknown choice %q for --sandbox: use auto, require or off", m.sandbox)
}
