package commands

import (
	"bufio"
	"fmt"
	"os"
	"runtime"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/spf13/cobra"
)

// Memory of workers, bytes.
const (
	mebibyte     = 1 << 20
	leastMemory  = 768 * mebibyte  // a document of hundreds of dense pages takes 500 MiB
	mostMemory   = 4096 * mebibyte // what needs more is no disclosure
	usualMachine = 8192 * mebibyte // where the system does not say what it has
)

// widths are how many documents are read at a time and how much memory each may take, of so much
// that there is: a worker for each core, fewer where memory does not suffice or there are not so many documents.
func (m *manyFlags) widths(there int64, documents int) (width int, memory int64) {
	width = m.jobs
	if width <= 0 {
		width = max(1, min(runtime.GOMAXPROCS(0), int(there/leastMemory)))
	}
	width = max(1, min(width, documents))
	memory = int64(m.memory) * mebibyte
	if memory <= 0 {
		memory = max(leastMemory, min(mostMemory, there/int64(width+1)))
	}
	return width, memory
}

// machineMemory is how much memory programs can have, by the kernel of Linux.
func machineMemory() int64 {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return usualMachine
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var kib int64
		if n, _ := fmt.Sscanf(lines.Text(), "MemAvailable: %d kB", &kib); n == 1 {
			return kib << 10
		}
	}
	return usualMachine
}

// cores are how many to keep busy.
func (m *manyFlags) cores() int {
	if m.jobs > 0 {
		return m.jobs
	}
	return runtime.GOMAXPROCS(0)
}

// ofThisProcess keeps this process small beside its workers, which are what reads: it only holds what they made. Where that is
// little it may grow by some megabytes, since one that reads a single document would do little but collect.
var ofThisProcess = archive.Thrift{First: 400, Most: 400, Least: 25, Growth: 12 << 20}

// ofMachine is for what passes documents on between machines: it holds none for long, and takes a megabyte or two for each, so that it would
// collect after a few.
var ofMachine = archive.Thrift{First: 400, Most: 400, Least: 25, Growth: 48 << 20}

// collect has memory collected as suits the command: by thrift where workers read for it, else as Go does. It is a share and no limit,
// since a run that itself holds more than a limit would collect without end. What GOGC says counts before it, and GOMEMLIMIT stays as it is.
func collect(cmd *cobra.Command) {
	thrift, of := thriftyCommands[cmd.Name()]
	if !of || os.Getenv("GOGC") != "" {
		return
	}
	if servers := cmd.Flags().Lookup("nats"); servers != nil && servers.Changed {
		thrift = ofMachine
	}
	thrift.Keep()
}

// thriftyCommands are those whose process waits for workers and holds what they made.
var thriftyCommands = map[string]archive.Thrift{"extract": ofThisProcess, "check": ofThisProcess, "tables": ofThisProcess, "work": ofMachine}
