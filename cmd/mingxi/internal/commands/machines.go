package commands

import (
	"context"
	"fmt"
	"os/exec"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster/seen"
	"github.com/mingxi/mingxi/internal/late"
)

// Machines is how documents are read on several machines. Main sets it to what package machines knows: NATS and Prometheus are large,
// and this package does not import them.
type Machines struct {
	// Lead has the documents of a plan read by other machines.
	Lead func(context.Context, *Leading) (*Led, error)

	// Work reads for runs on other machines until ctx ends. The error is about the servers, or wraps a MetricsError.
	Work func(context.Context, *Working) error

	// Look asks the servers at an address how it goes.
	Look func(ctx context.Context, address string) (*seen.Status, error)
}

// A MetricsError is that counts cannot be asked for at an address.
type MetricsError struct {
	Address string
	Err     error
}

func (e *MetricsError) Error() string { return fmt.Sprintf("--metrics %s: %v", e.Address, e.Err) }

func (e *MetricsError) Unwrap() error { return e.Err }

// Others are the machines of this process.
var Others Machines

// others waits for what Main sets.
func others() *Machines {
	late.Need()
	return &Others
}

// A Served way is how servers are reached, and what is told of the work.
type Served struct {
	URL      string
	Patience time.Duration
	Metrics  string // address at which counts can be asked for; empty: none
	Program  seen.Program
	Tell     func(error) // tells people
}

// A Leading process has documents read by others.
type Leading struct {
	Served
	Store  int64 // bytes on the disk of each server
	Folder string
	Plan   *archive.Plan // is told who reads
	Work   *archive.Work
	Reads  Reading // as this process reads where it holds the server itself
}

// A Led run is read by other machines.
type Led struct {
	Told  func(archive.Fate)    // is told of each document
	Clear func(context.Context) // removes the run from the servers
	Close func()
}

// A Working process reads for others.
type Working struct {
	Served
	Slots int // documents at a time
	Begun func()
	Reads Reading
}

// A Reading says by which processes items are read.
type Reading struct {
	Memory  int64
	Command func() *exec.Cmd
	Setup   func([]byte) ([]byte, error)      // what such a process is told here, of what the run says
	Pieces  func(pages []int) ([]byte, error) // what asks it to recognise these pages alone
}
